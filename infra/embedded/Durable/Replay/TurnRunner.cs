using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>Runs turns of one orchestrator to their end on the calling thread.</summary>
internal sealed class TurnRunner(ExecutionFacts facts, Func<TaskOrchestrationContext, Task<object?>> orchestrator, string? input)
{
    /// <summary>How often code that deviated is called again to see where: more than once, because a decision by chance does not deviate each time.</summary>
    private const int Searches = 5;

    /// <summary>Runs a turn.</summary>
    /// <param name="past">The history so far; empty on the first turn.</param>
    /// <param name="messages">What has arrived since, in order; on the first turn it begins with <see cref="ExecutionStarted"/>.</param>
    /// <param name="utcNow">Time of the turn.</param>
    public TurnResult Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        try
        {
            return InTurn(facts, isTraced: false, turn => turn.Run(past, messages, utcNow));
        }
        catch (NonDeterministicOrchestrationException e)
        {
            return Failed(Located(e, past, messages, utcNow), past, messages, utcNow);
        }
    }

    /// <summary>
    /// Only catches up with a history: what the code asked for, by number, or null when the history is not one of this code or the code would have ended.
    /// </summary>
    public IReadOnlyDictionary<int, Request>? Replay(IReadOnlyList<HistoryEvent> past)
    {
        try
        {
            return InTurn(facts, isTraced: false, turn => turn.Replay(past));
        }
        catch (NonDeterministicOrchestrationException)
        {
            return null;
        }
    }

    /// <summary>The failure of code that was seen outside its turn, after this history.</summary>
    public NonDeterministicOrchestrationException Strayed(IReadOnlyList<HistoryEvent> past) => InTurn(Silent, isTraced: true, turn => turn.Strayed(past));

    private ExecutionFacts Silent => facts with { Strayed = static () => { } };

    /// <summary>
    /// Calls the code once more, this time noting where each request is made: taking notes costs too much to do it always.
    /// </summary>
    private NonDeterministicOrchestrationException Located(
        NonDeterministicOrchestrationException found, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        for (var search = 0; search < Searches; search++)
        {
            try
            {
                InTurn(Silent, isTraced: true, turn => turn.Run(past, messages, utcNow));
            }
            catch (NonDeterministicOrchestrationException again) when (again.EventIndex == found.EventIndex && again.Actual == found.Actual)
            {
                return again;
            }
            catch (NonDeterministicOrchestrationException)
            {
                // Another deviation than the one that is reported: the code decides by chance.
            }
        }

        return found;
    }

    private T InTurn<T>(ExecutionFacts silentOrNot, bool isTraced, Func<OrchestratorTurn, T> run)
    {
        var outer = SynchronizationContext.Current;
        var thread = new OrchestratorSynchronizationContext(silentOrNot.Strayed);
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            return run(new OrchestratorTurn(silentOrNot, orchestrator, new ReplayContext(silentOrNot, input, thread) { IsTraced = isTraced }, thread));
        }
        finally
        {
            thread.Close();
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>The messages stay on record, so that the instance can be rewound to before this turn after the code is mended.</summary>
    private static TurnResult Failed(
        NonDeterministicOrchestrationException e, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> messages, DateTime utcNow)
    {
        var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(e));
        return new TurnResult
        {
            NewEvents = [new TurnStarted(utcNow), .. messages, ended],
            Requests = [],
            DeadTimers = [.. past.OfType<TimerScheduled>()],
            Consumed = messages.Count,
            Ended = ended,
        };
    }
}
