using DurableTask.Core.History;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;

namespace Platform.Embedded.Durable;

/// <summary>Tells a stored history in the events of the client's API: each turn between its start and its end.</summary>
internal sealed class HistoryRecords
{
    private readonly InstanceRow row;
    private readonly List<HistoryEvent> told = [];
    private readonly Dictionary<int, DateTime> timers = [];
    private DateTime? turn;

    private HistoryRecords(InstanceRow row) => this.row = row;

    private DateTime Time => turn ?? row.Created;

    public static IList<HistoryEvent> Of(InstanceRow row, IReadOnlyList<History.HistoryEvent> history)
    {
        var records = new HistoryRecords(row);
        foreach (var e in history)
        {
            records.Add(e);
        }

        records.EndTurn();
        return records.told;
    }

    private void Add(History.HistoryEvent e)
    {
        switch (e)
        {
            case TurnStarted x:
                EndTurn();
                turn = x.UtcNow;
                told.Add(new OrchestratorStartedEvent(x.UtcNow));
                break;
            case RequestEvent x:
                told.Add(Request(x));
                break;
            case AnswerEvent x:
                told.Add(Answer(x));
                break;
            default:
                told.Add(Other(e));
                break;
        }
    }

    private void EndTurn()
    {
        if (turn is { } time)
        {
            told.Add(new OrchestratorCompletedEvent(time));
        }

        turn = null;
    }

    private HistoryEvent Request(RequestEvent e)
    {
        switch (e)
        {
            case ActivityScheduled x:
                return new TaskScheduledEvent(x.Id, Time) { Name = x.Name };
            case SubOrchestrationScheduled x:
                return new SubOrchestrationInstanceCreatedEvent(x.Id, Time) { Name = x.Name, InstanceId = x.InstanceId };
            case EventSent x:
                return new EventSentEvent(x.Id, Time) { InstanceId = x.InstanceId, Name = x.Name };
            case TimerScheduled x:
                timers[x.Id] = x.FireAt;
                return new TimerCreatedEvent(x.Id, Time) { FireAt = x.FireAt };
            default:
                throw Unknown(e);
        }
    }

    private HistoryEvent Answer(AnswerEvent e) => e switch
    {
        ActivityCompleted x => new TaskCompletedEvent(Time) { TaskScheduledId = x.Id, Result = x.Result },
        ActivityFailed x => new TaskFailedEvent(Time) { TaskScheduledId = x.Id, Reason = x.Failure.ErrorMessage, Details = x.Failure.ToString() },
        SubOrchestrationCompleted x => new SubOrchestrationInstanceCompletedEvent(Time) { TaskScheduledId = x.Id, Result = x.Result },
        SubOrchestrationFailed x => new SubOrchestrationInstanceFailedEvent(Time)
        {
            TaskScheduledId = x.Id, Reason = x.Failure.ErrorMessage, Details = x.Failure.ToString(),
        },
        TimerFired x => new TimerFiredEvent(Time) { TimerId = x.Id, FireAt = timers.GetValueOrDefault(x.Id, Time) },
        _ => throw Unknown(e),
    };

    private HistoryEvent Other(History.HistoryEvent e) => e switch
    {
        ExecutionStarted x => new DurableTask.Core.History.ExecutionStartedEvent(Time)
        {
            Name = x.Name, Version = x.Version, Input = row.Input, Tags = row.Tags is { } tags ? new Dictionary<string, string>(tags) : null,
        },
        EventReceived x => new EventRaisedEvent(Time) { Name = x.Name, Input = x.Payload },
        Suspended x => new ExecutionSuspendedEvent(Time) { Reason = x.Reason },
        Resumed x => new ExecutionResumedEvent(Time) { Reason = x.Reason },
        Terminated x => new ExecutionTerminatedEvent(Time) { Input = x.Output },
        Rewound x => new ExecutionRewoundEvent(Time) { Reason = x.Reason },
        ExecutionEnded x => new ExecutionCompletedEvent(Time)
        {
            OrchestrationStatus = (DurableTask.Core.OrchestrationStatus)x.Status, Result = x.Failure?.ToString() ?? x.Output,
        },
        _ => throw Unknown(e),
    };

    private static InvalidOperationException Unknown(History.HistoryEvent e) => new($"{e.GetType().Name} has no form in the client's API.");
}
