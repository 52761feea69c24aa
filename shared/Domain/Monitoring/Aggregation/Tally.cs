namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Running count and area of one class.</summary>
internal sealed class Tally
{
    private decimal _areaM2;

    public int Count { get; private set; }

    /// <summary>Sum without trailing zeros, so that 1.50 and 1.5 are written alike.</summary>
    public decimal AreaM2 => _areaM2 / 1.0000000000000000000000000000m;

    public void Add(decimal area)
    {
        Count++;
        _areaM2 += area;
    }

    public ReportRow Row(ClassLabel label, Tally whole) => new(
        label.Key,
        label.Chinese,
        label.English,
        Count,
        Percentage.Of(Count, whole.Count),
        AreaM2,
        Percentage.Of(AreaM2, whole.AreaM2));
}
