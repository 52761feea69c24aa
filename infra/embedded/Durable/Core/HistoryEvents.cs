namespace DurableTask.Core.History;

/// <summary>One event of an orchestration's history, as <c>DurableTaskClient.GetOrchestrationHistoryAsync</c> returns it.</summary>
public abstract class HistoryEvent
{
    private protected HistoryEvent(int eventId, DateTime timestamp)
    {
        EventId = eventId;
        Timestamp = timestamp;
    }

    /// <summary>Number of the request for events that ask for something; -1 for the others.</summary>
    public int EventId { get; }

    /// <summary>UTC time of the turn that recorded the event.</summary>
    public DateTime Timestamp { get; }

    public abstract EventType EventType { get; }
}

/// <summary>A turn begins.</summary>
public class OrchestratorStartedEvent : HistoryEvent
{
    internal OrchestratorStartedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.OrchestratorStarted;
}

/// <summary>A turn ends.</summary>
public class OrchestratorCompletedEvent : HistoryEvent
{
    internal OrchestratorCompletedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.OrchestratorCompleted;
}

/// <summary>The execution begins.</summary>
public class ExecutionStartedEvent : HistoryEvent
{
    internal ExecutionStartedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.ExecutionStarted;

    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Input { get; init; }

    public IDictionary<string, string>? Tags { get; init; }
}

/// <summary>The execution ended.</summary>
public class ExecutionCompletedEvent : HistoryEvent
{
    internal ExecutionCompletedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.ExecutionCompleted;

    public required OrchestrationStatus OrchestrationStatus { get; init; }

    /// <summary>The output; the failure's text when it failed.</summary>
    public string? Result { get; init; }
}

/// <summary>A request to end the execution came.</summary>
public class ExecutionTerminatedEvent : HistoryEvent
{
    internal ExecutionTerminatedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.ExecutionTerminated;

    public string? Input { get; init; }
}

/// <summary>The execution was held.</summary>
public class ExecutionSuspendedEvent : HistoryEvent
{
    internal ExecutionSuspendedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.ExecutionSuspended;

    public string? Reason { get; init; }
}

/// <summary>The execution went on.</summary>
public class ExecutionResumedEvent : HistoryEvent
{
    internal ExecutionResumedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.ExecutionResumed;

    public string? Reason { get; init; }
}

/// <summary>The execution was taken back to before its failure.</summary>
public class ExecutionRewoundEvent : HistoryEvent
{
    internal ExecutionRewoundEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.ExecutionRewound;

    public string? Reason { get; init; }
}
