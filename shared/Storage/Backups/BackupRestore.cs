using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Json;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Storage.Archive;
using Platform.Storage.Blobs;
using Platform.Storage.Documents;
using Platform.Storage.Files;

namespace Platform.Storage.Backups;

/// <summary>Left in a restored data directory for the first start: every workflow has to be told to look again.</summary>
/// <param name="BackupAt">When the backup began.</param>
/// <param name="RestoredAt">When it was restored.</param>
public sealed record RestoredNote(DateTimeOffset BackupAt, DateTimeOffset RestoredAt);

/// <summary>
/// Puts a backup in place. Every file is copied to a staging directory while its hash is compared; uploads without a receipt go into the staged raw archive and get their
/// receipts there, with the commit times that the storage had given them. Only then is anything put in place. The caller holds the data directory.
/// </summary>
public sealed class BackupRestore(PlatformPaths paths, ProfileCatalogue profiles, TimeProvider time)
{
    /// <summary>Restores everything but the derived files.</summary>
    /// <param name="backup">Where from.</param>
    /// <param name="replace">Whether what is in the data directory may be moved aside.</param>
    /// <param name="cancellation">Stops; nothing is in place then.</param>
    /// <exception cref="RefusedException">The backup is not complete or damaged, the directory is not empty, or space is short. Nothing was changed.</exception>
    public async Task<BackupManifest> RestoreAsync(BackupDirectory backup, bool replace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var manifest = backup.Read();
        var target = new RestoreTarget(paths, time.GetUtcNow());
        DurableFile.CreateDirectory(paths.Root);
        if (!replace)
            target.RequireEmpty();
        FreeSpace.Require(paths.Root, manifest.Files.Sum(file => file.Bytes) + manifest.Uploads.Sum(upload => upload.Bytes));
        target.Prepare();
        try
        {
            await StageAsync(backup, manifest, target.Staged, cancellation).ConfigureAwait(false);
            await ReceiveAsync(backup, manifest, target.Staged, cancellation).ConfigureAwait(false);
        }
        catch
        {
            Directory.Delete(target.Staged.Root, recursive: true);
            throw;
        }

        var note = new RestoredNote(manifest.At, time.GetUtcNow());
        DurableFile.WritePrivate(target.Staged.RestoredNote, JsonSerializer.SerializeToUtf8Bytes(note, PlatformJson.Options), replace: true);
        target.Apply();
        return manifest;
    }

    /// <summary>Brings the derived files back into the storage, which answers. What is missing after an interruption is made again when somebody asks for it.</summary>
    public static async Task RestoreDerivedAsync(BackupDirectory backup, BackupManifest manifest, DerivedFiles storage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(storage);
        await storage.EnsureAsync(cancellation).ConfigureAwait(false);
        foreach (var file in manifest.Derived ?? [])
        {
            if (!File.Exists(backup.DerivedFile(file.Sha256)))
                throw new RefusedException(BackupFindings.FileMissing.At(new Location(file.Path), file.Path));
            await storage.PutAsync(file.Path, backup.DerivedFile(file.Sha256), file.MediaType, file.Sha256, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task StageAsync(BackupDirectory backup, BackupManifest manifest, PlatformPaths staged, CancellationToken cancellation)
    {
        staged.Create();
        foreach (var file in manifest.Files)
        {
            var target = Path.GetFullPath(Path.Combine(staged.Root, file.Path));
            if (!target.StartsWith(staged.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new RefusedException(BackupFindings.Incomplete.At(new Location(file.Path), backup.Root, file.Path));
            if (!File.Exists(backup.DataFile(file.Path)))
                throw new RefusedException(BackupFindings.FileMissing.At(new Location(file.Path), file.Path));
            var (sha256, bytes) = await HashedCopy.FileAsync(backup.DataFile(file.Path), target, cancellation).ConfigureAwait(false);
            if (sha256 != file.Sha256 || bytes != file.Bytes)
                throw new RefusedException(BackupFindings.FileDiffers.At(new Location(file.Path), file.Path));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(target, (UnixFileMode)file.Mode);
        }
    }

    private async Task ReceiveAsync(BackupDirectory backup, BackupManifest manifest, PlatformPaths staged, CancellationToken cancellation)
    {
        using var documents = SqliteDocumentStore.Open(staged.DocumentDatabase, Containers.All);
        var receipts = new ReceiptDesk(documents, new FileRawArchive(staged.RawArchive, time), new TicketDesk(documents, profiles, time), time);
        foreach (var upload in manifest.Uploads)
        {
            var content = backup.UploadFile(upload.Sha256);
            if (!File.Exists(content))
                throw new RefusedException(BackupFindings.FileMissing.At(new Location(upload.Path), upload.Path));
            if (await HashedCopy.HashAsync(content, cancellation).ConfigureAwait(false) != upload.Sha256)
                throw new RefusedException(BackupFindings.FileDiffers.At(new Location(upload.Path), upload.Path));
            await receipts.ReceiveAsync(
                new Arrival(upload.Path, upload.ETag, upload.CommittedAt, upload.Bytes),
                _ => Task.FromResult<Stream>(File.OpenRead(content)),
                cancellation).ConfigureAwait(false);
        }
    }
}
