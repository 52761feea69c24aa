using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Platform.Domain.Archive;
using Platform.Storage.Files;

namespace Platform.Storage.Archive;

/// <summary>
/// The raw archive as files <c>&lt;root&gt;/&lt;first two digits&gt;/&lt;sha256&gt;</c>, read-only. Bytes go to a temporary file while they are hashed; the file is
/// synced, gets its name only if nobody has it, and the directory is synced before the caller hears of it. A file under its name is therefore whole.
/// Temporary files of a killed process are removed a day later, when the archive is opened. Several processes may use one archive.
/// </summary>
public sealed class FileRawArchive : IRawArchive
{
    private const int BufferBytes = 128 * 1024;
    private const string Incoming = "incoming";

    private readonly string root;

    /// <param name="root">The archive's directory; made when missing.</param>
    /// <param name="time">Tells how old temporary files are.</param>
    public FileRawArchive(string root, TimeProvider time)
    {
        this.root = Path.GetFullPath(root);
        DurableFile.CreateDirectory(IncomingDirectory);
        DurableFile.RemoveAbandoned(IncomingDirectory, "*", time);
    }

    private string IncomingDirectory => Path.Combine(root, Incoming);

    /// <inheritdoc/>
    public async Task<ArchiveResult> PutAsync(
        Stream content, ContentHash? expectedHash = null, long? expectedBytes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var unfinished = Path.Combine(IncomingDirectory, Guid.NewGuid().ToString("N"));
        try
        {
            var (hash, bytes) = await CopyAsync(content, unfinished, expectedBytes, cancellation).ConfigureAwait(false);
            if (expectedBytes is { } size && size != bytes)
                return new ArchiveResult(ArchiveOutcome.SizeMismatch, hash, bytes);
            if (expectedHash is { } expected && expected != hash)
                return new ArchiveResult(ArchiveOutcome.HashMismatch, hash, bytes);
            return new ArchiveResult(Keep(unfinished, hash, bytes), hash, bytes);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public Task<ArchivedObject?> FindAsync(ContentHash hash, CancellationToken cancellation = default)
    {
        var file = new FileInfo(PathOf(hash));
        return Task.FromResult(file.Exists ? new ArchivedObject(hash, file.Length) : null);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenReadAsync(ContentHash hash, CancellationToken cancellation = default)
    {
        var path = PathOf(hash);
        return Task.FromResult<Stream?>(File.Exists(path) ? OpenRead(path, FileOptions.Asynchronous) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var directory in Directory.EnumerateDirectories(root).Where(d => Path.GetFileName(d).Length == 2).Order(StringComparer.Ordinal))
        {
            await Task.Yield();
            foreach (var path in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                if (ContentHash.TryParse(Path.GetFileName(path), out var hash))
                    yield return new ArchivedObject(hash, new FileInfo(path).Length);
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchiveDamage> VerifyAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var kept in ListAsync(cancellation).ConfigureAwait(false))
        {
            var actual = await RehashAsync(PathOf(kept.Hash), cancellation).ConfigureAwait(false);
            if (actual != kept.Hash)
                yield return new ArchiveDamage(kept.Hash, actual, kept.Bytes);
        }
    }

    private static async Task<(ContentHash Hash, long Bytes)> CopyAsync(
        Stream content, string target, long? expectedBytes, CancellationToken cancellation)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using var disposal = file.ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            bytes += read;
            if (bytes > expectedBytes)
                break;
            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        return (ContentHash.FromDigest(sha.GetHashAndReset()), bytes);
    }

    private ArchiveOutcome Keep(string unfinished, ContentHash hash, long bytes)
    {
        var path = PathOf(hash);
        DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        if (DurableFile.TryPublishNew(unfinished, path))
            return ArchiveOutcome.Stored;

        // A file of another size under this name is damage from outside: it is not covered up by calling it kept.
        return new FileInfo(path).Length == bytes
            ? ArchiveOutcome.AlreadyThere
            : throw new IOException($"{path} does not have the {bytes} bytes of its name: run the archive check and restore it.");
    }

    private static async Task<ContentHash?> RehashAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var stream = OpenRead(path, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using var disposal = stream.ConfigureAwait(false);
            return ContentHash.FromDigest(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileStream OpenRead(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, options);

    private string PathOf(ContentHash hash) => Path.Combine(root, hash.Hex[..2], hash.Hex);
}
