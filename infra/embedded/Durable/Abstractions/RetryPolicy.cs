namespace Microsoft.DurableTask;

/// <summary>Declares when and how often a failed activity or sub-orchestration is tried again.</summary>
public class RetryPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">Wait between the first and the second attempt; positive.</param>
    /// <param name="backoffCoefficient">Factor by which each wait is longer than the one before; at least 1.</param>
    /// <param name="maxRetryInterval">Longest wait; one hour when null; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first; no limit when null.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        if (!(backoffCoefficient >= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "The back-off coefficient is at least 1.");
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = AtLeastFirst(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval)) ?? TimeSpan.FromHours(1);
        RetryTimeout = AtLeastFirst(retryTimeout, firstRetryInterval, nameof(retryTimeout)) ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure, given as a <see cref="TaskFailedException"/>, is worth another attempt.</summary>
    public Func<Exception, bool> Handle { get; private init; } = static _ => true;

    /// <summary>Asynchronous form of <see cref="Handle"/>; both have to agree to another attempt.</summary>
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>Decides on the details of the failure whether it is worth another attempt.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Handle = failure => value(failure is TaskFailedException task ? task.FailureDetails : TaskFailureDetails.FromException(failure));
        }
    }

    private static TimeSpan? AtLeastFirst(TimeSpan? value, TimeSpan first, string name) =>
        value < first && value != Timeout.InfiniteTimeSpan
            ? throw new ArgumentOutOfRangeException(name, value, $"Not shorter than the first retry interval ({first}).")
            : value;
}
