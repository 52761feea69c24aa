using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Runs turns: at most one of an instance at a time, several instances in parallel. A worker does not wait for the disk; it goes on with
/// another instance while the writer commits the turn together with others.
/// </summary>
internal sealed class TurnScheduler : IAsyncDisposable
{
    private const int MessagesPerTurn = 1000;
    private const int RecoveryWindow = 1000;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly DurableEngineOptions options;
    private readonly FunctionRegistry registry;
    private readonly DurableStore store;
    private readonly ILogger logger;
    private readonly LiveInstances instances;
    private readonly Channel<LiveInstance> ready = Channel.CreateUnbounded<LiveInstance>();
    private volatile bool isStopping;
    private Task[] workers = [];
    private Task recovery = Task.CompletedTask;

    public TurnScheduler(DurableEngineOptions options, FunctionRegistry registry, DurableStore store, ILogger logger)
    {
        this.options = options;
        this.registry = registry;
        this.store = store;
        this.logger = logger;
        instances = new LiveInstances(options.CachedHistoryEvents);
    }

    /// <summary>Called on the writer's thread after each turn is on disk.</summary>
    public required Action<TurnCommit> TurnKept { get; init; }

    public void Start()
    {
        workers = [.. Enumerable.Range(0, options.MaxConcurrentOrchestrations).Select(_ => Task.Run(WorkAsync))];
        recovery = Task.Run(RecoverAsync);
    }

    /// <summary>Finishes the turns that are queued, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        ready.Writer.TryComplete();
        await Task.WhenAll([recovery, .. workers]);
    }

    /// <summary>There are messages for an instance in the database.</summary>
    public void Signal(long instance) => instances.With(instance, live =>
    {
        live.HasMessages = true;
        Enqueue(live);
    });

    /// <summary>An activity of an instance has ended.</summary>
    public void Complete(long instance, Completion completion) => instances.With(instance, live =>
    {
        live.Completions.Add(completion);
        Enqueue(live);
    });

    /// <summary>The orchestrator's code of an instance ran outside its turn.</summary>
    private void Strayed(long instance) => instances.With(instance, live =>
    {
        live.HasStrayed = true;
        Enqueue(live);
    });

    private void Enqueue(LiveInstance live)
    {
        if (!live.IsBusy)
        {
            live.IsBusy = true;
            instances.Wake(live);
            ready.Writer.TryWrite(live);
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var live in ready.Reader.ReadAllAsync())
        {
            Turn(live);
        }
    }

    /// <summary>Instances with messages from an earlier process, a window at a time, so that a million of them do not fill the memory.</summary>
    private async Task RecoverAsync()
    {
        var after = 0L;
        while (!isStopping)
        {
            var found = store.Read(reader => reader.InstancesWithMessages(after, RecoveryWindow));
            if (found.Count == 0)
            {
                return;
            }

            found.ForEach(Signal);
            after = found[^1];
            while (ready.Reader.Count > RecoveryWindow / 2 && !isStopping)
            {
                await Task.Delay(5);
            }
        }
    }

    private void Turn(LiveInstance live)
    {
        List<Completion> completions;
        bool hasMessages;
        bool hasStrayed;
        lock (live.Gate)
        {
            (completions, live.Completions) = (live.Completions, []);
            (hasMessages, live.HasMessages) = (live.HasMessages, false);
            (hasStrayed, live.HasStrayed) = (live.HasStrayed, false);
        }

        try
        {
            var commit = Prepare(live, completions, hasMessages, hasStrayed);
            if (commit is null)
            {
                Finish(live);
            }
            else
            {
                store.Writer.Submit(commit);
            }
        }
#pragma warning disable CA1031 // A turn that cannot be made (a damaged history, an unreadable database) must not end the worker.
        catch (Exception e)
#pragma warning restore CA1031
        {
            TryAgain(live, completions, e);
        }
    }

    private TurnCommit? Prepare(LiveInstance live, List<Completion> completions, bool hasMessages, bool hasStrayed)
    {
        var state = live.Cache ?? store.Read(reader => Load(reader, live.Seq));
        // An instance that does not take its messages in may have to look behind many for the one that changes this.
        var limit = state.HasBegun && state.Row.Status == OrchestrationRuntimeStatus.Running ? MessagesPerTurn : int.MaxValue;
        var inbox = hasMessages ? store.Read(reader => reader.Inbox(live.Seq, limit)) : [];
        if (inbox.Count == limit)
        {
            lock (live.Gate)
            {
                live.HasMessages = true;
            }
        }

        live.Cache = state;
        var plan = TurnPlan.For(state, inbox, completions);
        var fails = hasStrayed && state is { HasBegun: true, Row.HasEnded: false };
        if (plan.IsEmpty && !fails)
        {
            return null;
        }

        var result = fails && plan.Terminate is null ? Stray(state, plan) : Run(state, plan);
        var after = After(state, plan, result);
        return new TurnCommit(state, after, plan, result, commit => Kept(live, commit), (_, e) => TryAgain(live, completions, e));
    }

    private static InstanceState Load(StoreReader reader, long seq)
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

    private TurnResult? Run(InstanceState state, TurnPlan plan)
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
        if (registry.FindOrchestrator(state.Row.Name) is { } orchestrator)
        {
            result = OrchestratorTurn.Run(InstanceFacts.Of(state.Row, options, () => Strayed(state.Row.Seq)), orchestrator, state.Row.Input, state.History, plan.Messages, now);
        }
        else
        {
            var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, Failures.NoOrchestrator(state.Row.Name));
            result = Ending(state, [new TurnStarted(now), .. plan.Messages], plan.Messages.Count, ended);
        }

        plan.Settle(result.Consumed, result.Ended is not null);
        return result;
    }

    private TurnResult Stray(InstanceState state, TurnPlan plan)
    {
        var exception = NonDeterministicOrchestrationException.NotDurable(state.Row.Id, state.Row.Name, state.History.Count);
        var ended = new ExecutionEnded(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(exception));
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        plan.Settle(plan.Messages.Count, ended: true);
        return Ending(state, [new TurnStarted(now), .. plan.Messages], plan.Messages.Count, ended);
    }

    private static TurnResult Ending(InstanceState state, IReadOnlyList<HistoryEvent> events, int consumed, ExecutionEnded ended) => new()
    {
        NewEvents = [.. events, ended],
        Requests = [],
        DeadTimers = [.. state.History.OfType<TimerScheduled>()],
        Consumed = consumed,
        Ended = ended,
    };

    private InstanceRow After(InstanceState state, TurnPlan plan, TurnResult? result)
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

    private void Kept(LiveInstance live, TurnCommit commit)
    {
        commit.Advance();
        live.Failures = 0;
        TurnKept(commit);
        Finish(live);
    }

    private void Finish(LiveInstance live)
    {
        lock (live.Gate)
        {
            live.IsBusy = false;
            if (live.HasMessages || live.HasStrayed || live.Completions.Count > 0)
            {
                Enqueue(live);
                return;
            }

            instances.Rest(live);
        }

        instances.Trim();
    }

    private void TryAgain(LiveInstance live, List<Completion> completions, Exception reason)
    {
        if (isStopping)
        {
            return;
        }

        TimeSpan delay;
        lock (live.Gate)
        {
            live.Cache = null;
            live.HasMessages = true;
            live.Completions = [.. completions, .. live.Completions];
            delay = TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, Math.Min(live.Failures, 10))));
            live.Failures++;
        }

        logger.TurnNotKept(reason, live.Seq, delay);
        _ = RequeueAsync(live, delay);
    }

    private async Task RequeueAsync(LiveInstance live, TimeSpan delay)
    {
        await Task.Delay(delay, CancellationToken.None);
        ready.Writer.TryWrite(live);
    }
}
