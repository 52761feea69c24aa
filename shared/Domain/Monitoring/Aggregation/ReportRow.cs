namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>
/// One line of a report table, or one cell group of a cross table. Counts and areas are exact; percentages are rounded for themselves, so that the
/// rows of a table need not add up to 100.0.
/// </summary>
/// <param name="Key">Stable key of the class, e.g. <c>approved</c>, a unit code or a theme code; <c>total</c> for the last line.</param>
/// <param name="Label">What people read, in Chinese.</param>
/// <param name="LabelEn">The same in English.</param>
/// <param name="Count">Number of patches.</param>
/// <param name="CountPercent">Share of the count in the total's, one decimal; null when the total counts no patch.</param>
/// <param name="AreaM2">Sum of stored areas, m², not rounded.</param>
/// <param name="AreaPercent">Share of the area in the total's, one decimal; null when the total has no area.</param>
public sealed record ReportRow(
    string Key, string Label, string LabelEn, int Count, decimal? CountPercent, decimal AreaM2, decimal? AreaPercent)
{
    /// <summary>Key of every table's last line.</summary>
    public const string TotalKey = "total";

    /// <summary>
    /// Second classification inside this row; empty in a simple table. In a cross table the percentages of the cells refer to this row; the cell
    /// <c>unknown</c> of a theme row refers to all patches.
    /// </summary>
    public IReadOnlyList<ReportRow> Cells { get; init; } = [];

    /// <summary>The cell of that key.</summary>
    public ReportRow? Cell(string key) => Cells.FirstOrDefault(cell => cell.Key == key);
}
