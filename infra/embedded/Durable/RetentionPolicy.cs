using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable;

/// <summary>How long ended instances are kept, counted from their end; null keeps them until they are purged by request.</summary>
public sealed record RetentionPolicy
{
    /// <summary>For instances that completed.</summary>
    public TimeSpan? Completed { get; init; }

    /// <summary>For instances that failed; as long as they are kept they can be rewound.</summary>
    public TimeSpan? Failed { get; init; }

    /// <summary>For instances that were terminated.</summary>
    public TimeSpan? Terminated { get; init; }

    /// <summary>Time between two passes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The states that have a limit, with it.</summary>
    internal IEnumerable<(OrchestrationRuntimeStatus Status, TimeSpan Limit)> Limits =>
        new (OrchestrationRuntimeStatus Status, TimeSpan? Limit)[]
        {
            (OrchestrationRuntimeStatus.Completed, Completed), (OrchestrationRuntimeStatus.Failed, Failed), (OrchestrationRuntimeStatus.Terminated, Terminated),
        }.Where(item => item.Limit.HasValue).Select(item => (item.Status, item.Limit!.Value));

    /// <exception cref="ArgumentOutOfRangeException">A limit is negative, or the interval is not positive.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Interval, TimeSpan.Zero);
        foreach (var (_, limit) in Limits)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        }
    }
}
