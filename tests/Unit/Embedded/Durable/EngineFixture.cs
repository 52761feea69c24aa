using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>A database in a folder of its own and engines on it, one after the other.</summary>
public abstract class EngineFixture : IAsyncLifetime
{
    private readonly List<Action<DurableEngine>> registrations = [];
    private DurableEngine? engine;

    protected EngineFixture() => Folder = Directory.CreateTempSubdirectory("durable-").FullName;

    protected string Folder { get; }

    protected string DatabasePath => Path.Combine(Folder, "durable.db");

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    /// <summary>Sees the commits of engines that are started afterwards.</summary>
    protected Action<CommitPoint>? OnCommit { get; set; }

    /// <summary>Retention of engines that are started afterwards.</summary>
    protected RetentionPolicy Retention { get; set; } = new();

    /// <summary>Loggers of engines that are started afterwards.</summary>
    protected ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Size limit of engines that are started afterwards.</summary>
    protected long? LargestSize { get; set; }

    /// <summary>Version of engines that are started afterwards, and which instances they run.</summary>
    protected string Version { get; set; } = string.Empty;

    protected VersionMatchStrategy Match { get; set; } = VersionMatchStrategy.CurrentOrOlder;

    protected VersionFailureStrategy Failure { get; set; } = VersionFailureStrategy.Reject;

    protected DurableEngine Engine => engine ?? throw new InvalidOperationException("Start the engine first.");

    protected DurableTaskClient Client => Engine.Client;

    /// <summary>Longest wait for anything in these tests.</summary>
    protected static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected void Orchestrator<TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput>> code) =>
        registrations.Add(e => e.AddOrchestrator(name, async context => await code(context), CallSite.Name(code.Method)));

    protected void Activity<TInput, TOutput>(string name, Func<TInput, TOutput> code) =>
        registrations.Add(e => e.AddActivity(name, (call, _) => Task.FromResult<object?>(code(call.GetInput<TInput>()!))));

    protected void Activity<TOutput>(string name, Func<ActivityInvocation, CancellationToken, Task<TOutput>> code) =>
        registrations.Add(e => e.AddActivity(name, async (call, cancellation) => await code(call, cancellation)));

    protected void Configure(Action<DurableEngine> configure) => registrations.Add(configure);

    /// <summary>Forgets all functions, as another release would.</summary>
    protected void ForgetFunctions() => registrations.Clear();

    protected async Task StartAsync(int activities = 4, int cachedEvents = 200_000)
    {
        var next = new DurableEngine(new DurableEngineOptions
        {
            DatabasePath = DatabasePath,
            TimeProvider = Clock,
            MaxConcurrentActivities = activities,
            CachedHistoryEvents = cachedEvents,
            OnCommit = OnCommit,
            MaxDatabaseBytes = LargestSize,
            LoggerFactory = Loggers,
            Retention = Retention,
            DefaultVersion = Version,
            VersionMatchStrategy = Match,
            VersionFailureStrategy = Failure,
            StopTimeout = TimeSpan.FromSeconds(2),
        });
        registrations.ForEach(register => register(next));
        await next.StartAsync();
        engine = next;
    }

    protected async Task StopAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
            engine = null;
        }
    }

    protected async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    protected async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null)
    {
        var instance = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));
        return await Client.WaitForInstanceCompletionAsync(instance, true, Soon);
    }

    /// <summary>Waits until <paramref name="condition"/> holds; for what has no event of its own.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var limit = Soon;
        while (!await condition())
        {
            await Task.Delay(5, limit);
        }
    }

    /// <summary>A number from the database, beside the engine.</summary>
    protected long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Lets fake time pass in steps until the instance has ended.</summary>
    protected async Task<OrchestrationMetadata> PassTimeUntilCompletedAsync(string instance, TimeSpan step)
    {
        var completed = Client.WaitForInstanceCompletionAsync(instance, true, Soon);
        while (!completed.IsCompleted)
        {
            await Task.WhenAny(completed, Task.Delay(20));
            Clock.Advance(step);
        }

        return await completed;
    }
}
