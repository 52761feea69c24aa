namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Key and captions of a table to be built.</summary>
internal sealed record Caption(string Key, string Chinese, string English)
{
    public ReportTable Table(
        string classTitle, string classTitleEn, bool isPartition, IReadOnlyList<ReportRow> rows, ReportRow total) =>
        new(Key, Chinese, English, classTitle, classTitleEn, isPartition, rows, total);
}
