using Microsoft.DurableTask;

namespace Platform.Embedded.Durable.Replay;

/// <summary>Waits of a <see cref="RetryPolicy"/>: first interval × coefficient^(failed attempts − 1), at most the longest interval.</summary>
internal static class RetryDelay
{
    public static TimeSpan After(RetryPolicy policy, int failedAttempts)
    {
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, failedAttempts - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(3650) : policy.MaxRetryInterval;
        return ticks >= longest.Ticks ? longest : TimeSpan.FromTicks((long)ticks);
    }
}
