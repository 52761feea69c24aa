namespace Microsoft.Azure.Functions.Worker;

/// <summary>Repeats a failed run after pauses that double from the minimum up to the maximum.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">Repeats after the first attempt; −1 repeats for ever.</param>
    /// <param name="minimumInterval">First pause as <c>hh:mm:ss</c>.</param>
    /// <param name="maximumInterval">Longest pause as <c>hh:mm:ss</c>.</param>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>First pause as <c>hh:mm:ss</c>.</summary>
    public string MinimumInterval { get; }

    /// <summary>Longest pause as <c>hh:mm:ss</c>.</summary>
    public string MaximumInterval { get; }
}
