using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>What one turn of an orchestrator came to.</summary>
internal sealed class TurnResult
{
    /// <summary>What the history grows by.</summary>
    public required IReadOnlyList<HistoryEvent> NewEvents { get; init; }

    /// <summary>What has to be done, in the order of the code.</summary>
    public required IReadOnlyList<Request> Requests { get; init; }

    /// <summary>Timers to delete: cancelled ones, and all open ones when the execution has ended.</summary>
    public required IReadOnlyList<TimerScheduled> DeadTimers { get; init; }

    /// <summary>How many of the messages were looked at; the others stay where they are.</summary>
    public required int Consumed { get; init; }

    /// <summary>Serialised custom status, when <see cref="CustomStatusSet"/>.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>Whether the code has set a custom status in this execution.</summary>
    public bool CustomStatusSet { get; init; }

    /// <summary>How the execution ended; null while it goes on or starts over.</summary>
    public ExecutionEnded? Ended { get; init; }

    /// <summary>How it starts over; null when it does not.</summary>
    public NextExecution? Next { get; init; }
}

/// <summary>The execution that ContinueAsNew asks for.</summary>
/// <param name="Input">Serialised input.</param>
/// <param name="Version">Version; null for the present one.</param>
/// <param name="CarriedEvents">External events that it inherits, in the order of arrival.</param>
internal sealed record NextExecution(string? Input, string? Version, IReadOnlyList<EventReceived> CarriedEvents);
