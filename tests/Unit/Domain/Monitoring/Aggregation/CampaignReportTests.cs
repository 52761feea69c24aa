using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Monitoring.Aggregation;

public sealed class CampaignReportTests
{
    private static readonly Profile Hebei = ProfileLoader.LoadShipped("hebei").Required();

    [Fact]
    public void Wording_OfTheShipped2017RuleSet_IsTheDecks()
    {
        var wording = CampaignReport.Wording(Hebei.RuleSet("2017")!, new Label("XX市", "XX city"));

        var sentence = ReportAggregator.Aggregate(DeckOutcomes.Request with { Wording = wording }).Sentence(TableKeys.Approval)!;
        Assert.Equal(ReportAggregator.Aggregate(DeckOutcomes.Request).Sentence(TableKeys.Approval)!.Chinese, sentence.Chinese);
    }

    [Fact]
    public void Request_OfAnIssuedCampaign_NamesUnitsThemesAndLabels()
    {
        var request = CampaignReport.Request(Issued(), Hebei, [], [], new Label("示例", "sample"));

        Assert.Equal(30, request.Units.Count);
        Assert.Equal(Hebei.RuleSet("2017")!.ControlThemes.Count, request.Themes.Count);
        Assert.Equal("示例", request.Header.Disclaimer!.Zh);
        Assert.Equal(Hebei.UnitLists[0].ExtentLabel, request.Header.BoundaryLabel);
        Assert.Equal("河北省", request.Wording.Subject);
    }

    [Fact]
    public void Request_OfACampaignThatIsNotIssued_Throws() =>
        Assert.Throws<ArgumentException>(() => CampaignReport.Request(Issued() with { Pins = null }, Hebei, [], []));

    private static Campaign Issued() => new()
    {
        Id = "c", Profile = "hebei", Title = "报告", Period = "2014-2015", State = CampaignState.Issued, CreatedBy = "p",
        CreatedAt = new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Pins = new CampaignPins("1", "2017", Hebei.Sha256, Hebei.UnitLists[0].Id, new Dictionary<string, IReadOnlyList<string>>()),
    };
}
