using System.Globalization;
using Platform.Domain.Profiles;
using Platform.Domain.Regions;
using Platform.Findings;

namespace Platform.Tests.Unit.Domain.Regions;

public sealed class RegionRegisterTests
{
    private static readonly RegionRegister Hebei = ProfileLoader.LoadShipped("hebei").Required().Regions;

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("130223", "2016-12-31", "滦县")]
    [InlineData("130284", "2019-06-01", "滦州市")]
    [InlineData("130429", "2016-06-30", "永年县")]
    [InlineData("130408", "2016-12-31", "永年区")]
    [InlineData("130602", "2015-04-27", "新市区")]
    [InlineData("130602", "2015-04-28", "竞秀区")]
    [InlineData(" 130823 ", "2017-04-08", "平泉县")]
    [InlineData("130502", "2020-06-23", "襄都区")]
    public void Resolve_CodeInForce_GivesTheRegionUnderItsNameOfThatDay(string code, string date, string name)
    {
        var result = Hebei.Resolve(code, Day(date), Location.Whole);

        Assert.Empty(result.Findings);
        Assert.Equal(name, result.Region!.NameAt(Day(date))!.Label.Zh);
    }

    [Theory]
    [InlineData("130223", "2019-06-01", "130284 滦州市")]
    [InlineData("130823", "2017-04-09", "130881 平泉市")]
    [InlineData("131181", "2017-01-01", "131103 冀州区")]
    [InlineData("130521", "2020-12-01", "130502 襄都区、130503 信都区")]
    [InlineData("130103", "2016-01-01", "130102 长安区、130104 桥西区")]
    [InlineData("130603", "2016-01-01", "130606 莲池区")]
    [InlineData("130282", "2016-01-01", "130207 丰南区")]
    public void Resolve_RetiredCode_NamesTheSuccessors(string code, string date, string successors)
    {
        var result = Hebei.Resolve(code, Day(date), Location.Whole);

        Assert.Null(result.Region);
        var finding = Assert.Single(result.Findings);
        Assert.Equal("REGION_CODE_RETIRED", finding.Code);
        Assert.Contains(successors, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("130284", "2016-12-31", "REGION_CODE_FUTURE")]
    [InlineData("139999", "2016-12-31", "REGION_CODE_UNKNOWN")]
    [InlineData("130100", "2011-12-31", "REGION_DATE_BEFORE_REGISTER")]
    public void Resolve_CodeThatDoesNotFit_IsAFinding(string code, string date, string expected)
    {
        var result = Hebei.Resolve(code, Day(date), Location.Whole);

        Assert.Null(result.Region);
        Assert.Equal(expected, Assert.Single(result.Findings).Code);
    }

    [Fact]
    public void Resolve_AfterTheNewestList_AnswersWithAnInfo()
    {
        var result = Hebei.Resolve("130100", Day("2026-11-22"), Location.Whole);

        Assert.Equal("hb-130100", result.Region!.Id);
        Assert.Equal(Severity.Info, Assert.Single(result.Findings).Severity);
    }

    [Fact]
    public void At_2016_HasElevenPrefecturesAnd19CountyLevelCitiesAnd168CountyLevelRegions()
    {
        var kinds = Hebei.At(Day("2016-12-31")).GroupBy(r => r.NameAt(Day("2016-12-31"))!.Kind).ToDictionary(g => g.Key, g => g.Count());

        Assert.Equal(11, kinds[RegionKind.PrefectureCity]);
        Assert.Equal(19, kinds[RegionKind.CountyCity]);
        Assert.Equal(168, kinds.Where(k => k.Key is not (RegionKind.Province or RegionKind.PrefectureCity)).Sum(k => k.Value));
    }

    [Fact]
    public void Names_AreNoKeys_XinhuaDistrictExistsTwice() =>
        Assert.Equal(["130105", "130902"], Hebei.At(Day("2016-12-31")).Where(r => r.NameAt(Day("2016-12-31"))!.Label.Zh == "新华区").Select(r => r.CodeAt(Day("2016-12-31"))));

    [Fact]
    public void Dingzhou_IsCountedUnderBaodingAndAnswersToTheProvince()
    {
        var dingzhou = Hebei.Resolve("130682", Day("2016-12-31"), Location.Whole).Region!;

        Assert.Equal("hb-130600", dingzhou.StatisticalParentAt(Day("2016-12-31")));
        Assert.Equal("hb-130000", dingzhou.AuthorityAt(Day("2016-12-31")));
        Assert.Equal("hb-130600", dingzhou.AuthorityAt(Day("2012-06-01")));
    }
}
