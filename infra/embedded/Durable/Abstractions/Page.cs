namespace Microsoft.DurableTask;

/// <summary>One page of an <see cref="AsyncPageable{T}"/>.</summary>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>Makes a page.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The values of the page.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page starts; null on the last page.</summary>
    public string? ContinuationToken { get; }
}
