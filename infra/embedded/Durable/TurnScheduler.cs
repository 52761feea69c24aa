using System.Threading.Channels;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
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
    private readonly TurnMaker turns;
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
        turns = new TurnMaker(options, registry);
        this.store = store;
        this.logger = logger;
        instances = new LiveInstances(options.CachedHistoryEvents);
    }

    /// <summary>Called on the writer's thread after each turn is on disk.</summary>
    public required Action<TurnCommit> TurnKept { get; init; }

    /// <summary>How many instances are in memory: those with something to do, and idle ones within the budget of histories.</summary>
    public int LiveCount => instances.Count;

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
            var found = FindMessages(after);
            found?.ForEach(Signal);
            if (found is { Count: 0 })
            {
                return;
            }

            after = found is null ? after : found[^1];
            await Task.Delay(found is null ? LongestRetry / 10 : TimeSpan.Zero);
            while (ready.Reader.Count > RecoveryWindow / 2 && !isStopping)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>Null when the database could not be read just now.</summary>
    private List<long>? FindMessages(long after)
    {
        try
        {
            return store.Read(reader => reader.InstancesWithMessages(after, RecoveryWindow));
        }
        catch (DurableStoreException e)
        {
            logger.MessagesNotRead(e);
            return null;
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
        var state = live.Cache ?? store.Read(reader => TurnMaker.Load(reader, live.Seq));
        var isRejected = turns.Rejects(state.Row);
        // An instance that does not take its messages in may have to look behind many for the one that changes this.
        var limit = !isRejected && state.HasBegun && state.Row.Status == OrchestrationRuntimeStatus.Running ? MessagesPerTurn : int.MaxValue;
        var inbox = hasMessages ? store.Read(reader => reader.Inbox(live.Seq, limit)) : [];
        if (inbox.Count == limit)
        {
            lock (live.Gate)
            {
                live.HasMessages = true;
            }
        }

        live.Cache = state;
        var plan = TurnPlan.For(state, inbox, completions, isRejected);
        if (isRejected && plan.Terminate is null)
        {
            logger.VersionRejected(state.Row.Id, state.Row.Version, options.DefaultVersion);
        }

        var fails = hasStrayed && state is { HasBegun: true, Row.HasEnded: false };
        if (plan.IsEmpty && !fails)
        {
            return null;
        }

        var result = fails && plan.Terminate is null ? turns.Stray(state, plan) : turns.Run(state, plan, () => Strayed(live.Seq));
        var after = turns.After(state, plan, result);
        return new TurnCommit(state, after, plan, result, commit => Kept(live, commit), (_, e) => TryAgain(live, completions, e));
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
