using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting.Figures;
using Platform.Reporting.Maps;
using SkiaSharp;

namespace Platform.Reporting.Layout;

/// <summary>Makes the report's figures from its tables.</summary>
internal sealed class FigureSet(ReportModel report, Wording words)
{
    /// <summary>Width of the text on an A4 page with the margins of official documents (156 mm), points.</summary>
    public const float Width = 442f;

    /// <summary>More units than this make a chart longer than a page.</summary>
    private const int MostBars = 32;

    public Figure UnitCounts(int number)
    {
        var table = report[TableKeys.Unit];
        return Bars(number, "units-count", words.Pick("数量图", "count by monitoring unit"), words.Pick("变化图斑数量（个）", "Number of change patches"),
            Shown(table).Select(row => new Bar(words.LabelOf(row), [row.Count], Wording.Count(row.Count))), [Palette.Bar], []);
    }

    public Figure UnitAreas(int number)
    {
        var table = report[TableKeys.Unit];
        return Bars(number, "units-area", words.Pick("面积图", "area by monitoring unit"), words.Pick("变化图斑面积（平方米）", "Area of change patches (m²)"),
            Shown(table).Select(row => new Bar(words.LabelOf(row), [(double)row.AreaM2], Wording.Area(row.AreaM2))), [Palette.Area], []);
    }

    public Figure Sizes(int number) => Bars(
        number, "sizes", words.Pick("面积分级图", "count by size"), words.Pick("变化图斑数量（个）", "Number of change patches"),
        report[TableKeys.Size].Rows.Select(row => new Bar(words.LabelOf(row), [row.Count], $"{row.Count} ({Wording.Percent(row.CountPercent)})")), [Palette.Bar], []);

    /// <summary>Stacked counts by unit of one of the cross tables.</summary>
    public Figure UnitClasses(int number, string tableKey, string name, string chinese, string english)
    {
        var table = report[tableKey];
        var classes = table.Total.Cells;
        return Bars(
            number, name, words.Pick(chinese, english), words.Pick("变化图斑数量（个）", "Number of change patches"),
            Shown(table).Select(row => new Bar(words.LabelOf(row), [.. row.Cells.Select(cell => (double)cell.Count)], Wording.Count(row.Count))),
            [.. classes.Select((cell, index) => Palette.Of(cell.Key, index))],
            [.. classes.Select(words.LabelOf)]);
    }

    public Figure Rings(int number, string tableKey, string name, string chinese, string english)
    {
        var table = report[tableKey];
        var rows = table.Rows.Where(row => row.Key != OutcomeClasses.NotRecordedKey || row.Count > 0).ToArray();
        var counts = rows.Select((row, index) => new Slice(
            words.LabelOf(row), row.Count, $"{row.Count}{words.Pick(" 个", "")} ({Wording.Percent(row.CountPercent)})", Palette.Of(row.Key, index)));
        var areas = rows.Select((row, index) => new Slice(
            words.LabelOf(row), (double)row.AreaM2, $"{Wording.Area(row.AreaM2)}{words.Pick(" 平方米", " m²")} ({Wording.Percent(row.AreaPercent)})", Palette.Of(row.Key, index)));
        var chart = new RingChart { Rings = [(words.Pick("按数量", "by count"), [.. counts]), (words.Pick("按面积", "by area"), [.. areas])] };
        return new Figure(Name(number, name), number, Caption(number, words.Pick(chinese, english)), Width, RingChart.HeightFor(rows.Length), canvas => chart.Draw(canvas, Width));
    }

    public Figure Map(int number, string tableKey, string name, string chinese, string english, MapContent content, Func<MapPatch, string?> classOf)
    {
        var map = new MapFigure { Content = content, Table = report[tableKey], ClassOf = classOf, Header = report.Header, Words = words };
        return new Figure(Name(number, name), number, Caption(number, words.Pick(chinese, english)), Width, MapFigure.Height, canvas => map.Draw(canvas, Width))
        {
            IsDense = content.Count >= MapFigure.DenseFrom,
        };
    }

    public Figure Themes(int number)
    {
        var bars = report[TableKeys.Theme].Rows.Select(row =>
        {
            var unknown = row.Cell(OutcomeClasses.UnknownKey)!.Count;
            var text = unknown == 0 ? Wording.Count(row.Count) : $"{row.Count}{words.Pick($"，未知 {unknown}", $", unknown {unknown}")}";
            return new Bar(words.LabelOf(row), [row.Count, unknown], text);
        });
        return Bars(
            number, "themes", words.Pick("涉及管控线情况图", "patches in control lines"), words.Pick("变化图斑数量（个）", "Number of change patches"), bars,
            [Palette.Of("illegal", 0), Palette.Unknown], [words.Pick("涉及", "in it"), words.Pick("未知", "unknown")]);
    }

    private static IReadOnlyList<ReportRow> Shown(ReportTable table) => table.Rows.Count <= MostBars
        ? table.Rows
        : [.. table.Rows.OrderByDescending(row => row.Count).ThenBy(row => row.Key, StringComparer.Ordinal).Take(MostBars)];

    private Figure Bars(
        int number, string name, string caption, string axis, IEnumerable<Bar> bars, IReadOnlyList<SKColor> colors, IReadOnlyList<string> legend)
    {
        var chart = new BarChart { Bars = [.. bars], Colors = colors, Legend = legend, Axis = axis };
        return new Figure(Name(number, name), number, Caption(number, caption), Width, chart.Height, canvas => chart.Draw(canvas, Width));
    }

    private string Caption(int number, string what) => words.Pick(
        $"图 {number}：{report.Wording.Subject}{report.Wording.FigureScope}变化图斑{what}", $"Figure {number}. Change patches: {what}");

    private static string Name(int number, string name) => $"figure-{number:D2}-{name}";
}
