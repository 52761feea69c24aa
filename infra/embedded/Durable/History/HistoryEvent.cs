using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable.History;

/// <summary>
/// One fact in the life of an orchestration instance, or a message that becomes one. Stored by <see cref="HistoryCodec"/>: kinds and fields are only ever added.
/// </summary>
internal abstract record HistoryEvent;

/// <summary>A turn of the orchestrator begins; its time is what the code sees as the current time.</summary>
internal sealed record TurnStarted(DateTime UtcNow) : HistoryEvent;

/// <summary>The orchestrator's code is called; its input lies with the instance.</summary>
internal sealed record ExecutionStarted(string Name, string Version) : HistoryEvent;

/// <summary>Message only: the instance is due to begin. Becomes <see cref="ExecutionStarted"/>.</summary>
internal sealed record StartRequested : HistoryEvent
{
    public static StartRequested Instance { get; } = new();
}

/// <summary>Something the code has asked for, under the sequence number of the request.</summary>
internal abstract record RequestEvent(int Id) : HistoryEvent;

internal sealed record ActivityScheduled(int Id, string Name) : RequestEvent(Id);

internal sealed record SubOrchestrationScheduled(int Id, string Name, string InstanceId) : RequestEvent(Id);

internal sealed record TimerScheduled(int Id, DateTime FireAt) : RequestEvent(Id);

internal sealed record EventSent(int Id, string InstanceId, string Name) : RequestEvent(Id);

/// <summary>The answer to a request; at most one per request is taken.</summary>
internal abstract record AnswerEvent(int Id) : HistoryEvent;

internal sealed record ActivityCompleted(int Id, string? Result) : AnswerEvent(Id);

/// <param name="Id">Number of the request.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Retriable">False when another attempt cannot help, e.g. for an activity that does not exist.</param>
internal sealed record ActivityFailed(int Id, TaskFailureDetails Failure, bool Retriable) : AnswerEvent(Id);

internal sealed record SubOrchestrationCompleted(int Id, string? Result) : AnswerEvent(Id);

/// <inheritdoc cref="ActivityFailed"/>
internal sealed record SubOrchestrationFailed(int Id, TaskFailureDetails Failure, bool Retriable) : AnswerEvent(Id);

internal sealed record TimerFired(int Id) : AnswerEvent(Id);

/// <summary>An external event. <paramref name="Seq"/> is its place in the order of arrival, kept when ContinueAsNew passes it on.</summary>
internal sealed record EventReceived(string Name, string? Payload, long Seq) : HistoryEvent;

internal sealed record Suspended(string? Reason) : HistoryEvent;

internal sealed record Resumed(string? Reason) : HistoryEvent;

internal sealed record Terminated(string? Output, bool Recursive) : HistoryEvent;

internal sealed record Rewound(string? Reason) : HistoryEvent;

internal sealed record ExecutionEnded(OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure) : HistoryEvent;
