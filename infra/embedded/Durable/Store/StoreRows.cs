using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Store;

/// <summary>Where a sub-orchestration answers to.</summary>
internal sealed record ParentLink(long Seq, string Id, string Name, int Execution, int Task);

/// <summary>A row of <c>instance</c>.</summary>
internal sealed record InstanceRow
{
    public required long Seq { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Number of the execution, from 0; ContinueAsNew raises it.</summary>
    public required int Execution { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTime Created { get; init; }

    public required DateTime Updated { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentLink? Parent { get; init; }

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled;
}

/// <summary>A row of <c>inbox</c>. <paramref name="Execution"/> is null for messages to whatever execution is current.</summary>
internal sealed record InboxRow(long Seq, int? Execution, HistoryEvent Message);

/// <summary>A row of <c>activity</c>: a call that has no completion on record. <paramref name="Starts"/> counts those that ended with the process.</summary>
internal sealed record ActivityRow(
    long Seq, long Instance, int Execution, int Task, string InstanceId, string Name, string? Input, int Starts);

/// <summary>A row of <c>quarantine</c>: a call that is not started any more.</summary>
internal sealed record QuarantineRow(
    long Instance, int Execution, int Task, string InstanceId, string Name, int Starts, DateTime At, string Reason);

/// <summary>A row of <c>timer</c>; the task of a postponed start is <see cref="Start"/>.</summary>
internal readonly record struct TimerRow(DateTime FireAt, long Instance, int Execution, int Task)
{
    public const int Start = -1;
}
