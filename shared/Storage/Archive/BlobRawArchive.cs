using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Platform.Domain.Archive;

namespace Platform.Storage.Archive;

/// <summary>
/// The raw archive as blobs <c>&lt;first two digits&gt;/&lt;sha256&gt;</c> of a container whose immutability policy forbids changing and deleting. The content is read twice:
/// once for its hash, which is its name, and once into blocks that are committed only if they have that hash and nobody has the name. What is not committed,
/// the storage forgets after a week. Nothing touches the local disk.
/// </summary>
public sealed class BlobRawArchive(BlobContainerClient container) : IRawArchive
{
    /// <summary>Name of the container.</summary>
    public const string ContainerName = "raw";

    private const int BlockBytes = 8 * 1024 * 1024;
    private const int BufferBytes = 128 * 1024;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The stream cannot be read twice.</exception>
    public async Task<ArchiveResult> PutAsync(
        Stream content, ContentHash? expectedHash = null, long? expectedBytes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!content.CanSeek)
            throw new ArgumentException("The content is read twice and cannot be rewound.", nameof(content));
        var begin = content.Position;
        var (hash, bytes) = await HashAsync(content, expectedBytes ?? long.MaxValue, cancellation).ConfigureAwait(false);
        if (expectedBytes is { } size && size != bytes)
            return new ArchiveResult(ArchiveOutcome.SizeMismatch, hash, bytes);
        if (expectedHash is { } expected && expected != hash)
            return new ArchiveResult(ArchiveOutcome.HashMismatch, hash, bytes);
        if (await IsKeptAsync(hash, bytes, cancellation).ConfigureAwait(false))
            return new ArchiveResult(ArchiveOutcome.AlreadyThere, hash, bytes);
        content.Position = begin;
        var stored = await TryKeepAsync(content, hash, cancellation).ConfigureAwait(false);
        if (!stored && !await IsKeptAsync(hash, bytes, cancellation).ConfigureAwait(false))
            throw new IOException($"{NameOf(hash)} could not be kept.");
        return new ArchiveResult(stored ? ArchiveOutcome.Stored : ArchiveOutcome.AlreadyThere, hash, bytes);
    }

    /// <inheritdoc/>
    public async Task<ArchivedObject?> FindAsync(ContentHash hash, CancellationToken cancellation = default)
    {
        try
        {
            var properties = await Blob(hash).GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
            return new ArchivedObject(hash, properties.Value.ContentLength);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenReadAsync(ContentHash hash, CancellationToken cancellation = default)
    {
        try
        {
            return await Blob(hash).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Names begin with digits of the hash, so that the storage's order is that of the hashes.
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation).ConfigureAwait(false))
        {
            if (ContentHash.TryParse(blob.Name[(blob.Name.LastIndexOf('/') + 1)..], out var hash))
                yield return new ArchivedObject(hash, blob.Properties.ContentLength ?? 0);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchiveDamage> VerifyAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var kept in ListAsync(cancellation).ConfigureAwait(false))
        {
            var actual = await RehashAsync(kept.Hash, cancellation).ConfigureAwait(false);
            if (actual != kept.Hash)
                yield return new ArchiveDamage(kept.Hash, actual, kept.Bytes);
        }
    }

    private async Task<bool> IsKeptAsync(ContentHash hash, long bytes, CancellationToken cancellation)
    {
        if (await FindAsync(hash, cancellation).ConfigureAwait(false) is not { } kept)
            return false;

        // Another size under this name is damage: it is not covered up by calling it kept.
        return kept.Bytes == bytes ? true : throw new IOException($"{NameOf(hash)} has {kept.Bytes} bytes and not the {bytes} of its name: run the archive check.");
    }

    // False when another pass had the name first: its commit forbids ours, drops the blocks that we staged, and under the policy forbids staging more.
    private async Task<bool> TryKeepAsync(Stream content, ContentHash hash, CancellationToken cancellation)
    {
        var blob = container.GetBlockBlobClient(NameOf(hash));
        try
        {
            var blocks = await StageAsync(blob, content, hash, cancellation).ConfigureAwait(false);
            var createOnly = new CommitBlockListOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.CommitBlockListAsync(blocks, createOnly, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412 || taken.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            return false;
        }
    }

    private static async Task<List<string>> StageAsync(BlockBlobClient blob, Stream content, ContentHash hash, CancellationToken cancellation)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // Ids of this pass alone: two passes at once must not mix their blocks.
        var pass = Guid.NewGuid().ToByteArray();
        var blocks = new List<string>();
        var buffer = new byte[(int)Math.Clamp(content.Length, 1, BlockBytes)];
        while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            sha.AppendData(buffer, 0, read);
            blocks.Add(Convert.ToBase64String([.. pass, .. BitConverter.GetBytes(blocks.Count)]));
            using var block = new MemoryStream(buffer, 0, read, writable: false);
            await blob.StageBlockAsync(blocks[^1], block, cancellationToken: cancellation).ConfigureAwait(false);
        }

        return ContentHash.FromDigest(sha.GetHashAndReset()) == hash ? blocks : throw new IOException("The content changed while it was read; nothing is kept.");
    }

    private static async Task<(ContentHash Hash, long Bytes)> HashAsync(Stream content, long limit, CancellationToken cancellation)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        while (bytes <= limit && await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            sha.AppendData(buffer, 0, read);
            bytes += read;
        }

        return (ContentHash.FromDigest(sha.GetHashAndReset()), bytes);
    }

    private async Task<ContentHash?> RehashAsync(ContentHash hash, CancellationToken cancellation)
    {
        try
        {
            var stream = await Blob(hash).OpenReadAsync(cancellationToken: cancellation).ConfigureAwait(false);
            await using var disposal = stream.ConfigureAwait(false);
            return (await HashAsync(stream, long.MaxValue, cancellation).ConfigureAwait(false)).Hash;
        }
        catch (RequestFailedException)
        {
            return null;
        }
    }

    private BlobClient Blob(ContentHash hash) => container.GetBlobClient(NameOf(hash));

    private static string NameOf(ContentHash hash) => $"{hash.Hex[..2]}/{hash.Hex}";
}
