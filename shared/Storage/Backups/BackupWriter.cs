using Platform.Domain.Campaigns;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Storage.Archive;
using Platform.Storage.Documents;
using Platform.Storage.Files;

namespace Platform.Storage.Backups;

/// <summary>
/// Makes one backup of everything, of a platform that runs or of one that does not; docs/decisions/0012 says why the order of copying makes every restored state
/// one that a killed process could have left. The directory has its name only when the backup is complete. One backup at a time per target.
/// </summary>
public sealed class BackupWriter(BackupSource source, ProfileCatalogue profiles, TimeProvider time)
{
    /// <summary>Makes the backup.</summary>
    /// <param name="directory">A directory that does not exist. Backups beside it share with it what never changes.</param>
    /// <param name="derived">Whether the derived files are taken too.</param>
    /// <param name="cancellation">Stops; what is unfinished keeps its suffix and is removed by the next backup of that name.</param>
    /// <exception cref="RefusedException">It cannot be made; the finding says why and what to do.</exception>
    public async Task<BackupManifest> WriteAsync(string directory, bool derived, CancellationToken cancellation)
    {
        var target = new BackupDirectory(directory);
        if (Path.Exists(target.Root))
            throw new RefusedException(BackupFindings.TargetExists.At(new Location(target.Root), target.Root));
        var at = time.GetUtcNow();
        var unfinished = new BackupDirectory(target.Root + BackupDirectory.UnfinishedSuffix);
        if (Directory.Exists(unfinished.Root))
            Directory.Delete(unfinished.Root, recursive: true);
        DurableFile.CreateDirectory(Path.GetDirectoryName(target.Root)!);
        DurableFile.CreatePrivateDirectory(unfinished.Root);
        var manifest = await CopyAsync(unfinished, Earlier(target), at, derived, cancellation).ConfigureAwait(false);
        unfinished.Write(manifest);
        Directory.Move(unfinished.Root, target.Root);
        DurableFile.SyncDirectory(Path.GetDirectoryName(target.Root)!);
        return manifest;
    }

    /// <summary>The newest complete backup beside the target.</summary>
    private static BackupDirectory? Earlier(BackupDirectory target)
    {
        var beside = Directory.EnumerateDirectories(Path.GetDirectoryName(target.Root)!)
            .Select(path => new BackupDirectory(path))
            .OrderByDescending(backup => File.GetLastWriteTimeUtc(backup.ManifestPath));
        foreach (var backup in beside)
        {
            try
            {
                backup.Read();
                return backup;
            }
            catch (RefusedException)
            {
                // Something else, or a backup that was not finished.
            }
        }

        return null;
    }

    private async Task<BackupManifest> CopyAsync(
        BackupDirectory target, BackupDirectory? earlier, DateTimeOffset at, bool derived, CancellationToken cancellation)
    {
        DatabaseCopies.RequireAll(source.Paths);
        var transit = new TransitCopies(source, target, time);
        await transit.ProbeAsync(cancellation).ConfigureAwait(false);
        var trees = new TreeCopies(source.Paths, target, earlier);
        FreeSpace.Require(target.Root, DatabaseBytes() + trees.BytesToCopy());
        foreach (var database in DatabaseCopies.InOrder(source.Paths))
            DatabaseCopies.Copy(database, target.DataFile(NameOf(database)), NameOf(database));
        var files = await TreesAsync(trees, cancellation).ConfigureAwait(false);
        var (uploads, missing) = await CompareAsync(transit, target, files, cancellation).ConfigureAwait(false);
        var derivedFiles = derived ? await transit.DerivedAsync(cancellation).ConfigureAwait(false) : null;
        files.AddRange(await DatabasesAsync(target, cancellation).ConfigureAwait(false));
        return new BackupManifest
        {
            At = at,
            Program = source.Program,
            Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            Uploads = uploads,
            Derived = derivedFiles,
            Missing = [.. missing.Union(trees.Damaged).Order(StringComparer.Ordinal)],
        };
    }

    private static async Task<List<BackupFile>> TreesAsync(TreeCopies trees, CancellationToken cancellation)
    {
        var files = new List<BackupFile>();
        foreach (var path in trees.SmallFiles())
            files.Add((await trees.TakeAsync(path, lasting: false, cancellation).ConfigureAwait(false))!);
        foreach (var path in trees.LastingFiles())
        {
            if (await trees.TakeAsync(path, lasting: true, cancellation).ConfigureAwait(false) is { } file)
                files.Add(file);
        }

        return files;
    }

    /// <summary>Holds the copied documents against the storage and the copied archive.</summary>
    private async Task<(List<BackupUpload> Uploads, IEnumerable<string> Missing)> CompareAsync(
        TransitCopies transit, BackupDirectory target, List<BackupFile> files, CancellationToken cancellation)
    {
        using var documents = SqliteDocumentStore.Open(target.DataFile(NameOf(source.Paths.DocumentDatabase)), Containers.All);
        var archive = new FileRawArchive(target.DataFile(NameOf(source.Paths.RawArchive)), time);
        var uploads = await transit.UploadsAsync(documents, archive, profiles, cancellation).ConfigureAwait(false);
        var named = await TransitCopies.NamedUploadsAsync(documents, cancellation).ConfigureAwait(false);
        named.ExceptWith(files.Select(file => file.Sha256));
        return (uploads, named);
    }

    private async Task<List<BackupFile>> DatabasesAsync(BackupDirectory target, CancellationToken cancellation)
    {
        var files = new List<BackupFile>();
        foreach (var database in DatabaseCopies.InOrder(source.Paths))
        {
            var copy = target.DataFile(NameOf(database));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, HashedCopy.ModeOf(database));
            var sha256 = await HashedCopy.HashAsync(copy, cancellation).ConfigureAwait(false);
            files.Add(new BackupFile(NameOf(database), new FileInfo(copy).Length, sha256, (int)HashedCopy.ModeOf(database)));
        }

        return files;
    }

    private long DatabaseBytes() => DatabaseCopies.InOrder(source.Paths).Where(File.Exists).Sum(path => new FileInfo(path).Length);

    private string NameOf(string path) => Path.GetRelativePath(source.Paths.Root, path).Replace('\\', '/');
}
