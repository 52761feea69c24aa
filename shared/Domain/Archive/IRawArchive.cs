namespace Platform.Domain.Archive;

/// <summary>How putting something into the archive ended.</summary>
public enum ArchiveOutcome
{
    /// <summary>Newly kept, and durable.</summary>
    Stored,

    /// <summary>The same bytes were kept before, and are durable.</summary>
    AlreadyThere,

    /// <summary>The bytes do not have the hash that was expected; nothing is kept.</summary>
    HashMismatch,

    /// <summary>The number of bytes is not the one expected; nothing is kept.</summary>
    SizeMismatch,
}

/// <summary>The answer to <see cref="IRawArchive.PutAsync"/>.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Hash">SHA-256 of the bytes that were read; incomplete, and of no use, after a size mismatch.</param>
/// <param name="Bytes">How many bytes were read.</param>
public sealed record ArchiveResult(ArchiveOutcome Outcome, ContentHash Hash, long Bytes)
{
    /// <summary>True when the bytes are in the archive for ever.</summary>
    public bool IsKept => Outcome is ArchiveOutcome.Stored or ArchiveOutcome.AlreadyThere;
}

/// <summary>One kept object.</summary>
public sealed record ArchivedObject(ContentHash Hash, long Bytes);

/// <summary>A kept object whose bytes no longer have its name.</summary>
/// <param name="Hash">The name.</param>
/// <param name="Actual">What its bytes hash to now; null when they cannot be read.</param>
/// <param name="Bytes">Its size now.</param>
public sealed record ArchiveDamage(ContentHash Hash, ContentHash? Actual, long Bytes);

/// <summary>
/// Every upload, for ever, named by its content. Objects are created once, never changed and never deleted. Thread-safe; the same bytes
/// put many times, even at once, are kept once.
/// </summary>
public interface IRawArchive
{
    /// <summary>
    /// Reads the stream to its end and keeps it. On return with <see cref="ArchiveResult.IsKept"/> the bytes are durable: the machine may lose power.
    /// Expectations are checked before the object gets its name; reading stops at the first byte beyond <paramref name="expectedBytes"/>.
    /// </summary>
    /// <exception cref="IOException">The bytes cannot be read or kept; nothing is kept under their name.</exception>
    Task<ArchiveResult> PutAsync(
        Stream content, ContentHash? expectedHash = null, long? expectedBytes = null, CancellationToken cancellation = default);

    /// <summary>The object's size, or null when it is not kept.</summary>
    Task<ArchivedObject?> FindAsync(ContentHash hash, CancellationToken cancellation = default);

    /// <summary>
    /// A seekable stream over the whole object, or null when it is not kept. Ranges are read by seeking; the caller disposes it.
    /// </summary>
    Task<Stream?> OpenReadAsync(ContentHash hash, CancellationToken cancellation = default);

    /// <summary>All kept objects in the order of their hashes.</summary>
    IAsyncEnumerable<ArchivedObject> ListAsync(CancellationToken cancellation = default);

    /// <summary>Reads everything again and yields what is damaged; nothing when the archive is sound.</summary>
    IAsyncEnumerable<ArchiveDamage> VerifyAsync(CancellationToken cancellation = default);
}
