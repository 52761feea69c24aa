using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Makes turns in memory: reads the state, runs the orchestrator's code, and says what the instance becomes.</summary>
internal sealed class TurnMaker(DurableEngineOptions options, FunctionRegistry registry)
{
    private readonly VersionRule versions = new(options.DefaultVersion, options.VersionMatchStrategy);

    /// <summary>The instance as it is stored; one that is gone looks like an ended one.</summary>
    public static InstanceState Load(StoreReader reader, long seq)
    {
        if (reader.Find(seq) is not { } row)
        {
            return new InstanceState(Purged(seq), [], 0);
        }

        return row.HasEnded
            ? new InstanceState(row, [], 0)
            : new InstanceState(row, reader.History(seq, row.Execution), reader.TurnCount(seq, row.Execution));
    }

    /// <summary>Stands for an instance that is gone: what comes for it is deleted.</summary>
    private static InstanceRow Purged(long seq) => new()
    {
        Seq = seq,
        Id = string.Empty,
        Name = string.Empty,
        Version = string.Empty,
        Execution = -1,
        Status = OrchestrationRuntimeStatus.Terminated,
        Created = default,
        Updated = default,
    };

    /// <summary>Whether this release leaves an instance for another one.</summary>
    public bool Rejects(InstanceRow row) =>
        options.VersionFailureStrategy == VersionFailureStrategy.Reject && !row.HasEnded && Refusal(row) is not null;

    private TaskFailureDetails? Refusal(InstanceRow row) => versions.Refusal(row.Version);

    /// <summary>Runs the code on what the plan delivers; null when it has nothing to see.</summary>
    public TurnResult? Run(InstanceState state, TurnPlan plan, Action strayed)
    {
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        if (plan.Terminate is { } request)
        {
            return Ending(state, [request], 0, new ExecutionEnded(OrchestrationRuntimeStatus.Terminated, request.Output, null));
        }

        if (!plan.RunsCode)
        {
            plan.Settle(int.MaxValue, ended: false);
            return null;
        }

        TurnResult result;
        if (Refusal(state.Row) is { } refusal)
        {
            var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, refusal);
            result = Ending(state, [new TurnStarted(now), .. plan.Messages], plan.Messages.Count, ended);
        }
        else if (registry.FindOrchestrator(state.Row.Name) is { } orchestrator)
        {
            result = Runner(state.Row, orchestrator, strayed).Run(state.History, plan.Messages, now);
        }
        else
        {
            var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, Failures.NoOrchestrator(state.Row.Name));
            result = Ending(state, [new TurnStarted(now), .. plan.Messages], plan.Messages.Count, ended);
        }

        plan.Settle(result.Consumed, result.Ended is not null);
        return result;
    }

    /// <summary>Fails an instance whose code was seen outside its turn.</summary>
    public TurnResult Stray(InstanceState state, TurnPlan plan)
    {
        // Its code ran in this process, so it is registered.
        var exception = Runner(state.Row, registry.FindOrchestrator(state.Row.Name)!, static () => { }).Strayed(state.History);
        var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(exception));
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        plan.Settle(plan.Messages.Count, ended: true);
        return Ending(state, [new TurnStarted(now), .. plan.Messages], plan.Messages.Count, ended);
    }

    private TurnRunner Runner(InstanceRow row, OrchestratorCode code, Action strayed) =>
        new(InstanceFacts.Of(row, code.Source, options, strayed), code.Call, row.Input);

    private static TurnResult Ending(InstanceState state, IReadOnlyList<HistoryEvent> events, int consumed, ExecutionEnded ended) => new()
    {
        NewEvents = [.. events, ended],
        Requests = [],
        DeadTimers = [.. state.History.OfType<TimerScheduled>()],
        Consumed = consumed,
        Ended = ended,
    };

    /// <summary>The instance after a turn.</summary>
    public InstanceRow After(InstanceState state, TurnPlan plan, TurnResult? result)
    {
        var row = state.Row;
        if (row.HasEnded)
        {
            return row;
        }

        var status = plan.IsSuspended ? OrchestrationRuntimeStatus.Suspended
            : plan.HasBegun ? OrchestrationRuntimeStatus.Running
            : OrchestrationRuntimeStatus.Pending;
        return row with
        {
            Status = result?.Ended?.Status ?? status,
            Updated = options.TimeProvider.GetUtcNow().UtcDateTime,
            Execution = row.Execution + (result?.Next is null ? 0 : 1),
            Version = result?.Next?.Version ?? row.Version,
            Input = result?.Next is { } next ? next.Input : row.Input,
            CustomStatus = result is { CustomStatusSet: true } ? result.CustomStatus : row.CustomStatus,
            Output = result?.Ended?.Output,
            Failure = result?.Ended?.Failure,
        };
    }
}
