using Platform.Domain.Archive;
using Platform.Storage.Integrity;

namespace Platform.Storage.Backups;

/// <summary>
/// Copies of everything that is no database. Files of the raw archive and layers never change, so that one which an earlier backup beside this one holds is shared
/// with it (a second name of the same file) instead of copied.
/// </summary>
internal sealed class TreeCopies(PlatformPaths paths, BackupDirectory target, BackupDirectory? earlier)
{
    private static readonly string[] Passing = [".part", ".lock", ".new"];

    private readonly Dictionary<string, BackupFile> known = Known(earlier);

    /// <summary>Uploads whose content is not what its name says; they are not in the backup.</summary>
    public List<string> Damaged { get; } = [];

    /// <summary>Keys, accounts and markers: small, copied each time with their modes.</summary>
    public IEnumerable<string> SmallFiles() =>
        Below(paths.Keys).Concat(MarkersAndHostKeys().Where(File.Exists));

    /// <summary>The raw archive and the layers, as they are listed now.</summary>
    public IEnumerable<string> LastingFiles() =>
        Below(paths.RawArchive).Where(IsArchived).Concat(Below(paths.Layers)).Except(StoreMarker.IdFiles(paths));

    /// <summary>How many bytes of the lasting files are not shared.</summary>
    public long BytesToCopy() => LastingFiles().Select(path => new FileInfo(path)).Where(file => Shareable(file) is null).Sum(file => file.Length);

    /// <summary>Takes one file over; null when it is an archived upload that is damaged.</summary>
    public async Task<BackupFile?> TakeAsync(string path, bool lasting, CancellationToken cancellation)
    {
        var name = Path.GetRelativePath(paths.Root, path).Replace('\\', '/');
        var local = target.DataFile(name);
        if (lasting && Shareable(new FileInfo(path)) is { } shared && Share(shared, local))
            return shared;
        var (sha256, bytes) = await HashedCopy.FileAsync(path, local, cancellation).ConfigureAwait(false);
        if (!IsArchived(path) || Path.GetFileName(path) == sha256)
            return new BackupFile(name, bytes, sha256, (int)HashedCopy.ModeOf(path));
        File.Delete(local);
        Damaged.Add(Path.GetFileName(path));
        return null;
    }

    private string[] MarkersAndHostKeys() => [paths.HostKeys, paths.Marker, .. StoreMarker.IdFiles(paths)];

    private bool IsArchived(string path) =>
        path.StartsWith(paths.RawArchive + Path.DirectorySeparatorChar, StringComparison.Ordinal) && ContentHash.TryParse(Path.GetFileName(path), out _)
        && Path.GetFileName(Path.GetDirectoryName(path)!) == Path.GetFileName(path)[..2];

    private BackupFile? Shareable(FileInfo file) =>
        known.GetValueOrDefault(Path.GetRelativePath(paths.Root, file.FullName).Replace('\\', '/')) is { } same && same.Bytes == file.Length ? same : null;

    private bool Share(BackupFile file, string local)
    {
        var existing = new FileInfo(earlier!.DataFile(file.Path));
        if (!existing.Exists || existing.Length != file.Bytes)
            return false;
        Files.DurableFile.CreateDirectory(Path.GetDirectoryName(local)!);
        return Files.DurableFile.TryShare(existing.FullName, local);
    }

    private static IEnumerable<string> Below(string directory) => !Directory.Exists(directory)
        ? []
        : Directory.EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 2 })
            .Where(path => !Passing.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static Dictionary<string, BackupFile> Known(BackupDirectory? earlier) =>
        earlier is null ? [] : earlier.Read().Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
}
