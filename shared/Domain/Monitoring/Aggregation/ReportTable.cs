namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>
/// A table of the report. Classes without patches are rows of zeros. The rows of a partition add up to the total in count and area; the themes' table
/// is none (a patch can lie in several themes), its total is all patches.
/// </summary>
/// <param name="Key">One of <see cref="TableKeys"/>.</param>
/// <param name="Title">Caption in Chinese, without its number.</param>
/// <param name="TitleEn">Caption in English.</param>
/// <param name="ClassTitle">Head of the first column in Chinese.</param>
/// <param name="ClassTitleEn">Head of the first column in English.</param>
/// <param name="IsPartition">Whether each patch is in exactly one row.</param>
/// <param name="Rows">Rows in the order of the classes; units in code order.</param>
/// <param name="Total">Last line.</param>
public sealed record ReportTable(
    string Key,
    string Title,
    string TitleEn,
    string ClassTitle,
    string ClassTitleEn,
    bool IsPartition,
    IReadOnlyList<ReportRow> Rows,
    ReportRow Total)
{
    /// <summary>The row of that key; <c>total</c> gives the last line.</summary>
    public ReportRow? Row(string key) => key == ReportRow.TotalKey ? Total : Rows.FirstOrDefault(row => row.Key == key);
}
