using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Plans how a failed instance goes on. A failed task is taken back when the rest of the history does not depend on its failure: every such
/// failure is tried, the latest first, by replaying the history without it. When there is none (the code itself was at fault), the messages
/// of the last turn are delivered again, to code that has been mended meanwhile.
/// </summary>
internal sealed class Rewinder(DurableEngineOptions options, FunctionRegistry registry, DurableStore store)
{
    /// <exception cref="InstanceGoneException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not failed, or its orchestrator is not registered.</exception>
    public RewindPlan Plan(string instanceId, string? reason)
    {
        var (row, history) = store.Read(reader =>
        {
            var found = reader.Find(instanceId) ?? throw new InstanceGoneException(instanceId, null);
            return (found, reader.History(found.Seq, found.Execution));
        });
        if (row.Status != OrchestrationRuntimeStatus.Failed)
        {
            throw new InvalidOperationException($"The instance '{instanceId}' is {row.Status}; only a failed one can be rewound.");
        }

        var orchestrator = registry.FindOrchestrator(row.Name)
            ?? throw new InvalidOperationException($"There is no orchestrator named '{row.Name}' in this release; '{instanceId}' is not rewound.");
        var past = history.Where(e => e is not ExecutionEnded).ToList();
        var runner = new TurnRunner(InstanceFacts.Of(row, orchestrator.Source, options, static () => { }), orchestrator.Call, row.Input);
        return TakeBackFailures(row, past, runner.Replay, reason) ?? TakeBackTurn(row, past, reason);
    }

    private RewindPlan? TakeBackFailures(
        InstanceRow row, List<HistoryEvent> past, Func<IReadOnlyList<HistoryEvent>, IReadOnlyDictionary<int, Request>?> replay, string? reason)
    {
        var failures = new List<AnswerEvent>();
        IReadOnlyDictionary<int, Request>? requests = null;
        for (var i = past.Count - 1; i >= 0; i--)
        {
            if (past[i] is not (ActivityFailed or SubOrchestrationFailed))
            {
                continue;
            }

            var without = past.ToList();
            without.RemoveAt(i);
            if (replay(without) is { } asked)
            {
                failures.Add((AnswerEvent)past[i]);
                (past, requests) = (without, asked);
            }
        }

        if (requests is null)
        {
            return null;
        }

        var children = failures.OfType<SubOrchestrationFailed>().Select(failure => (SubOrchestrationScheduled)requests[failure.Id].Event);
        return new RewindPlan(
            row,
            [.. past, new Rewound(reason)],
            [],
            [.. failures.OfType<ActivityFailed>().Select(failure => Again(row, failure, requests[failure.Id]))],
            [.. children.Select(child => Plan(child.InstanceId, reason))]);
    }

    private static RewindPlan TakeBackTurn(InstanceRow row, List<HistoryEvent> past, string? reason)
    {
        var last = past.FindLastIndex(e => e is TurnStarted);
        var messages = past.Skip(last + 1)
            .Where(e => e is AnswerEvent or EventReceived or ExecutionStarted)
            .Select(e => e is ExecutionStarted ? StartRequested.Instance : e);
        return new RewindPlan(row, [.. past.Take(Math.Max(last, 0)), new Rewound(reason)], [.. messages], [], []);
    }

    private static ActivityRow Again(InstanceRow row, ActivityFailed failure, Request request) =>
        new(0, row.Seq, row.Execution, failure.Id, row.Id, ((ActivityScheduled)request.Event).Name, request.Payload, 0);
}
