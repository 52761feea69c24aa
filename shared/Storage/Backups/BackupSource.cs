using Platform.Storage.Blobs;

namespace Platform.Storage.Backups;

/// <summary>What a backup is made of.</summary>
/// <param name="Paths">The data directory; a platform may run on it.</param>
/// <param name="Uploads">Uploads in transit; the storage has to answer.</param>
/// <param name="Derived">Derived files of the same storage.</param>
/// <param name="Program">Version of the program.</param>
public sealed record BackupSource(PlatformPaths Paths, UploadContainer Uploads, DerivedFiles Derived, string Program);
