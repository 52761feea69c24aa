using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Runs durable orchestrations on one machine: event-sourced histories in SQLite, replayed on every turn. Register functions, then start;
/// an engine is started once. Safe for use from several threads.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private readonly FunctionRegistry registry = new();
    private readonly StatusWaiters waiters = new();
    private readonly ILogger logger;
    private DurableStore? store;
    private TurnScheduler? scheduler;
    private ActivityDispatcher? dispatcher;
    private TimerPump? pump;
    private RetentionSweep? retention;
    private ActivityQuarantine? quarantine;
    private EngineClient? client;

    /// <summary>Makes an engine; nothing is opened yet.</summary>
    public DurableEngine(DurableEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DatabasePath, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentActivities, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentOrchestrations, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxActivityStarts, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDatabaseBytes ?? 1, 1, nameof(options));
        options.Retention.Check();
        Options = options;
        logger = options.LoggerFactory.CreateLogger<DurableEngine>();
    }

    /// <summary>The settings.</summary>
    public DurableEngineOptions Options { get; }

    /// <summary>Set by a host: where the HTTP management API answers; asked each time management URLs are made.</summary>
    public Func<ManagementAddress>? Management { get; set; }

    /// <summary>Client of this engine; usable between start and stop.</summary>
    public DurableTaskClient Client => client ?? throw new InvalidOperationException("The durable engine is not started.");

    /// <summary>Calls of activities that are not started any more; usable between start and stop.</summary>
    public ActivityQuarantine Quarantine => client is null ? throw new InvalidOperationException("The durable engine is not started.") : quarantine!;

    /// <summary>
    /// Registers an orchestrator; names ignore case. The function runs on the engine's single-threaded context: it must reach the orchestrator's
    /// code without awaiting anything but the context's own tasks.
    /// </summary>
    /// <param name="name">Name that instances are started by.</param>
    /// <param name="orchestrator">The function.</param>
    /// <param name="source">The member that messages name, as in <c>Namespace.Type.Method</c>, when the function only calls it.</param>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> orchestrator, string? source = null) =>
        registry.AddOrchestrator(name, orchestrator, source);

    /// <summary>Registers an activity; names ignore case. The token is cancelled when the engine stops.</summary>
    public void AddActivity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> activity) => registry.AddActivity(name, activity);

    /// <summary>Opens the database, takes over what an earlier process left, and runs.</summary>
    /// <exception cref="DurableStoreException">The database is in use, damaged, foreign or of another release.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (store is not null)
        {
            throw new InvalidOperationException("The durable engine has been started before.");
        }

        cancellation.ThrowIfCancellationRequested();
        registry.Seal();
        store = await Task.Run(() => DurableStore.Open(Options.DatabasePath, Options.MaxDatabaseBytes, Options.OnCommit), cancellation);
        scheduler = new TurnScheduler(Options, registry, store, logger) { TurnKept = TurnKept };
        dispatcher = new ActivityDispatcher(Options, registry, store, scheduler.Complete, logger);
        pump = new TimerPump(store, Options.TimeProvider, scheduler.Signal, logger);
        retention = new RetentionSweep(store, Options.Retention, Options.TimeProvider, logger);
        var (rewinder, rewinds) = (new Rewinder(Options, registry, store), new RewindWriter(store, scheduler, dispatcher, Options.TimeProvider));
        quarantine = new ActivityQuarantine(store, rewinder, rewinds);
        client = new EngineClient(Options, store, scheduler, pump, waiters, rewinder, rewinds) { Owner = this };
        var suspects = await dispatcher.StartAsync();
        pump.Start();
        scheduler.Start();
        retention.Start();
        logger.Opened(Options.DatabasePath, store.Epoch, suspects);
    }

    /// <summary>
    /// Stops taking work, waits for what runs (activities at most the stop time-out) and closes the database. Unfinished activities run again after the next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        var opened = Interlocked.Exchange(ref client, null) is not null;
        if (!opened)
        {
            return;
        }

        waiters.Close();
        await retention!.DisposeAsync();
        await pump!.DisposeAsync();
        await dispatcher!.DisposeAsync();
        await scheduler!.DisposeAsync();
        await Task.Run(store!.Dispose, cancellation);
    }

    /// <summary>Stops, and closes the database.</summary>
    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>How many instances are in memory.</summary>
    internal int LiveInstances => scheduler!.LiveCount;

    /// <summary>The history of the present execution of an instance; empty when there is none.</summary>
    internal List<HistoryEvent> ReadHistory(string instanceId) => store!.Read(
        reader => reader.Find(instanceId) is { } row ? reader.History(row.Seq, row.Execution) : []);

    /// <summary>On the writer's thread, in the order of commit.</summary>
    private void TurnKept(TurnCommit commit)
    {
        dispatcher!.Add(commit.NewActivities);
        if (commit.EarliestTimer is { } fireAt)
        {
            pump!.Added(fireAt);
        }

        foreach (var instance in commit.Signals)
        {
            scheduler!.Signal(instance);
        }

        if (commit.StatusChanged)
        {
            Announce(commit.After);
        }
    }

    private void Announce(InstanceRow after)
    {
        if (after.Failure is { } failure)
        {
            logger.OrchestrationFailed(after.Id, after.Name, failure.ErrorType, failure.ErrorMessage);
        }

        waiters.Changed(after.Id);
    }
}
