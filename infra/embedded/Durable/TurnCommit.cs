using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Writes one turn: history, used messages, new work and the instance's state become durable together or not at all.</summary>
internal sealed class TurnCommit(InstanceState state, InstanceRow after, TurnPlan plan, TurnResult? result, Action<TurnCommit> committed, Action<TurnCommit, Exception> failed)
    : WriteOperation
{
    private readonly IReadOnlyList<HistoryEvent> newEvents = result?.NewEvents ?? plan.Messages;
    private readonly byte[]? encoded = Encode(result?.NewEvents ?? plan.Messages);

    public override string Name => OperationNames.Turn;

    /// <summary>The instance after this turn.</summary>
    public InstanceRow After => after;

    /// <summary>Whether this turn changed the status.</summary>
    public bool StatusChanged { get; } = after.Status != state.Row.Status;

    /// <summary>Activities that are waiting to run since this turn.</summary>
    public List<ActivityRow> NewActivities { get; } = [];

    /// <summary>Instances that have messages since this turn.</summary>
    public HashSet<long> Signals { get; } = [];

    /// <summary>The earliest timer of this turn; null for none.</summary>
    public DateTime? EarliestTimer { get; private set; }

    /// <summary>What the cached state becomes once this is on disk.</summary>
    public void Advance()
    {
        state.Row = after;
        if (result?.Next is not null)
        {
            state.History = [];
            state.Turns = 0;
        }
        else if (encoded is not null)
        {
            state.History.AddRange(newEvents);
            state.Turns++;
        }
    }

    public override void Execute(StoreSession session)
    {
        NewActivities.Clear();
        Signals.Clear();
        EarliestTimer = null;
        if (state.Row.HasEnded && session.Reader.Find(state.Row.Seq) is { HasEnded: false })
        {
            throw new InvalidOperationException($"The instance '{state.Row.Id}' has been rewound meanwhile.");
        }

        plan.UsedMessages.ForEach(seq => session.DeleteMessage(state.Row.Seq, seq));
        plan.UsedActivities.ForEach(session.DeleteActivity);
        KeepCompletions(session);
        if (encoded is not null && result?.Next is null)
        {
            session.AppendHistory(state.Row.Seq, state.Row.Execution, state.Turns, encoded);
        }

        if (result is not null)
        {
            DoRequests(session, result);
            StartOver(session, result.Next);
        }

        if (after.HasEnded && !state.Row.HasEnded)
        {
            TellParent(session);
            TerminateChildren(session);
        }

        if (after != state.Row)
        {
            session.Update(after);
        }
    }

    public override void Committed() => committed(this);

    public override void Failed(Exception reason) => failed(this, reason);

    private static byte[]? Encode(IReadOnlyList<HistoryEvent> events) => events.Count == 0 ? null : HistoryCodec.Encode(events);

    private void KeepCompletions(StoreSession session)
    {
        foreach (var completion in plan.KeptCompletions)
        {
            session.Post(state.Row.Seq, session.NextSeq(), completion.Execution, completion.Answer);
            session.DeleteActivity(completion.Activity);
        }
    }

    private void DoRequests(StoreSession session, TurnResult turn)
    {
        foreach (var timer in turn.DeadTimers)
        {
            session.Delete(new TimerRow(timer.FireAt, state.Row.Seq, state.Row.Execution, timer.Id));
        }

        foreach (var request in turn.Requests)
        {
            switch (request.Event)
            {
                case ActivityScheduled x:
                    var row = new ActivityRow(session.NextSeq(), state.Row.Seq, state.Row.Execution, x.Id, state.Row.Id, x.Name, request.Payload, 0);
                    session.Insert(row);
                    NewActivities.Add(row);
                    break;
                case TimerScheduled x:
                    session.Insert(new TimerRow(x.FireAt, state.Row.Seq, state.Row.Execution, x.Id));
                    EarliestTimer = EarliestTimer < x.FireAt ? EarliestTimer : x.FireAt;
                    break;
                case SubOrchestrationScheduled x:
                    StartChild(session, x, request);
                    break;
                case EventSent x:
                    Send(session, x, request.Payload);
                    break;
            }
        }
    }

    private void StartChild(StoreSession session, SubOrchestrationScheduled child, Request request)
    {
        var row = new InstanceRow
        {
            Seq = session.NextSeq(),
            Id = child.InstanceId,
            Name = child.Name,
            Version = request.Version ?? string.Empty,
            Execution = 0,
            Status = OrchestrationRuntimeStatus.Pending,
            Created = after.Updated,
            Updated = after.Updated,
            Input = request.Payload,
            Tags = request.Tags,
            Parent = new ParentLink(state.Row.Seq, state.Row.Id, state.Row.Name, state.Row.Execution, child.Id),
        };
        if (InstanceWrites.TryStart(session, row, startAt: null, static existing => existing.HasEnded, out _))
        {
            Signals.Add(row.Seq);
            return;
        }

        session.Post(state.Row.Seq, session.NextSeq(), state.Row.Execution, new SubOrchestrationFailed(child.Id, Failures.Exists(child.InstanceId), false));
        Signals.Add(state.Row.Seq);
    }

    private void Send(StoreSession session, EventSent sent, string? payload)
    {
        if (session.Reader.Find(sent.InstanceId) is { HasEnded: false } target)
        {
            session.Post(target.Seq, session.NextSeq(), null, new EventReceived(sent.Name, payload, 0));
            Signals.Add(target.Seq);
        }
    }

    private void StartOver(StoreSession session, NextExecution? next)
    {
        if (next is null)
        {
            return;
        }

        session.DeleteHistory(state.Row.Seq, state.Row.Execution);
        session.SetInput(state.Row.Seq, next.Input);
        // Number 0 lies before every message that is waiting already; carried events keep the place in which they came.
        session.Post(state.Row.Seq, 0, after.Execution, StartRequested.Instance);
        foreach (var carried in next.CarriedEvents)
        {
            session.Post(state.Row.Seq, carried.Seq, null, carried);
        }

        Signals.Add(state.Row.Seq);
    }

    private void TellParent(StoreSession session)
    {
        if (after.Parent is not { } parent)
        {
            return;
        }

        AnswerEvent answer = after.Status switch
        {
            OrchestrationRuntimeStatus.Completed => new SubOrchestrationCompleted(parent.Task, after.Output),
            OrchestrationRuntimeStatus.Failed => new SubOrchestrationFailed(parent.Task, after.Failure!, Failures.IsRetriable(after.Failure!)),
            _ => new SubOrchestrationFailed(parent.Task, Failures.WasTerminated(after.Id), true),
        };
        session.Post(parent.Seq, session.NextSeq(), parent.Execution, answer);
        Signals.Add(parent.Seq);
    }

    private void TerminateChildren(StoreSession session)
    {
        if (plan.Terminate is not { Recursive: true } request)
        {
            return;
        }

        foreach (var child in session.Children(state.Row.Seq).Where(child => !child.HasEnded))
        {
            session.Post(child.Seq, session.NextSeq(), null, request);
            Signals.Add(child.Seq);
        }
    }
}
