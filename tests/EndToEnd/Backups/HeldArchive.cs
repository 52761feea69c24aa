using Platform.Domain.Archive;

namespace Platform.Tests.EndToEnd.Backups;

/// <summary>The raw archive, in front of which uploads of one size wait: they are committed and get no receipt.</summary>
internal sealed class HeldArchive(IRawArchive archive) : IRawArchive
{
    private readonly TaskCompletionSource released = new();

    /// <summary>The size held up.</summary>
    public long? HeldBytes { get; set; }

    /// <summary>Lets those that wait fail, so that their host can stop.</summary>
    public void Release() => released.TrySetException(new IOException("The archive was held."));

    public async Task<ArchiveResult> PutAsync(
        Stream content, ContentHash? expectedHash = null, long? expectedBytes = null, CancellationToken cancellation = default)
    {
        if (expectedBytes == HeldBytes)
            await released.Task.WaitAsync(cancellation);
        return await archive.PutAsync(content, expectedHash, expectedBytes, cancellation);
    }

    public Task<ArchivedObject?> FindAsync(ContentHash hash, CancellationToken cancellation = default) => archive.FindAsync(hash, cancellation);

    public Task<Stream?> OpenReadAsync(ContentHash hash, CancellationToken cancellation = default) => archive.OpenReadAsync(hash, cancellation);

    public IAsyncEnumerable<ArchivedObject> ListAsync(CancellationToken cancellation = default) => archive.ListAsync(cancellation);

    public IAsyncEnumerable<ArchiveDamage> VerifyAsync(CancellationToken cancellation = default) => archive.VerifyAsync(cancellation);
}
