namespace Microsoft.DurableTask.Client;

/// <summary>Outcome of a purge.</summary>
public class PurgeResult
{
    /// <summary>Of <paramref name="count"/> instances.</summary>
    public PurgeResult(int count)
        : this(count, null)
    {
    }

    /// <summary>Of <paramref name="count"/> instances, saying whether all that match are gone.</summary>
    public PurgeResult(int count, bool? isComplete)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
        IsComplete = isComplete;
    }

    public int PurgedInstanceCount { get; }

    public bool? IsComplete { get; }
}
