namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which attempt of a function with a retry attribute this is.</summary>
public abstract class RetryContext
{
    /// <summary>Repeats so far; 0 in the first attempt.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Repeats allowed; −1 for ever.</summary>
    public abstract int MaxRetryCount { get; }
}
