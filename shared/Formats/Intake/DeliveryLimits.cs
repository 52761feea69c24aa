using Platform.Formats.Archives;

namespace Platform.Formats.Intake;

/// <summary>How much of a delivery is read at most, as data per kind of upload.</summary>
/// <param name="Archive">Limits of the zip.</param>
public sealed record DeliveryLimits(ArchiveLimits Archive)
{
    /// <summary>Greatest length of a file that is not an archive, and of a file unpacked from gzip.</summary>
    public long MaxFileBytes { get; init; } = 4L << 30;

    /// <summary>Folder for the private copies of files that need random access (GeoPackages and workbooks inside an archive).</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Change patches, one plan layer, one control line.</summary>
    public static DeliveryLimits LayerFile { get; } = new(ArchiveLimits.LayerFile);

    /// <summary>A plan-result package.</summary>
    public static DeliveryLimits PlanPackage { get; } = new(ArchiveLimits.PlanPackage);

    /// <summary>Verification results with photographs.</summary>
    public static DeliveryLimits Evidence { get; } = new(ArchiveLimits.Evidence);
}
