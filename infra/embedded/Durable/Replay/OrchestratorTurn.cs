using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>
/// One turn: calls the orchestrator anew, feeds it the whole history and then the new messages, and collects what it asks for beyond the history.
/// Runs to the end on the calling thread and touches nothing outside.
/// </summary>
internal sealed class OrchestratorTurn
{
    private readonly ExecutionFacts facts;
    private readonly Func<TaskOrchestrationContext, Task<object?>> orchestrator;
    private readonly OrchestratorSynchronizationContext thread;
    private readonly ReplayContext context;
    private readonly List<HistoryEvent> newEvents = [];
    private readonly Dictionary<int, Request> matched = [];
    private Task<object?>? running;
    private int index;

    private OrchestratorTurn(ExecutionFacts facts, Func<TaskOrchestrationContext, Task<object?>> orchestrator, string? input)
    {
        this.facts = facts;
        this.orchestrator = orchestrator;
        thread = new OrchestratorSynchronizationContext(facts.Strayed);
        context = new ReplayContext(facts, input, thread);
    }

    /// <summary>Runs a turn.</summary>
    /// <param name="facts">The execution.</param>
    /// <param name="orchestrator">Its code.</param>
    /// <param name="input">Its serialised input.</param>
    /// <param name="past">The history so far; empty on the first turn.</param>
    /// <param name="messages">What has arrived since, in order; on the first turn it begins with <see cref="ExecutionStarted"/>.</param>
    /// <param name="utcNow">Time of the turn.</param>
    public static TurnResult Run(
        ExecutionFacts facts,
        Func<TaskOrchestrationContext, Task<object?>> orchestrator,
        string? input,
        IReadOnlyList<HistoryEvent> past,
        IReadOnlyList<HistoryEvent> messages,
        DateTime utcNow)
    {
        var outer = SynchronizationContext.Current;
        var turn = new OrchestratorTurn(facts, orchestrator, input);
        SynchronizationContext.SetSynchronizationContext(turn.thread);
        try
        {
            return turn.Run(past, messages, utcNow);
        }
        finally
        {
            turn.thread.Close();
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>
    /// Only catches up with a history: what the code asked for, by number, or null when the history is not one of this code or the code would have ended.
    /// </summary>
    public static IReadOnlyDictionary<int, Request>? Replay(
        ExecutionFacts facts, Func<TaskOrchestrationContext, Task<object?>> orchestrator, string? input, IReadOnlyList<HistoryEvent> past)
    {
        var outer = SynchronizationContext.Current;
        var turn = new OrchestratorTurn(facts, orchestrator, input);
        SynchronizationContext.SetSynchronizationContext(turn.thread);
        try
        {
            turn.CatchUp(past);
            turn.CheckAllRecorded();
            return turn.matched;
        }
        catch (NonDeterministicOrchestrationException)
        {
            return null;
        }
        finally
        {
            turn.thread.Close();
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private TurnResult Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        try
        {
            CatchUp(past);
            var consumed = TakeIn(messages, Latest(past, utcNow));
            CheckAwaits();
            return Conclude(consumed);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            return Fail(e, messages, utcNow);
        }
    }

    private void CatchUp(IReadOnlyList<HistoryEvent> past)
    {
        context.Enter(isReplaying: true);
        for (index = 0; index < past.Count; index++)
        {
            Apply(past[index]);
        }
    }

    private int TakeIn(IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        Record(new TurnStarted(utcNow));
        context.Enter(isReplaying: false);
        var taken = 0;
        while (taken < messages.Count && running is not { IsCompleted: true })
        {
            var message = messages[taken++];
            if (message is not AnswerEvent answer || context.IsOpen(answer))
            {
                Record(message);
            }
        }

        return taken;
    }

    private void Record(HistoryEvent e)
    {
        Apply(e);
        newEvents.Add(e);
        index++;
    }

    private void Apply(HistoryEvent e)
    {
        switch (e)
        {
            case TurnStarted x:
                CheckAllRecorded();
                context.SetTime(x.UtcNow);
                break;
            case ExecutionStarted:
                Begin();
                break;
            case RequestEvent x:
                Match(x);
                break;
            case AnswerEvent x:
                CheckAsked(x);
                context.Answer(x);
                break;
            case EventReceived x:
                context.Receive(x);
                break;
        }

        thread.Drain();
    }

    private void Begin()
    {
        try
        {
            running = orchestrator(context);
        }
#pragma warning disable CA1031 // Code that throws before its first await has failed like code that throws after it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            running = Task.FromException<object?>(e);
        }
    }

    private void Match(RequestEvent recorded)
    {
        if (!context.Unrecorded.TryGetValue(recorded.Id, out var made))
        {
            var first = context.Unrecorded.Values.FirstOrDefault();
            throw Deviation(Request.Describe(recorded), first is null ? "the code scheduled nothing" : "the code scheduled " + Request.Describe(first.Event));
        }

        if (!Request.Matches(recorded, made.Event))
        {
            throw Deviation(Request.Describe(recorded), "the code scheduled " + Request.Describe(made.Event));
        }

        context.Unrecorded.Remove(recorded.Id);
        matched[recorded.Id] = made;
    }

    private void CheckAsked(AnswerEvent answer)
    {
        if (!context.IsOpen(answer))
        {
            throw Deviation($"a task #{answer.Id} that is answered by {answer.GetType().Name}", "the code does not wait for it");
        }
    }

    /// <summary>Every turn records all that the code asked for in it; what is left over when the next one begins is new code.</summary>
    private void CheckAllRecorded()
    {
        if (context.Unrecorded.Values.FirstOrDefault() is { } extra)
        {
            throw Deviation("no further request in this turn", "the code scheduled " + Request.Describe(extra.Event));
        }

        if (running is { IsCompleted: true })
        {
            throw Deviation("the orchestrator to wait here", "the code has already ended");
        }
    }

    private void CheckAwaits()
    {
        if (running is not { IsCompleted: true } && (thread.HasStrayed || (running is not null && !context.WaitsForSomething)))
        {
            throw NonDeterministicOrchestrationException.NotDurable(facts.InstanceId, facts.Name, index);
        }
    }

    private NonDeterministicOrchestrationException Deviation(string expected, string actual) =>
        new(facts.InstanceId, facts.Name, index, expected, actual);

    private TurnResult Conclude(int consumed)
    {
        var requests = context.Unrecorded.Values.ToList();
        newEvents.AddRange(requests.Select(request => request.Event));
        var ended = EndOf(out var next);
        if (ended is not null)
        {
            newEvents.Add(ended);
        }

        var over = ended is not null || next is not null;
        return new TurnResult
        {
            NewEvents = newEvents,
            Requests = over ? [.. requests.Where(request => request.Event is not TimerScheduled)] : WithoutCancelled(requests),
            DeadTimers = [.. context.CancelledTimers, .. over ? context.OpenTimers : []],
            Consumed = consumed,
            CustomStatus = context.CustomStatus,
            CustomStatusSet = context.CustomStatusSet,
            Ended = ended,
            Next = next,
        };
    }

    private List<Request> WithoutCancelled(List<Request> requests)
    {
        var cancelled = context.CancelledTimers.Select(timer => timer.Id).ToHashSet();
        return cancelled.Count == 0 ? requests : [.. requests.Where(request => !cancelled.Contains(request.Event.Id))];
    }

    private ExecutionEnded? EndOf(out NextExecution? next)
    {
        next = null;
        if (running is not { IsCompleted: true } done)
        {
            return null;
        }

        if (!done.IsCompletedSuccessfully)
        {
            var exception = done.IsCanceled ? new TaskCanceledException(done) : done.Exception!.InnerException!;
            return new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(exception));
        }

        next = context.Next;
        return next is null ? Result(done.Result) : null;
    }

    private ExecutionEnded Result(object? value)
    {
        try
        {
            return new ExecutionEnded(OrchestrationRuntimeStatus.Completed, facts.Converter.Serialize(value), null);
        }
#pragma warning disable CA1031 // A result that cannot be written fails the orchestration, whatever the converter throws.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(e));
        }
    }

    /// <summary>The messages stay on record, so that the instance can be rewound to before this turn after the code is mended.</summary>
    private TurnResult Fail(NonDeterministicOrchestrationException e, IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(e));
        return new TurnResult
        {
            NewEvents = [new TurnStarted(utcNow), .. messages, ended],
            Requests = [],
            DeadTimers = [.. context.OpenTimers],
            Consumed = messages.Count,
            Ended = ended,
        };
    }

    /// <summary>The time an orchestrator sees never goes back, whatever the clock does.</summary>
    private static DateTime Latest(IReadOnlyList<HistoryEvent> past, DateTime utcNow)
    {
        for (var i = past.Count - 1; i >= 0; i--)
        {
            if (past[i] is TurnStarted turn)
            {
                return turn.UtcNow > utcNow ? turn.UtcNow : utcNow;
            }
        }

        return utcNow;
    }
}
