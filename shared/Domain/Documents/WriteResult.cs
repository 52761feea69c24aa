using System.Collections.Immutable;

namespace Platform.Domain.Documents;

/// <summary>How a write ended. Anything but <see cref="Written"/> changed nothing at all.</summary>
public enum WriteOutcome
{
    /// <summary>Every operation is durable.</summary>
    Written,

    /// <summary>A create met an existing id (HTTP 409).</summary>
    Conflict,

    /// <summary>The ETag given is no longer current (HTTP 412).</summary>
    PreconditionFailed,

    /// <summary>A replace or delete met no document (HTTP 404).</summary>
    NotFound,

    /// <summary>A document or the batch passes its size limit (HTTP 413).</summary>
    TooLarge,
}

/// <summary>The answer to a batch of writes.</summary>
/// <param name="Outcome">What happened to the batch as a whole.</param>
/// <param name="ETags">One per operation when written, with an empty text for deletes; otherwise empty.</param>
/// <param name="FailedOperation">0-based index of the operation that decided the outcome; -1 when written or when the whole batch is too large.</param>
public sealed record WriteResult(WriteOutcome Outcome, ImmutableArray<string> ETags, int FailedOperation)
{
    public bool IsWritten => Outcome == WriteOutcome.Written;

    /// <summary>The new version of the first operation's document.</summary>
    /// <exception cref="InvalidOperationException">Nothing was written.</exception>
    public string ETag => IsWritten ? ETags[0] : throw new InvalidOperationException($"Nothing was written: {Outcome}.");

    public static WriteResult Written(ImmutableArray<string> etags) => new(WriteOutcome.Written, etags, -1);

    public static WriteResult Failed(WriteOutcome outcome, int operation) => new(outcome, [], operation);
}
