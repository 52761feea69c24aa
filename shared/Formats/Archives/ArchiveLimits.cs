namespace Platform.Formats.Archives;

/// <summary>What an archive may hold. Bytes are counted while they are inflated, never taken from the archive's own headers.</summary>
/// <param name="MaxEntries">Greatest number of entries, folders included.</param>
/// <param name="MaxUncompressedBytes">Greatest sum of inflated bytes over all entries.</param>
/// <param name="AllowNestedArchives">Whether entries may be archives themselves (never opened automatically).</param>
public sealed record ArchiveLimits(int MaxEntries, long MaxUncompressedBytes, bool AllowNestedArchives = false)
{
    /// <summary>Greatest ratio of inflated to compressed bytes of an entry that inflates to more than <see cref="RatioThresholdBytes"/>.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Entries up to this size may have any ratio.</summary>
    public long RatioThresholdBytes { get; init; } = 1 << 20;

    /// <summary>A layer file: a few shapefiles or one GeoPackage.</summary>
    public static ArchiveLimits LayerFile { get; } = new(100, 4L << 30);

    /// <summary>A plan-result package.</summary>
    public static ArchiveLimits PlanPackage { get; } = new(5_000, 8L << 30);

    /// <summary>Verification results with photographs.</summary>
    public static ArchiveLimits Evidence { get; } = new(50_000, 50L << 30);

    /// <summary>A workbook (XLSX), which is a zip of its own.</summary>
    public static ArchiveLimits Workbook { get; } = new(2_000, 1L << 30);
}
