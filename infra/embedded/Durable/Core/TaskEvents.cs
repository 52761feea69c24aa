namespace DurableTask.Core.History;

/// <summary>An activity was called.</summary>
public class TaskScheduledEvent : HistoryEvent
{
    internal TaskScheduledEvent(int eventId, DateTime timestamp)
        : base(eventId, timestamp)
    {
    }

    public override EventType EventType => EventType.TaskScheduled;

    public required string Name { get; init; }
}

/// <summary>An activity returned.</summary>
public class TaskCompletedEvent : HistoryEvent
{
    internal TaskCompletedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.TaskCompleted;

    public required int TaskScheduledId { get; init; }

    public string? Result { get; init; }
}

/// <summary>An activity failed.</summary>
public class TaskFailedEvent : HistoryEvent
{
    internal TaskFailedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.TaskFailed;

    public required int TaskScheduledId { get; init; }

    public string? Reason { get; init; }

    public string? Details { get; init; }
}

/// <summary>A sub-orchestration was called.</summary>
public class SubOrchestrationInstanceCreatedEvent : HistoryEvent
{
    internal SubOrchestrationInstanceCreatedEvent(int eventId, DateTime timestamp)
        : base(eventId, timestamp)
    {
    }

    public override EventType EventType => EventType.SubOrchestrationInstanceCreated;

    public required string Name { get; init; }

    public required string InstanceId { get; init; }
}

/// <summary>A sub-orchestration completed.</summary>
public class SubOrchestrationInstanceCompletedEvent : HistoryEvent
{
    internal SubOrchestrationInstanceCompletedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.SubOrchestrationInstanceCompleted;

    public required int TaskScheduledId { get; init; }

    public string? Result { get; init; }
}

/// <summary>A sub-orchestration failed or was terminated.</summary>
public class SubOrchestrationInstanceFailedEvent : HistoryEvent
{
    internal SubOrchestrationInstanceFailedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    public required int TaskScheduledId { get; init; }

    public string? Reason { get; init; }

    public string? Details { get; init; }
}

/// <summary>A timer was made.</summary>
public class TimerCreatedEvent : HistoryEvent
{
    internal TimerCreatedEvent(int eventId, DateTime timestamp)
        : base(eventId, timestamp)
    {
    }

    public override EventType EventType => EventType.TimerCreated;

    public required DateTime FireAt { get; init; }
}

/// <summary>A timer fired.</summary>
public class TimerFiredEvent : HistoryEvent
{
    internal TimerFiredEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.TimerFired;

    public required int TimerId { get; init; }

    public required DateTime FireAt { get; init; }
}

/// <summary>An event was sent to another instance.</summary>
public class EventSentEvent : HistoryEvent
{
    internal EventSentEvent(int eventId, DateTime timestamp)
        : base(eventId, timestamp)
    {
    }

    public override EventType EventType => EventType.EventSent;

    public required string InstanceId { get; init; }

    public required string Name { get; init; }
}

/// <summary>An external event came.</summary>
public class EventRaisedEvent : HistoryEvent
{
    internal EventRaisedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.EventRaised;

    public required string Name { get; init; }

    public string? Input { get; init; }
}
