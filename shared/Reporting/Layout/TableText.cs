using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting.Figures;

namespace Platform.Reporting.Layout;

/// <summary>Tables of the report as printed cells.</summary>
internal sealed class TableText(ReportModel report, Wording words)
{
    /// <summary>The deck's five columns.</summary>
    public TableBlock Simple(ReportTable table, int number) => Block(
        table,
        number,
        [ClassTitle(table), .. CountAndArea()],
        row => [words.LabelOf(row), .. CountAndArea(row)],
        [1.5f, 1f, 1f, 1.3f, 1f]);

    /// <summary>Units with counts by approval status and illegal patches.</summary>
    public TableBlock Units(int number)
    {
        var approval = report[TableKeys.UnitApproval];
        var legality = report[TableKeys.UnitLegality];
        string[] statuses = [.. OutcomeClasses.Approval.Select(status => words.Pick(status.Chinese, status.English))];
        return Block(
            report[TableKeys.Unit],
            number,
            [ClassTitle(report[TableKeys.Unit]), .. CountAndArea(), .. statuses, words.Pick("违法建设", "Illegal")],
            row =>
            [
                words.LabelOf(row), .. CountAndArea(row),
                .. approval.Row(row.Key)!.Cells.Select(cell => Wording.Count(cell.Count)),
                Wording.Count(legality.Row(row.Key)!.Cell("illegal")!.Count),
            ],
            [1.6f, 0.9f, 1f, 1.3f, 1f, 1f, 1.05f, 1.05f, 1f]);
    }

    /// <summary>A cross table: count and area in every cell.</summary>
    public TableBlock Cross(ReportTable table, int number)
    {
        var heads = table.Total.Cells.SelectMany(cell => new[]
        {
            $"{words.LabelOf(cell)}{words.Pick("(个)", "")}", words.Pick($"{cell.Label}面积(平方米)", $"{cell.LabelEn} (m²)"),
        });
        return Block(
            table,
            number,
            [ClassTitle(table), .. heads],
            row => [words.LabelOf(row), .. row.Cells.SelectMany(cell => new[] { Wording.Count(cell.Count), Wording.Area(cell.AreaM2) })],
            [1.6f, .. Enumerable.Range(0, table.Total.Cells.Count * 2).Select(column => column % 2 == 0 ? 0.9f : 1.3f)]);
    }

    /// <summary>Control-line themes with the patches in them and those for which they are unknown.</summary>
    public TableBlock Themes(ReportTable table, int number) => Block(
        table,
        number,
        [
            ClassTitle(table), words.Pick("涉及图斑(个)", "Patches in it"), words.Pick("所占比例", "Share"), words.Pick("线内面积(平方米)", "Area in it (m²)"),
            words.Pick("所占比例", "Share"), words.Pick("未知图斑(个)", "Unknown"),
        ],
        row => [words.LabelOf(row), .. CountAndArea(row), row.Cell(OutcomeClasses.UnknownKey) is { } unknown ? Wording.Count(unknown.Count) : "—"],
        [1.7f, 1f, 1f, 1.3f, 1f, 1f]);

    private TableBlock Block(
        ReportTable table, int number, IReadOnlyList<string> columns, Func<ReportRow, IReadOnlyList<string>> cells, IReadOnlyList<float> widths) => new(
        words.Pick($"表 {number}：{table.Title}", $"Table {number}. {table.TitleEn}"),
        columns,
        [.. table.Rows.Select(cells), cells(table.Total)],
        HasTotal: true,
        widths);

    private string ClassTitle(ReportTable table) => words.Pick(table.ClassTitle, table.ClassTitleEn);

    private string[] CountAndArea() =>
    [
        words.Pick("数量(个)", "Count"), words.Pick("所占比例", "Share"), words.Pick("面积(平方米)", "Area (m²)"), words.Pick("所占比例", "Share"),
    ];

    private static string[] CountAndArea(ReportRow row) =>
    [
        Wording.Count(row.Count), Wording.Percent(row.CountPercent), Wording.Area(row.AreaM2), Wording.Percent(row.AreaPercent),
    ];
}
