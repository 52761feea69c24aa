using NetTopologySuite.Geometries;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting.Maps;
using Platform.Tests.Unit.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Reporting.Publishing;

/// <summary>A report with every table and map: three units, two themes, unanswered patches.</summary>
internal static class SampleReports
{
    private static readonly (string Code, string Name)[] Units = [("130100", "石家庄市"), ("130181", "辛集市"), ("130200", "滦州市")];

    public static ReportModel Full { get; } = ReportAggregator.Aggregate(new ReportRequest
    {
        Header = DeckOutcomes.Header with
        {
            Publisher = new Label("河北省住房和城乡建设厅", "Department of Housing"),
            Disclaimer = new Label("核查结果为示例数据", "Sample answers"),
            BoundaryLabel = new Label("界线示意，非法定界线", "approximate, for demonstration"),
        },
        Outcomes = [.. Enumerable.Range(0, 60).Select(Outcome)],
        Unanswered = [new UnansweredPatch("x1", "130181", 12.5m)],
        Units = [.. Units.Select(unit => new ClassLabel(unit.Code, unit.Name, unit.Code))],
        Themes = [new ClassLabel("green-line", "绿线", "Green line"), new ClassLabel("purple-line", "紫线", "Purple line")],
        Wording = DeckOutcomes.Wording with { Subject = "河北省", SubjectEn = "Hebei" },
    });

    public static MapContent Map { get; } = new(
        [.. Enumerable.Range(0, 60).Select(index => new MapPatch(
            Square(114d + (index % 20 * 0.1d), 38d + (index / 20 * 0.1d), 0.02d), Outcome(index).Approval, index == 7 ? null : Outcome(index).Legality))],
        60,
        [.. Units.Select((unit, index) => new MapUnit(unit.Code, unit.Name, Square(114d + (index * 0.7d), 38d, 0.68d)))]);

    public static ReportModel Deck { get; } = ReportAggregator.Aggregate(DeckOutcomes.Request with
    {
        Sources = [new ReportSource("outcomes.csv", new string('a', 64), 248)],
    });

    private static Outcome Outcome(int index) => new()
    {
        PatchId = $"p{index:D3}",
        Region = Units[index % 3].Code,
        AreaM2 = 100m + (index * 37.5m),
        Approval = (ApprovalStatus)(index % 3),
        Legality = index % 3 == 1 ? Legality.Illegal : Legality.Legal,
        Conformity = (Conformity)(index / 3 % 3),
        ConstructionState = index % 5 == 4 ? null : (ConstructionState)(index % 4),
        ThemeAreasM2 = new Dictionary<string, decimal> { ["green-line"] = index % 4 == 0 ? 50m : 0m },
        UnknownThemes = ["purple-line"],
        Source = new SourceRow(new string((char)('a' + (index % 3)), 64), $"核查表{index % 3}.xlsx", "核查表", index + 2),
    };

    private static Polygon Square(double x, double y, double size) => new(new LinearRing(
    [
        new(x, y), new(x + size, y), new(x + size, y + size), new(x, y + size), new(x, y),
    ]));
}
