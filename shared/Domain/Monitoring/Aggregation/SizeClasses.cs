namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Size classes of patches: lower bound included, upper bound not.</summary>
public static class SizeClasses
{
    private static readonly decimal[] LowerBounds = [0m, 1_000m, 5_000m, 10_000m, 50_000m];

    /// <summary>Classes, smallest first; a key is the lower bound in m² after <c>from</c>.</summary>
    public static IReadOnlyList<ClassLabel> Labels { get; } =
    [
        new("from0", "1000 平方米以下", "under 1,000 m²"),
        new("from1000", "1000～5000 平方米", "1,000 to 5,000 m²"),
        new("from5000", "5000～10000 平方米", "5,000 to 10,000 m²"),
        new("from10000", "10000～50000 平方米", "10,000 to 50,000 m²"),
        new("from50000", "50000 平方米以上", "50,000 m² and over"),
    ];

    /// <summary>Class of an area in m².</summary>
    public static string KeyOf(decimal areaM2) => Labels[Array.FindLastIndex(LowerBounds, bound => areaM2 >= bound)].Key;
}
