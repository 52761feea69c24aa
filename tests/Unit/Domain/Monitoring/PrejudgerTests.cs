using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Domain.Labels;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using static Platform.Tests.Unit.Domain.Layers.MemoryLayer;

namespace Platform.Tests.Unit.Domain.Monitoring;

/// <summary>On the shipped rule set of the sample: special permits, zoning codes; the patch is a square of 0.001° at 0°/0° unless a test says otherwise.</summary>
public sealed class PrejudgerTests
{
    private static readonly RuleSet Rules = ProfileLoader.LoadShipped("cambridge").Required().RuleSets[0] with
    {
        CoverUses = new Dictionary<string, string> { ["road"] = "T", ["water"] = "W", ["urban-green"] = "G" },
        ControlThemes =
        [
            Theme("green", ControlSense.InsideIsHit, "g1", "g2"), Theme("growth", ControlSense.OutsideIsHit, "growth"), Theme("empty", ControlSense.InsideIsHit),
        ],
    };

    [Fact]
    public void Judge_PlanClasses_AddUpToThePatchToTheHundredth()
    {
        // C-1 and C-2 are both residential, BA is business; the rest of the patch has no plan.
        var judged = Judge(Patch(), Plan(("C-1", Box(-1, -1, 1.0003, 2)), ("C-2", Box(0.0003, -1, 0.0001, 2)), ("BA", Box(0.0004, -1, 0.0001, 2))));

        Assert.Equal(["R", "B"], judged.PlanClasses.Select(c => c.Class));
        Assert.Equal(Patch().AreaM2, judged.PlanClasses.Sum(c => c.AreaM2) + judged.UncoveredM2);
        Assert.InRange(judged.PlanClasses[0].Share, 0.399999m, 0.400001m);
        Assert.Equal("cambridge-1@1", judged.RuleSet);
    }

    [Theory]
    [InlineData("road", "C-1", 1, Conformity.NotDeterminable, PrejudgementReasons.ConformityOpen)]
    [InlineData("water", "C-1", 1, Conformity.DoesNotConform, null)]
    [InlineData("urban-green", "OS", 1, Conformity.Conforms, null)]
    [InlineData("buildings", "C-1", 1, Conformity.NotDeterminable, PrejudgementReasons.UseUnknown)]
    [InlineData("water", "C-1", 0.0004, Conformity.NotDeterminable, PrejudgementReasons.PlanNotCovering)]
    public void Judge_Conformity_ComesFromTheTable(string cover, string zone, double planWidth, Conformity expected, string? reason)
    {
        var judged = Judge(Patch() with { AfterCover = cover }, Plan((zone, Box(0, -1, planWidth, 2))));

        Assert.Equal(expected, judged.Conformity);
        Assert.Equal(reason is null ? [] : [reason], judged.Reasons.Select(r => r.Code).Where(code => code != PermitRule.NoPermitReason));
    }

    [Fact]
    public void Judge_WithoutPlan_IsNotDeterminable_AndSaysSo()
    {
        var judged = Judge(Patch() with { AfterCover = "water" });

        Assert.Equal((Conformity.NotDeterminable, null, Patch().AreaM2), (judged.Conformity, judged.IsInsidePlan(), judged.UncoveredM2));
        Assert.Contains(judged.Reasons, r => r.Code == PrejudgementReasons.PlanMissing);
    }

    [Fact]
    public void Judge_OverlappingPlan_IsApportionedAndReported()
    {
        var judged = Judge(Patch(), Plan(("C-1", Box(-1, -1, 2, 2)), ("BA", Box(-1, -1, 2, 2))));

        Assert.Equal(Patch().AreaM2, judged.PlanClasses.Sum(c => c.AreaM2) + judged.UncoveredM2);
        Assert.Contains(judged.Reasons, r => r.Code == PrejudgementReasons.PlanOverlaps);
    }

    [Fact]
    public void Judge_Theme_HitTouchUnknown()
    {
        var hit = Judge(Patch(), Line("g1", Box(0.0005, 0)), Line("g2", Box(5, 5))).Themes[0];
        var touching = Judge(Patch(), Line("g1", Box(0.001, 0)), Line("g2", Box(5, 5))).Themes[0];
        var unknown = Judge(Patch()).Themes;

        Assert.True(hit.IsHit);
        Assert.InRange(hit.Share!.Value, 0.499999m, 0.500001m);
        Assert.Equal(["g1-v#0"], hit.Features);
        Assert.Equal((true, 0m, false), (touching.Known, touching.AreaM2, touching.IsHit));
        Assert.All(unknown, theme => Assert.Equal((false, null), (theme.Known, theme.AreaM2)));
    }

    [Fact]
    public void Judge_ThemeOfTwoLayers_CountsEachPlaceOnce()
    {
        var theme = Judge(Patch(), Line("g1", Box(0, 0)), Line("g2", Box(0.0005, 0))).Themes[0];

        Assert.Equal(Patch().AreaM2, theme.AreaM2);
        Assert.Equal(["g1-v#0", "g2-v#0"], theme.Features);
    }

    [Fact]
    public void Judge_ThemeWithALayerMissing_KnowsHitsOnly()
    {
        Assert.True(Judge(Patch(), Line("g1", Box(0.0005, 0))).Themes[0].IsHit);
        Assert.False(Judge(Patch(), Line("g1", Box(5, 5))).Themes[0].Known);
    }

    [Fact]
    public void Judge_GrowthBoundary_LyingOutsideIsTheHit()
    {
        var half = Judge(Patch(), Line("growth", Box(0.0005, -1, 1, 2))).Themes[1];
        var inside = Judge(Patch(), Line("growth", Box(-1, -1, 3, 3))).Themes[1];

        Assert.InRange(half.Share!.Value, 0.499999m, 0.500001m);
        Assert.Equal((true, 0m), (inside.Known, inside.AreaM2));
    }

    [Theory]
    [InlineData(0.0006, true)]
    [InlineData(0.0004, false)]
    public void Judge_PermitArea_MustCoverItsShare(double width, bool approved)
    {
        var judged = Judge(Patch(), Permits("areas", ("Built", "PB 1", Box(0, 0, width))));

        Assert.Equal(approved ? ApprovalStatus.Approved : ApprovalStatus.Unapproved, judged.SuggestedApproval);
        Assert.Equal(approved ? 1 : 0, judged.Permits.Count);
    }

    [Fact]
    public void Judge_CaseWithSeveralFeatures_IsOnePermit()
    {
        var judged = Judge(
            Patch(), Permits("areas", ("Built", "PB 1", Box(0, 0, 0.0003)), ("Built", "PB 1", Box(0.0003, 0, 0.0003))),
            Permits("points", ("Built", "PB 1", "POINT (0.0001 0.0001)"), ("Built", "PB 0", "POINT (0.0009 0.0001)"), ("Built", "PB 2", "POINT (0.0011 0.0001)")));

        Assert.Equal(["PB 0", "PB 1"], judged.Permits.Select(p => p.Number));
        Assert.All(judged.Permits, p => Assert.Equal(("special-permit", true), (p.Type, p.Counts)));
    }

    [Theory]
    [InlineData("Withdrawn", null, false, "no-permit,permit-not-counted")]
    [InlineData("Built", null, true, "all-permits,permit-date-unknown")]
    [InlineData("Built", "2015-09-01", true, "all-permits")]
    [InlineData("Built", "2015-09-02", true, "all-permits,built-before-permission")]
    [InlineData(null, "2015-01-01", false, "no-permit,permit-not-counted")]
    public void Judge_PermitStatusAndDate_GiveTheReasons(string? status, string? date, bool approved, string reasons)
    {
        var permit = Layer("points", LayerKind.Permits, new PublishedFeature(
            1, 0, "Planning Board Special Permit", "PB 1", status, date is null ? null : DateOnly.Parse(date, null), Wkt("POINT (0.0001 0.0001)")));

        var judged = Judge(Patch(), Plan(("C-1", Box(-1, -1, 3, 3))), permit);

        Assert.Equal(approved, judged.SuggestedApproval == ApprovalStatus.Approved);
        Assert.Equal(reasons, string.Join(',', judged.Reasons.Select(r => r.Code).Where(code => code != PrejudgementReasons.UseUnknown)));
        Assert.All(judged.Reasons.Skip(1).Where(r => r.Code.Contains("permi", StringComparison.Ordinal)), r => Assert.Contains("PB 1", r.Chinese, StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_CaseWhoseFeaturesDisagree_DoesNotCount()
    {
        var judged = Judge(Patch(), Permits("points", ("Built", "PB 1", "POINT (0.0001 0.0001)"), ("Withdrawn", "PB 1", "POINT (0.0002 0.0001)")));

        Assert.Equal(("Withdrawn", false), (judged.Permits.Single().Status, judged.Permits[0].Counts));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0)]
    [InlineData(120, 1)]
    public void Judge_PermitPoint_WithinTheRulesDistance(int metres, int permits)
    {
        // 0.001° of longitude east of the patch's edge: 111.3 m.
        var rules = Rules with { PermitRule = Rules.PermitRule with { PointDistanceM = metres } };

        var judged = new Prejudger(rules, new AreaOverlay(threads: 1), [Permits("points", ("Built", "PB 1", "POINT (0.002 0.0005)"))]).Judge([Patch()]).Single();

        Assert.Equal(permits, judged.Permits.Count);
    }

    [Fact]
    public void Judge_OrderOfPatches_DoesNotMatter()
    {
        var layers = new[] { Plan(("C-1", Box(-1, -1, 1.0003, 2)), ("BA", Box(0.0003, -1, 3, 2))), Line("g1", Box(0.0005, 0, 1, 1)), Line("g2", Box(0, 0.3, 0.2, 0.1)) };
        var patches = Enumerable.Range(0, 60).Select(i => Patch(Box(0.007 * (i % 20), 0.06 * (i / 20)))).ToList();
        var judge = new Prejudger(Rules, new AreaOverlay(), layers);

        var forward = judge.Judge(patches);
        var backward = judge.Judge([.. patches.AsEnumerable().Reverse()]);

        Assert.Equal(forward.Select(Text), backward.Reverse().Select(Text));

        static string Text(Prejudgement p) => System.Text.Json.JsonSerializer.Serialize(p);
    }

    private static ChangePatch Patch(string? wkt = null)
    {
        var shape = Wkt(wkt ?? Box(0, 0));
        return TestRules.Patch with { Shape = shape, AreaM2 = EllipsoidalArea.Official(shape).Value };
    }

    private static Prejudgement Judge(ChangePatch patch, params JudgedLayer[] layers) =>
        new Prejudger(Rules, new AreaOverlay(threads: 1), layers).Judge([patch]).Single();

    private static JudgedLayer Plan(params (string Zone, string Wkt)[] rows) => Layer(
        "plan-land-use", LayerKind.PlanLandUse, [.. rows.Select((r, i) => new PublishedFeature(i + 1, i, r.Zone, null, null, null, Wkt(r.Wkt)))]);

    private static JudgedLayer Line(string role, string wkt) =>
        Layer(role, LayerKind.ControlLine, new PublishedFeature(1, 0, null, null, null, null, Wkt(wkt)));

    private static JudgedLayer Permits(string role, params (string Status, string Number, string Wkt)[] rows) => Layer(
        role, LayerKind.Permits,
        [.. rows.Select((r, i) => new PublishedFeature(i + 1, i, "Planning Board Special Permit", r.Number, r.Status, null, Wkt(r.Wkt)))]);

    private static JudgedLayer Layer(string role, LayerKind kind, params PublishedFeature[] features) => new(
        new LayerSchema
        {
            Role = role,
            Version = "1",
            Title = new Label(role, role),
            Kind = kind,
            Geometry = [LayerGeometry.Polygon],
            AllowedCrs = [],
            Fields = [],
            Validity = new LayerValidity(),
            Sensitivity = "public",
        },
        new MemoryReader(role + "-v", features));

    private static ControlTheme Theme(string code, ControlSense sense, params string[] roles) => new(code, new Label(code, code), sense, "b", new Label("c", "c"), roles);

    private static Geometry Wkt(string wkt) => new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(wkt);

    private sealed class MemoryReader(string versionId, PublishedFeature[] features) : ILayerReader
    {
        public string VersionId => versionId;

        public IReadOnlyList<long> FindIds(Envelope extent) => [.. features.Where(f => f.Shape.EnvelopeInternal.Intersects(extent)).Select(f => f.Id)];

        public IEnumerable<PublishedFeature> Read(IEnumerable<long> ids) => ids.Select(id => features.Single(f => f.Id == id));

        public IEnumerable<PublishedFeature> ReadAll() => features;

        public IReadOnlyDictionary<string, object?>? ReadAttributes(long id) => null;

        public void Dispose()
        {
        }
    }
}
