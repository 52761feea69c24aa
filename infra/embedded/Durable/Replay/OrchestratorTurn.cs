using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>
/// One turn: calls the orchestrator anew, feeds it the whole history and then the new messages, and collects what it asks for beyond the history.
/// Runs to the end on the calling thread and touches nothing outside.
/// </summary>
internal sealed class OrchestratorTurn(
    ExecutionFacts facts, Func<TaskOrchestrationContext, Task<object?>> orchestrator, ReplayContext context, OrchestratorSynchronizationContext thread)
{
    private readonly List<HistoryEvent> newEvents = [];
    private readonly Dictionary<int, Request> matched = [];
    private Task<object?>? running;
    private int index;

    /// <summary>Runs the turn: the whole history and then the messages.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code is not that of the history, or awaits what is not durable.</exception>
    public TurnResult Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        CatchUp(past);
        var consumed = TakeIn(messages, Latest(past, utcNow));
        CheckAwaits();
        return Conclude(consumed);
    }

    /// <summary>Catches up with a history that the code has not ended in: what it asked for, by number.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The history is not one of this code.</exception>
    public IReadOnlyDictionary<int, Request> Replay(IReadOnlyList<HistoryEvent> past)
    {
        CatchUp(past);
        CheckAllRecorded();
        return matched;
    }

    /// <summary>Catches up with a history after which the code was seen outside its turn.</summary>
    public NonDeterministicOrchestrationException Strayed(IReadOnlyList<HistoryEvent> past)
    {
        try
        {
            CatchUp(past);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            return e;
        }

        return NotDurable();
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
            throw Deviation(Request.Describe(recorded), first is null ? "the code scheduled nothing" : "the code scheduled " + Request.Describe(first.Event), first);
        }

        if (!Request.Matches(recorded, made.Event))
        {
            throw Deviation(Request.Describe(recorded), "the code scheduled " + Request.Describe(made.Event), made);
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
            throw Deviation("no further request in this turn", "the code scheduled " + Request.Describe(extra.Event), extra);
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
            throw NotDurable();
        }
    }

    private NonDeterministicOrchestrationException NotDurable() => Deviation(
        "the orchestrator to await a durable task",
        "the code awaits something else (Task.Delay, Task.Run, I/O, CancellationTokenSource.CancelAsync, ConfigureAwait(false) …)");

    /// <param name="expected">What the history has.</param>
    /// <param name="actual">What the code did.</param>
    /// <param name="made">The request that deviates; null when the code made none.</param>
    private NonDeterministicOrchestrationException Deviation(string expected, string actual, Request? made = null)
    {
        var at = made is not null ? context.MadeAt(made.Event.Id) : context.LastMadeAt is { } last ? "after " + last : null;
        return new(facts.InstanceId, facts.Name, index, expected, actual, at ?? "in " + facts.Source);
    }

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
