using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Domain.Monitoring.Aggregation;

public sealed class DeckReportTests
{
    private readonly ReportModel report = ReportAggregator.Aggregate(DeckOutcomes.Request);

    [Theory]
    [InlineData("approved", "经审批", 33, "13.3", "1218301", "53.9")]
    [InlineData("unapproved", "未经审批", 201, "81.0", "950270", "42.1")]
    [InlineData("exempt", "不需审批", 14, "5.6", "90181", "4.0")]
    [InlineData("total", "合计", 248, "100.0", "2258752", "100.0")]
    public void Approval_DeckOutcomes_PrintsTheDecksRow(string key, string label, int count, string countPercent, string area, string areaPercent) =>
        AssertRow(report[TableKeys.Approval].Row(key)!, label, count, countPercent, area, areaPercent);

    [Theory]
    [InlineData("legal", "不属于违法建设", 47, "19.0", "1308482", "57.9")]
    [InlineData("illegal", "属于违法建设", 201, "81.0", "950270", "42.1")]
    [InlineData("total", "合计", 248, "100.0", "2258752", "100.0")]
    public void Legality_DeckOutcomes_PrintsTheDecksRow(string key, string label, int count, string countPercent, string area, string areaPercent) =>
        AssertRow(report[TableKeys.Legality].Row(key)!, label, count, countPercent, area, areaPercent);

    [Fact]
    public void Narrative_DeckOutcomes_IsTheDecksApprovalSentence() => Assert.Equal(
        "XX市本期动态监测，核发了项目选址意见书、建设用地规划许可证、建设工程规划许可证的经审批变化图斑 33 个，未核发建设工程规划许可证的未经审批变化图斑 201 个，"
        + "不需审批的变化图斑 14 个，经审批变化图斑面积占全部变化图斑总面积的 53.9%（见表 2、图 6）。",
        report.Sentence(TableKeys.Approval)!.Chinese);

    [Fact]
    public void Narrative_DeckOutcomes_IsTheDecksLegalitySentence() => Assert.Equal(
        "本期监测提取的 248 个变化图斑中，不属于违法建设的变化图斑 47 个，图斑面积约 1308482 平方米，占全部变化图斑总面积的 57.9%，"
        + "属于违法建设的变化图斑 201 个，图斑面积约 950270 平方米，占全部变化图斑总面积的 42.1%（见表 3、图 7）。",
        report.Sentence(TableKeys.Legality)!.Chinese);

    [Fact]
    public void Title_OfApprovalTable_IsTheDecks() =>
        Assert.Equal("XX市城市总体规划实施情况遥感监测变化图斑审批情况统计表", report[TableKeys.Approval].Title);

    private static void AssertRow(ReportRow row, string label, int count, string countPercent, string area, string areaPercent)
    {
        Assert.Equal(label, row.Label);
        Assert.Equal(count, row.Count);
        Assert.Equal(countPercent, $"{row.CountPercent}");
        Assert.Equal(area, $"{row.AreaM2}");
        Assert.Equal(areaPercent, $"{row.AreaPercent}");
    }
}
