using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Domain.Monitoring.Aggregation;

public sealed class ReportAggregatorTests
{
    private static readonly ClassLabel[] Units = [new("B", "乙市", "City B"), new("A", "甲市", "City A"), new("C", "丙市", "City C")];
    private static readonly ClassLabel[] Themes = [new("green", "绿线", "Green line"), new("purple", "紫线", "Purple line"), new("blue", "蓝线", "Blue line")];

    [Fact]
    public void Aggregate_NoOutcomes_GivesZeroRowsAndNullPercentages()
    {
        var report = ReportAggregator.Aggregate(Request([]));

        Assert.Equal(3, report[TableKeys.Approval].Rows.Count);
        Assert.All([.. report[TableKeys.Approval].Rows, report[TableKeys.Approval].Total], row =>
        {
            Assert.Equal(0, row.Count);
            Assert.Equal(0m, row.AreaM2);
            Assert.Null(row.CountPercent);
            Assert.Null(row.AreaPercent);
        });
    }

    [Fact]
    public void Aggregate_NoArea_NullsAreaPercentagesOnly()
    {
        var row = ReportAggregator.Aggregate(Request([Patch("1", "A", 0m)]))[TableKeys.Approval].Row("approved")!;

        Assert.Equal("100.0", $"{row.CountPercent}");
        Assert.Null(row.AreaPercent);
    }

    [Fact]
    public void Aggregate_NoArea_SentenceSaysSoInsteadOfPrintingNothing()
    {
        var sentence = ReportAggregator.Aggregate(Request([Patch("1", "A", 0m)])).Sentence(TableKeys.Approval)!;

        Assert.Contains("不计算面积比例", sentence.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregate_ThreeEqualRows_RoundsEachForItself()
    {
        Outcome[] outcomes =
        [
            Patch("1", "A", 1m), Patch("2", "A", 1m) with { Approval = ApprovalStatus.Unapproved }, Patch("3", "A", 1m) with { Approval = ApprovalStatus.Exempt },
        ];

        var table = ReportAggregator.Aggregate(Request(outcomes))[TableKeys.Approval];

        Assert.All(table.Rows, row => Assert.Equal("33.3", $"{row.AreaPercent}"));
        Assert.Equal("100.0", $"{table.Total.AreaPercent}");
    }

    [Fact]
    public void Aggregate_Units_AreInCodeOrderWithEmptyAndUnnamedOnes()
    {
        var table = ReportAggregator.Aggregate(Request([Patch("1", "A", 5m), Patch("2", "Z", 7m)]))[TableKeys.Unit];

        Assert.Equal(["A", "B", "C", "Z"], table.Rows.Select(row => row.Key));
        Assert.Equal(["甲市", "乙市", "丙市", "Z"], table.Rows.Select(row => row.Label));
        Assert.Equal([1, 0, 0, 1], table.Rows.Select(row => row.Count));
    }

    [Fact]
    public void Aggregate_UnitApproval_HasCellsInPercentOfTheUnit()
    {
        Outcome[] outcomes = [Patch("1", "A", 3m), Patch("2", "A", 1m) with { Approval = ApprovalStatus.Exempt }, Patch("3", "B", 10m)];

        var cell = ReportAggregator.Aggregate(Request(outcomes))[TableKeys.UnitApproval].Row("A")!.Cell("exempt")!;

        Assert.Equal((1, "50.0", 1m, "25.0"), (cell.Count, $"{cell.CountPercent}", cell.AreaM2, $"{cell.AreaPercent}"));
    }

    [Fact]
    public void Aggregate_Legality_IsNeverDerivedFromApproval()
    {
        var outcome = Patch("1", "A", 3m) with { Approval = ApprovalStatus.Unapproved, Legality = Legality.Legal };

        Assert.Equal(1, ReportAggregator.Aggregate(Request([outcome]))[TableKeys.Legality].Row("legal")!.Count);
    }

    [Fact]
    public void Aggregate_Themes_CountsHitsAndKeepsUnknownApart()
    {
        Outcome[] outcomes =
        [
            Patch("1", "A", 10m) with { ThemeAreasM2 = Areas(("green", 4m), ("purple", 0m)), UnknownThemes = ["blue"] },
            Patch("2", "A", 10m) with { ThemeAreasM2 = Areas(("green", 6m), ("purple", 1m)), UnknownThemes = ["blue"] },
            Patch("3", "A", 20m),
        ];

        var table = ReportAggregator.Aggregate(Request(outcomes))[TableKeys.Theme];

        Assert.False(table.IsPartition);
        Assert.Equal((2, 10m, "25.0"), (table.Row("green")!.Count, table.Row("green")!.AreaM2, $"{table.Row("green")!.AreaPercent}"));
        Assert.Equal((1, 20m), (table.Row("green")!.Cell("unknown")!.Count, table.Row("green")!.Cell("unknown")!.AreaM2));
        Assert.Equal((0, 3), (table.Row("blue")!.Count, table.Row("blue")!.Cell("unknown")!.Count));
        Assert.Equal((3, 40m), (table.Total.Count, table.Total.AreaM2));
    }

    [Fact]
    public void Aggregate_AttributeRecordedNowhere_LeavesTheTableOutWithANote()
    {
        var report = ReportAggregator.Aggregate(Request([Patch("1", "A", 1m)]));

        Assert.Null(report.Table(TableKeys.Conformity));
        Assert.Null(report.Table(TableKeys.Theme));
        Assert.Equal([TableKeys.Conformity, TableKeys.Construction, TableKeys.Theme], report.Notes.Select(note => note.Key));
    }

    [Fact]
    public void Aggregate_AttributeRecordedSomewhere_CountsTheRestAsNotRecorded()
    {
        var table = ReportAggregator.Aggregate(Request([Patch("1", "A", 1m), Patch("2", "A", 1m) with { Conformity = Conformity.DoesNotConform }]))
            [TableKeys.Conformity];

        Assert.Equal([0, 1, 0, 1], table.Rows.Select(row => row.Count));
    }

    [Fact]
    public void Aggregate_Unanswered_AreListedAndInNoOtherTable()
    {
        var request = Request([Patch("1", "A", 1m)]) with { Unanswered = [new("9", "B", 2m), new("8", "B", 3m)] };

        var report = ReportAggregator.Aggregate(request);

        Assert.Equal(1, report[TableKeys.Unit].Total.Count);
        Assert.Equal((2, 5m), (report[TableKeys.Unanswered].Row("B")!.Count, report[TableKeys.Unanswered].Row("B")!.AreaM2));
        Assert.Equal(["8", "9"], report.Unanswered.Select(patch => patch.PatchId));
        Assert.Contains("另有 2 个变化图斑", report.Sentence(TableKeys.Unanswered)!.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregate_AnyOrder_GivesTheSameFigures()
    {
        var reversed = DeckOutcomes.Request with { Outcomes = DeckOutcomes.All.Reverse().ToArray() };

        Assert.Equivalent(ReportAggregator.Aggregate(DeckOutcomes.Request), ReportAggregator.Aggregate(reversed), strict: true);
    }

    [Fact]
    public void Aggregate_Sources_CountRowsByFile()
    {
        Outcome[] outcomes =
        [
            Patch("1", "A", 1m) with { Source = new SourceRow("ff", "b.xlsx", null, 2) },
            Patch("2", "A", 1m) with { Source = new SourceRow("ff", "b.xlsx", null, 3) },
            Patch("3", "A", 1m) with { Source = new SourceRow("aa", "a.xlsx", null, 2) },
        ];

        Assert.Equal([new ReportSource("a.xlsx", "aa", 1), new ReportSource("b.xlsx", "ff", 2)], ReportAggregator.Aggregate(Request(outcomes)).Sources);
    }

    [Fact]
    public void Aggregate_TwoOutcomesOfOnePatch_Throws()
    {
        var request = Request([Patch("1", "A", 1m), Patch("1", "B", 1m)]);

        Assert.Contains("'1'", Assert.Throws<ArgumentException>(() => ReportAggregator.Aggregate(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PatchIds_OfEveryFigure_CountAsTheFigureSays()
    {
        var request = Request(
        [
            Patch("1", "A", 10m) with { ThemeAreasM2 = Areas(("green", 4m)), UnknownThemes = ["blue"], Conformity = Conformity.Conforms },
            Patch("2", "B", 2000m) with { Approval = ApprovalStatus.Unapproved, Legality = Legality.Illegal, ConstructionState = ConstructionState.UnderWay },
            Patch("3", "Z", 0m) with { Approval = ApprovalStatus.Exempt },
        ]) with { Unanswered = [new("4", "C", 1m)] };

        foreach (var table in ReportAggregator.Aggregate(request).Tables)
        {
            foreach (var row in table.Rows.Append(table.Total))
            {
                Assert.Equal(row.Count, ReportAggregator.PatchIds(request, table.Key, row.Key)!.Count);
                Assert.All(row.Cells, cell => Assert.Equal(cell.Count, ReportAggregator.PatchIds(request, table.Key, row.Key, cell.Key)!.Count));
            }
        }
    }

    [Theory]
    [InlineData("nothing", "approved", null)]
    [InlineData("approval", "nothing", null)]
    [InlineData("approval", "approved", "legal")]
    [InlineData("unitApproval", "A", "nothing")]
    [InlineData("theme", "nothing", null)]
    [InlineData("theme", "green", "nothing")]
    [InlineData("unanswered", "nothing", null)]
    public void PatchIds_OfAFigureThatIsNotThere_IsNull(string table, string row, string? cell) =>
        Assert.Null(ReportAggregator.PatchIds(Request([Patch("1", "A", 1m)]), table, row, cell));

    private static ReportRequest Request(IReadOnlyCollection<Outcome> outcomes) => new()
    {
        Header = DeckOutcomes.Header, Outcomes = outcomes, Units = Units, Themes = Themes, Wording = new ReportWording(),
    };

    private static Outcome Patch(string id, string unit, decimal area) =>
        new() { PatchId = id, Region = unit, AreaM2 = area, Approval = ApprovalStatus.Approved, Legality = Legality.Legal };

    private static Dictionary<string, decimal> Areas(params (string Theme, decimal Area)[] areas) => areas.ToDictionary(hit => hit.Theme, hit => hit.Area);
}
