using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>A call of an activity that is not started any more, because the process ended too often while it ran.</summary>
/// <param name="InstanceId">The orchestration that called.</param>
/// <param name="TaskId">Number of the call within it.</param>
/// <param name="Activity">Name of the activity.</param>
/// <param name="Starts">How often the process ended while it ran.</param>
/// <param name="At">When it was quarantined, UTC.</param>
/// <param name="Reason">What the orchestration was told.</param>
public sealed record QuarantinedActivity(string InstanceId, int TaskId, string Activity, int Starts, DateTimeOffset At, string Reason);

/// <summary>
/// The calls of activities that are not started any more. Each has failed in its orchestration with <see cref="Failures.PoisonActivity"/> and stays listed until
/// it is re-driven or its instance is purged or replaced. Safe for use from several threads.
/// </summary>
public sealed class ActivityQuarantine
{
    /// <summary>Most calls that are listed.</summary>
    public const int MostListed = 1000;

    private readonly DurableStore store;
    private readonly Rewinder rewinder;
    private readonly RewindWriter writer;

    internal ActivityQuarantine(DurableStore store, Rewinder rewinder, RewindWriter writer)
    {
        this.store = store;
        this.rewinder = rewinder;
        this.writer = writer;
    }

    /// <summary>The calls, the longest quarantined first, at most <see cref="MostListed"/>.</summary>
    public Task<IReadOnlyList<QuarantinedActivity>> ListAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(store.Read<IReadOnlyList<QuarantinedActivity>>(reader =>
            [.. reader.Quarantine(MostListed).Select(row => new QuarantinedActivity(row.InstanceId, row.Task, row.Name, row.Starts, row.At, row.Reason))]));
    }

    /// <summary>
    /// Lets a quarantined call run again, with as many starts as a new one, and with it the orchestrations that failed because of it: these are rewound, from the
    /// outermost on. Durable when it returns.
    /// </summary>
    /// <param name="instanceId">The orchestration that called.</param>
    /// <param name="taskId">Number of the call.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="cancellation">Stops before anything is changed.</param>
    /// <exception cref="KeyNotFoundException">There is no such call in quarantine.</exception>
    /// <exception cref="InvalidOperationException">
    /// The orchestration has not failed, or has failed for another reason: its code took the failure in and went on. Restart it to run it as a whole.
    /// </exception>
    public async Task RedriveAsync(string instanceId, int taskId, string reason, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        // Replays orchestrator code: kept off the caller's synchronisation context.
        var plan = await Task.Run(() => Plan(instanceId, taskId, reason), cancellation);
        await writer.WriteAsync(plan);
    }

    private RewindPlan Plan(string instanceId, int taskId, string reason)
    {
        var (call, outermost) = store.Read(reader =>
        {
            var row = reader.Find(instanceId);
            var found = row is null ? null : reader.Quarantine(MostListed).Find(item => item.Instance == row.Seq && item.Task == taskId);
            return (found, row is null ? null : Outermost(reader, row));
        });
        if (call is null)
        {
            throw new KeyNotFoundException($"Call #{taskId} of '{instanceId}' is not in quarantine.");
        }

        var plan = rewinder.Plan(outermost!.Id, reason);
        return plan.Runs(call.Instance, call.Execution, call.Task)
            ? plan
            : throw new InvalidOperationException(
                $"The orchestration of call #{taskId} of '{instanceId}' has gone on without it; the call alone cannot be run again. Restart the instance instead.");
    }

    /// <summary>The outermost orchestration that has failed with all between it and <paramref name="row"/>.</summary>
    private static InstanceRow Outermost(StoreReader reader, InstanceRow row)
    {
        while (row.Parent is { } link && reader.Find(link.Seq) is { Status: Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Failed } parent)
        {
            row = parent;
        }

        return row;
    }
}
