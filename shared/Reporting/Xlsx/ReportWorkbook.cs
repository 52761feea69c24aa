using Platform.Domain.Monitoring.Aggregation;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;
using Platform.Reporting.Figures;

namespace Platform.Reporting.Xlsx;

/// <summary>
/// Writes all tables of the report as a workbook, one sheet per table, with unrounded areas and percentages as numbers; the sentences and the sources have sheets
/// of their own.
/// </summary>
internal static class ReportWorkbook
{
    private static readonly CellStyle Title = new() { Bold = true, FontSize = 14 };
    private static readonly CellStyle Text = new() { Border = true, Wrap = true, Vertical = VerticalPlace.Center };
    private static readonly CellStyle Count = new() { Border = true, NumberFormat = "0" };
    private static readonly CellStyle Percent = new() { Border = true, NumberFormat = "0.0" };
    private static readonly CellStyle Area = new() { Border = true, NumberFormat = "#,##0.00" };
    private static readonly CellStyle Prose = new() { Wrap = true, Vertical = VerticalPlace.Top };

    private const int ProseWidth = 84;
    private const double LineHeight = 17;

    public static void Write(Stream target, ReportModel report, bool english)
    {
        var words = new Wording(english);
        XlsxWriter.Write(target, [Summary(report, words), .. report.Tables.Select(table => Table(table, words)), Sources(report, words)]);
    }

    private static SheetToWrite Summary(ReportModel report, Wording words)
    {
        var rows = new List<RowToWrite> { RowToWrite.Of(Title, words.Pick(report.Header.Title)), RowToWrite.Of(null, report.Header.Period) };
        if (report.Header.Disclaimer is { } disclaimer)
        {
            rows.Add(RowToWrite.Of(Prose, words.Pick(disclaimer)));
        }

        rows.Add(RowToWrite.Of(null, ""));
        rows.AddRange(report.Narrative.Concat(report.Notes).Select(sentence => Wrapped(words.Pick(sentence.Chinese, sentence.English))));
        return new SheetToWrite(words.Pick("概述", "Summary"), rows) { Columns = [new ColumnToWrite(ProseWidth, Prose)] };
    }

    /// <summary>A row as high as its text needs, since not every program fits the height of wrapped cells when it opens a file.</summary>
    private static RowToWrite Wrapped(string text)
    {
        var cells = text.Sum(character => character >= 0x2E80 ? 2 : 1);
        return RowToWrite.Of(Prose, text) with { Height = LineHeight * ((cells / (ProseWidth - 4)) + 1) };
    }

    private static SheetToWrite Table(ReportTable table, Wording words)
    {
        var cells = table.Rows.Select(row => row.Cells).FirstOrDefault(found => found.Count > 0) ?? [];
        string[] heads =
        [
            words.Pick("代码", "Code"), words.Pick(table.ClassTitle, table.ClassTitleEn), .. Heads("", words),
            .. cells.SelectMany(cell => Heads(words.Pick(cell.Label, cell.LabelEn + ": "), words)),
        ];
        var rows = table.Rows.Append(table.Total).Select(row => Row(row, cells, words, isTotal: row == table.Total));
        return new SheetToWrite(
            words.Pick(SheetNames[table.Key].Chinese, SheetNames[table.Key].English),
            [RowToWrite.Of(Title, words.Pick(table.Title, table.TitleEn)), RowToWrite.Of(CellStyle.Header, heads), .. rows])
        {
            Columns = [new ColumnToWrite(14), new ColumnToWrite(26), .. Enumerable.Repeat(new ColumnToWrite(16), heads.Length - 2)],
            FrozenRows = 2,
            FrozenColumns = 2,
            MergedRanges = [new CellRange(1, 0, 1, heads.Length - 1)],
            PrintTitleRows = (1, 2),
            Landscape = true,
        };
    }

    private static IEnumerable<string> Heads(string prefix, Wording words) =>
    [
        prefix + words.Pick("数量(个)", "count"), prefix + words.Pick("数量比例(%)", "count share (%)"),
        prefix + words.Pick("面积(平方米)", "area (m²)"), prefix + words.Pick("面积比例(%)", "area share (%)"),
    ];

    private static RowToWrite Row(ReportRow row, IReadOnlyList<ReportRow> cells, Wording words, bool isTotal)
    {
        IEnumerable<CellToWrite> values =
        [
            new(row.Key, Text), new(words.LabelOf(row), Text), .. Values(row), .. cells.SelectMany(cell => Values(row.Cell(cell.Key))),
        ];
        return new RowToWrite([.. isTotal ? values.Select(value => value with { Style = value.Style! with { Bold = true } }) : values], LineHeight);
    }

    private static IEnumerable<CellToWrite> Values(ReportRow? row) =>
        [new(row?.Count, Count), new(row?.CountPercent, Percent), new(row?.AreaM2, Area), new(row?.AreaPercent, Percent)];

    private static SheetToWrite Sources(ReportModel report, Wording words) => new(
        words.Pick("数据来源", "Sources"),
        [
            RowToWrite.Of(CellStyle.Header, words.Pick("文件", "File"), "SHA-256", words.Pick("行数", "Rows")),
            .. report.Sources.Select(source => RowToWrite.Of(Text, source.Path, source.Sha256, source.Rows)),
            .. Unanswered(report, words),
        ])
    {
        Columns = [new ColumnToWrite(40), new ColumnToWrite(70), new ColumnToWrite(12)],
    };

    private static IEnumerable<RowToWrite> Unanswered(ReportModel report, Wording words)
    {
        if (report.Unanswered.Count == 0)
        {
            return [];
        }

        return
        [
            RowToWrite.Of(null, ""),
            RowToWrite.Of(CellStyle.Header, words.Pick("未反馈核查结果的图斑", "Patch without a result"), words.Pick("监测单元", "Monitoring unit"), words.Pick("面积(平方米)", "Area (m²)")),
            .. report.Unanswered.Select(patch => RowToWrite.Of(Text, patch.PatchId, patch.Region, patch.AreaM2)),
        ];
    }

    private static readonly Dictionary<string, (string Chinese, string English)> SheetNames = new(StringComparer.Ordinal)
    {
        [TableKeys.Unit] = ("监测单元", "Units"),
        [TableKeys.Approval] = ("审批情况", "Approval"),
        [TableKeys.Legality] = ("违法建设情况", "Legality"),
        [TableKeys.Conformity] = ("符合总规情况", "Conformity"),
        [TableKeys.Construction] = ("建设状态", "Construction"),
        [TableKeys.Theme] = ("管控线", "Control lines"),
        [TableKeys.UnitApproval] = ("分单元审批情况", "Approval by unit"),
        [TableKeys.UnitLegality] = ("分单元违法建设情况", "Legality by unit"),
        [TableKeys.Size] = ("面积分级", "Sizes"),
        [TableKeys.Unanswered] = ("未反馈", "Unanswered"),
    };
}
