using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Platform.Domain.Archive;

namespace Platform.Desk.Replay;

/// <summary>A raw archive, or a copy of one, that is read and never written: <c>&lt;root&gt;/&lt;first two digits&gt;/&lt;sha256&gt;</c>. Thread-safe.</summary>
internal sealed class RawFolder(string root) : IRawArchive
{
    /// <summary>Always fails: a replay adds nothing to the archive.</summary>
    public Task<ArchiveResult> PutAsync(
        Stream content, ContentHash? expectedHash = null, long? expectedBytes = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException("A replay does not write to the raw archive.");

    /// <inheritdoc/>
    public Task<ArchivedObject?> FindAsync(ContentHash hash, CancellationToken cancellation = default)
    {
        var file = new FileInfo(PathOf(hash));
        return Task.FromResult(file.Exists ? new ArchivedObject(hash, file.Length) : null);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenReadAsync(ContentHash hash, CancellationToken cancellation = default) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(hash)) ? File.OpenRead(PathOf(hash)) : null);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (ContentHash.TryParse(Path.GetFileName(path), out var hash) && await FindAsync(hash, cancellation).ConfigureAwait(false) is { } found)
                yield return found;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchiveDamage> VerifyAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var kept in ListAsync(cancellation).ConfigureAwait(false))
        {
            if (await HashAsync(kept.Hash, cancellation).ConfigureAwait(false) is { } actual && actual != kept.Hash)
                yield return new ArchiveDamage(kept.Hash, actual, kept.Bytes);
        }
    }

    /// <summary>What the bytes under a name hash to; null when there are none.</summary>
    public async Task<ContentHash?> HashAsync(ContentHash hash, CancellationToken cancellation)
    {
        if (await OpenReadAsync(hash, cancellation).ConfigureAwait(false) is not { } content)
            return null;
        await using var disposal = content.ConfigureAwait(false);
        return ContentHash.FromDigest(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
    }

    private string PathOf(ContentHash hash) => Path.Combine(root, hash.Hex[..2], hash.Hex);
}
