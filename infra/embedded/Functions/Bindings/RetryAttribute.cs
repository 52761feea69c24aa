namespace Microsoft.Azure.Functions.Worker;

/// <summary>How often a failed run of a timer function is repeated by the host before it counts as failed.</summary>
public abstract class RetryAttribute : Attribute
{
    /// <summary>Repeats after the first attempt; −1 repeats for ever.</summary>
    public int MaxRetryCount { get; set; }
}
