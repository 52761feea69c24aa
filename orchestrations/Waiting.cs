using Microsoft.DurableTask;

namespace Platform.Orchestrations;

/// <summary>
/// How workflows wait. An event carries no facts, it says "look again"; see docs/decisions/0001. Early, doubled and stale wake-up calls cost one look.
/// </summary>
internal static class Waiting
{
    /// <summary>Name of the wake-up event.</summary>
    public const string Wake = "wake";

    /// <summary>
    /// Transient faults of storage are tried again for about a quarter of an hour. What still fails stops the instance, and the sweeper reports it.
    /// </summary>
    public static TaskOptions Retrying { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(5)));

    /// <summary>For steps that read what somebody sent: a file that cannot be handled must not hold up those behind it for long.</summary>
    public static TaskOptions RetryingBriefly { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 5));

    /// <summary>Waits until somebody wakes the instance, or until <paramref name="at"/>.</summary>
    public static async Task WokenOrAtAsync(this TaskOrchestrationContext context, DateTimeOffset? at)
    {
        using var done = new CancellationTokenSource();
        Task woken = context.WaitForExternalEvent<string>(Wake, done.Token);
        await (at is null ? woken : Task.WhenAny(woken, context.CreateTimer(at.Value.UtcDateTime, done.Token)));
        done.Cancel();
    }

    /// <summary>Runs <paramref name="step"/> for every item, at most <paramref name="atOnce"/> at a time, in the order of the items.</summary>
    public static async Task ForEachAsync<T>(this TaskOrchestrationContext context, IReadOnlyList<T> items, int atOnce, Func<T, Task> step)
    {
        ArgumentNullException.ThrowIfNull(context);
        var running = new List<Task>();
        foreach (var item in items)
        {
            if (running.Count == atOnce)
                running.Remove(await Task.WhenAny(running));
            running.Add(step(item));
        }

        await Task.WhenAll(running);
    }
}
