namespace Microsoft.Azure.Functions.Worker;

/// <summary>Repeats a failed run after always the same pause.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">Repeats after the first attempt; −1 repeats for ever.</param>
    /// <param name="delayInterval">The pause as <c>hh:mm:ss</c>.</param>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The pause as <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}
