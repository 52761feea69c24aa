using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Profiles;

/// <summary>The shipped profiles lie beside the program and load without a finding; what they say is what the province's documents say.</summary>
public sealed class ShippedProfileTests(ShippedProfileTests.Loaded loaded) : IClassFixture<ShippedProfileTests.Loaded>
{
    [Fact]
    public void LoadShipped_HasNoFindings()
    {
        Assert.Empty(ProfileLoader.LoadShipped("cambridge").Findings);
        Assert.Empty(ProfileLoader.LoadShipped("hebei").Findings);
    }

    [Fact]
    public void Hebei_HasThirtyUnits_ElevenPrefectureAndNineteenCountyLevelCities()
    {
        var units = loaded.Hebei.UnitsAt(new(2017, 5, 1))!;

        Assert.Equal(11, units.Units.Count(u => u.Kind == "prefecture-city"));
        Assert.Equal(
            "辛集市 晋州市 新乐市 遵化市 迁安市 武安市 南宫市 沙河市 涿州市 定州市 安国市 高碑店市 泊头市 任丘市 黄骅市 河间市 霸州市 三河市 深州市",
            string.Join(' ', units.Units.Where(u => u.Kind == "county-city").Select(u => u.Name.Zh)));
    }

    [Fact]
    public void Hebei_DingzhouAndXinjiAnswerToTheProvince_TheOtherCountyLevelCitiesDoNot()
    {
        var cities = loaded.Hebei.UnitList("2016-12-31")!.Units.Where(u => u.Kind == "county-city");

        Assert.Equal(["130181", "130682"], cities.Where(u => u.AnswersTo == "130000").Select(u => u.Code));
    }

    [Theory]
    [InlineData("2014-06-30", "2017")]
    [InlineData("2023-11-21", "2017")]
    [InlineData("2023-11-22", "2023")]
    [InlineData("2026-11-22", "2023")]
    [InlineData("2011-12-31", null)]
    public void Hebei_RuleSetAt_IsTheOneInForce(string date, string? expected) =>
        Assert.Equal(expected, loaded.Hebei.RuleSetAt(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture))?.Id);

    [Theory]
    [InlineData("site-selection-opinion land-use-permit construction-permit", true, true, "all-permits", "")]
    [InlineData("pre-examination-and-site-opinion land-use-permit construction-permit", true, true, "all-permits", "")]
    [InlineData("rural-permit", false, true, "all-permits", "")]
    [InlineData("rural-permit", true, false, "no-permit", "")]
    [InlineData("rural-permit", null, false, "no-permit", "")]
    [InlineData("site-selection-opinion land-use-permit", true, false, "partial-permits", "construction-permit")]
    [InlineData("construction-permit", true, false, "partial-permits", "site-selection-opinion land-use-permit")]
    [InlineData("", true, false, "no-permit", "")]
    public void Hebei2017_PermitRule_FollowsTheReportFormat(string held, bool? insidePlan, bool approved, string reason, string missing)
    {
        var rule = loaded.Hebei.RuleSet("2017")!.PermitRule;

        var verdict = rule.Judge(held.Split(' ', StringSplitOptions.RemoveEmptyEntries), insidePlan);

        Assert.Equal((approved, reason, missing), (verdict.IsApproved, verdict.Reason, string.Join(' ', verdict.MissingTypes)));
        Assert.True(rule.ReasonText(verdict.Reason).IsComplete());
    }

    [Theory]
    [InlineData("2017", "R2", "R2", true)]
    [InlineData("2017", "M1", "R2", false)]
    [InlineData("2017", "A3", "R2", null)]
    [InlineData("2017", "R1", "R", true)]
    [InlineData("2017", "M3", "M1", false)]
    [InlineData("2017", "M1", "M3", true)]
    [InlineData("2017", "A5", "A3", null)]
    [InlineData("2017", "B1", "G1", false)]
    [InlineData("2017", "A7", "G1", null)]
    [InlineData("2017", "A1", "G1", false)]
    [InlineData("2017", "R2", "E2", false)]
    [InlineData("2017", "R2", null, null)]
    [InlineData("2017", "zz", "R2", null)]
    [InlineData("2023", "0701", "0101", false)]
    [InlineData("2023", "1001", "16", null)]
    [InlineData("2023", "0804", "0804", true)]
    public void Hebei_Conformity_JudgesUseAgainstPlan(string ruleSet, string use, string? plan, bool? expected)
    {
        var rules = loaded.Hebei.RuleSet(ruleSet)!;

        Assert.Equal(expected, rules.ConformityTable.Judge(use, plan, rules.LandUse));
    }

    [Theory]
    [InlineData("A3", "A3")]
    [InlineData("C6", "A3")]
    [InlineData("c6 ", "A3")]
    [InlineData("Q", null)]
    public void Hebei2017_PlanClassOf_KnowsBothStandards(string source, string? expected) =>
        Assert.Equal(expected, loaded.Hebei.RuleSet("2017")!.PlanClassOf(source));

    [Fact]
    public void Hebei_ThemesOf2017AreTheEight_And2023AddsFarmland_OnlyTheGrowthBoundaryIsHitOutside()
    {
        Assert.Equal(ControlThemeCodes.Required, loaded.Hebei.RuleSet("2017")!.ControlThemes.Select(t => t.Code));
        Assert.Equal([.. ControlThemeCodes.Required, "permanent-basic-farmland"], loaded.Hebei.RuleSet("2023")!.ControlThemes.Select(t => t.Code));
        Assert.All(loaded.Hebei.RuleSets.SelectMany(s => s.ControlThemes), theme =>
            Assert.Equal(theme.Code == ControlThemeCodes.UrbanGrowthBoundary, theme.Sense == ControlSense.OutsideIsHit));
    }

    [Fact]
    public void Hebei_GbClassification_HasEightCityClassesWith35MiddleClasses()
    {
        var classes = loaded.Hebei.RuleSet("2017")!.LandUse.Classes;
        var city = classes.Where(c => c.Level == 1 && c.Code is not ("H" or "E")).Select(c => c.Code).ToList();

        Assert.Equal(["R", "A", "B", "M", "W", "S", "U", "G"], city);
        Assert.Equal(35, classes.Count(c => c.Level == 2 && city.Contains(c.Parent!)));
    }

    [Fact]
    public void Hebei_Correspondence_AnExactRowLeadsBackToItsOrigin()
    {
        var forward = loaded.Hebei.Correspondences.Single(c => c.Id == "2017-2023");
        var back = loaded.Hebei.Correspondences.Single(c => c.Id == "2023-2017");

        Assert.All(
            forward.Entries.Where(e => e.Exactness == Exactness.Exact),
            e => Assert.Equal((e.From, Exactness.Exact), (back.Find(e.To[0])!.To[0], back.Find(e.To[0])!.Exactness)));
    }

    [Theory]
    [InlineData("Permitted", true)]
    [InlineData("Expired", true)]
    [InlineData("withdrawn ", false)]
    [InlineData("Denied", false)]
    [InlineData("Reviewed", false)]
    [InlineData(null, false)]
    public void Cambridge_PermitCounts_WhenItWasGrantedAndNotWithdrawn(string? status, bool counts)
    {
        var rules = loaded.Cambridge.RuleSets[0];

        Assert.Equal(counts, rules.PermitRule.Accepts(rules.OutcomeOf(status)));
        Assert.Equal("special-permit", rules.PermitTypeOf("Planning Board Special Permit")?.Code);
    }

    [Fact]
    public void Cambridge_EveryZoningCodeOfTheShippedLayer_IsInTheTable()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "samples", "cambridge", "cambridge_zoning_districts.geojson");
        using var zoning = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
        var codes = zoning.RootElement.GetProperty("features").EnumerateArray()
            .Select(f => f.GetProperty("properties").GetProperty("ZONE_TYPE").GetString()!).Distinct().ToList();

        Assert.Equal(57, codes.Count);
        Assert.All(codes, code => Assert.NotNull(loaded.Cambridge.RuleSets[0].PlanClasses.Find(code)));
    }

    /// <summary>Both profiles, loaded once.</summary>
    public sealed class Loaded
    {
        public Profile Hebei { get; } = ProfileLoader.LoadShipped("hebei").Required();

        public Profile Cambridge { get; } = ProfileLoader.LoadShipped("cambridge").Required();
    }
}
