namespace Platform.Storage.Backups;

/// <summary>A file of the data directory in a backup.</summary>
/// <param name="Path">Path in the data directory, with <c>/</c>.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Mode">Unix file mode, as a number.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256, int Mode);

/// <summary>An upload that was committed and had no receipt yet.</summary>
/// <param name="Path">Path in the upload container.</param>
/// <param name="ETag">Version of the blob; the attempt's id derives from it.</param>
/// <param name="CommittedAt">When the storage committed it: the instant that deadlines look at.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Names the content, which lies in <c>uploads/</c> of the backup.</param>
public sealed record BackupUpload(string Path, string ETag, DateTimeOffset CommittedAt, long Bytes, string Sha256);

/// <summary>A derived file.</summary>
/// <param name="Path">Path in the container of derived files.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Names the content, which lies in <c>derived/</c> of the backup.</param>
public sealed record BackupDerived(string Path, string MediaType, long Bytes, string Sha256);

/// <summary>What a backup holds. It is written last: a directory without it is no backup.</summary>
public sealed record BackupManifest
{
    /// <summary>The format that this release writes.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>When the backup began; what was acknowledged before is in it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>Files of the data directory, in ordinal order of their paths.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>Uploads without a receipt.</summary>
    public required IReadOnlyList<BackupUpload> Uploads { get; init; }

    /// <summary>Derived files; null when they were left out.</summary>
    public IReadOnlyList<BackupDerived>? Derived { get; init; }

    /// <summary>SHA-256 of uploads that documents name and the raw archive did not have, or had damaged. Empty on a sound platform.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
