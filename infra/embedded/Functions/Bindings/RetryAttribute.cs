namespace Microsoft.Azure.Functions.Worker;

/// <summary>How often a failed run of a timer function is repeated by the host before it counts as failed.</summary>
public abstract class RetryAttribute : Attribute
{
    /// <summary>Public although the type is abstract, as in the genuine packages.</summary>
    public RetryAttribute()
    {
    }

    /// <summary>Repeats after the first attempt; −1 repeats for ever.</summary>
    public int MaxRetryCount { get; set; }
}
