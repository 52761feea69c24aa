using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>Documented patterns that join several features; status, failure chain and history are looked at.</summary>
public sealed class ScenarioTests : EngineFixture
{
    /// <summary>Aggregator without entities: one long-lived instance takes events in and starts over with its sum.</summary>
    [Fact]
    public async Task Aggregator_TakesEveryEventOnce_AcrossItsExecutions()
    {
        const int Events = 60;
        Orchestrator<int?>("Aggregator", async context =>
        {
            var total = context.GetInput<int>();
            for (var i = 0; i < 7; i++)
            {
                var stop = context.WaitForExternalEvent<bool>("stop");
                var amount = context.WaitForExternalEvent<int>("amount");
                if (await Task.WhenAny(amount, stop) == stop)
                {
                    return total;
                }

                total += await amount;
                context.SetCustomStatus(total);
            }

            context.ContinueAsNew(total);
            return null;
        });
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Aggregator", 0, new StartOrchestrationOptions("sum"));

        await Task.WhenAll(Enumerable.Range(1, Events).Select(n => Client.RaiseEventAsync("sum", "amount", n)));
        const int Expected = Events * (Events + 1) / 2;
        await UntilAsync(async () => (await Client.GetInstanceAsync("sum", true, Soon))!.ReadCustomStatusAs<int>() == Expected);
        await RestartAsync();
        await Client.RaiseEventAsync("sum", "stop", true);

        Assert.Equal(Expected, (await Client.WaitForInstanceCompletionAsync("sum", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task EternalOrchestration_KeepsOneShortHistory_UntilItIsTerminated()
    {
        var cleanups = 0;
        Activity<int, int>("Cleanup", n => Interlocked.Increment(ref cleanups) + n);
        Orchestrator<object?>("Eternal", async context =>
        {
            await context.CallActivityAsync<int>("Cleanup", 0);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew(context.GetInput<int>() + 1);
            return null;
        });
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Eternal", 0, new StartOrchestrationOptions("eternal"));
        await UntilAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromMinutes(30));
            return (await Client.GetInstanceAsync("eternal", true, Soon))!.ReadInputAs<int>() >= 25;
        });

        // None at the moment between two executions.
        Assert.InRange((await Client.GetOrchestrationHistoryAsync("eternal")).Count, 0, 12);
        Assert.InRange(Count("SELECT count(*) FROM history"), 0, 3);
        Assert.InRange(Count("SELECT count(*) FROM timer"), 0, 1);
        Assert.True((await Client.GetInstanceAsync("eternal", Soon))!.IsRunning);
        Assert.True(cleanups >= 25);
        await Client.TerminateInstanceAsync("eternal", "enough", Soon);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Client.WaitForInstanceCompletionAsync("eternal", Soon)).RuntimeStatus);
        Assert.Equal(0, Count("SELECT count(*) FROM timer"));
    }

    [Fact]
    public async Task SubOrchestrationsInParallel_WithRetries_EndInOneFailureChain()
    {
        var attempts = 0;
        Activity<int, int>("Check", n => n == 2 ? throw new InvalidDataException($"attempt {Interlocked.Increment(ref attempts)}") : n);
        Orchestrator("District", context => context.CallActivityAsync<int>("Check", context.GetInput<int>()));
        Orchestrator("City", async context =>
        {
            var retries = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1)));
            var districts = Enumerable.Range(0, 4).Select(n => context.CallSubOrchestratorAsync<int>("District", n, retries));
            return (await Task.WhenAll(districts)).Sum();
        });
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("City", new StartOrchestrationOptions("city"));

        var result = await PassTimeUntilCompletedAsync("city", TimeSpan.FromMinutes(1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(
            [typeof(TaskFailedException).FullName!, typeof(TaskFailedException).FullName!, typeof(InvalidDataException).FullName!], Chain(result.FailureDetails));
        Assert.EndsWith("attempt 3", result.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        var history = await Client.GetOrchestrationHistoryAsync("city");
        Assert.Equal(6, history.Count(e => e is SubOrchestrationInstanceCreatedEvent));
        Assert.Equal(3, history.Count(e => e is SubOrchestrationInstanceFailedEvent));
        Assert.Equal(3, history.Count(e => e is SubOrchestrationInstanceCompletedEvent));
        Assert.Equal(2, history.Count(e => e is TimerFiredEvent));
    }

    /// <summary>The first of several: what is left running does no harm, its results come too late.</summary>
    [Fact]
    public async Task FirstOfSeveral_Wins_AndTheOthersComeTooLate()
    {
        var slow = new TaskCompletionSource();
        Activity<string>("Ask", async (call, _) =>
        {
            if (call.GetInput<string>() != "fast")
            {
                await slow.Task;
            }

            return call.GetInput<string>()!;
        });
        Orchestrator("Race", async context =>
        {
            var asked = new[] { "slow", "fast", "slower" }.Select(name => context.CallActivityAsync<string>("Ask", name)).ToArray();
            return await await Task.WhenAny(asked);
        });
        await StartAsync();

        var result = await RunAsync("Race", id: "race");
        slow.SetResult();
        await UntilAsync(() => Task.FromResult(Count("SELECT count(*) FROM activity") == 0));

        Assert.Equal("fast", result.ReadOutputAs<string>());
        Assert.Single((await Client.GetOrchestrationHistoryAsync("race")).OfType<TaskCompletedEvent>());
    }

    /// <summary>Side-by-side releases: the code asks for the instance's version and keeps to the old way for old instances.</summary>
    [Fact]
    public async Task CodeThatBranchesOnTheVersion_FinishesOldInstancesTheOldWay()
    {
        Activity<int, int>("Old", n => n + 1);
        Activity<int, int>("New", n => n + 100);
        Orchestrator("Flow", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            return await context.CallActivityAsync<int>("Old", 0);
        });
        Version = "1.0";
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("old"));
        await Client.WaitForInstanceStartAsync("old", Soon);
        await StopAsync();

        ForgetFunctions();
        Activity<int, int>("Old", n => n + 1);
        Activity<int, int>("New", n => n + 100);
        Orchestrator("Flow", async context =>
        {
            var first = context.CompareVersionTo("2.0") < 0 ? 0 : await context.CallActivityAsync<int>("New", 0);
            await context.WaitForExternalEvent<int>("go");
            return first + await context.CallActivityAsync<int>("Old", 0);
        });
        Version = "2.0";
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("new"));
        await Client.RaiseEventAsync("old", "go", 1);
        await Client.RaiseEventAsync("new", "go", 1);

        Assert.Equal(1, (await Client.WaitForInstanceCompletionAsync("old", true, Soon)).ReadOutputAs<int>());
        Assert.Equal(101, (await Client.WaitForInstanceCompletionAsync("new", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task ReplaySafeLogger_WritesEachLineOnce_AndTheHostsLoggerOnEveryReplay()
    {
        var log = new LineLog();
        Activity<int, int>("Step", n => n);
        var plain = 0;
        Orchestrator("Flow", async context =>
        {
            var logger = context.CreateReplaySafeLogger("flow");
            var factory = context.ReplaySafeLoggerFactory.CreateLogger("factory");
            plain++;
            logger.LogInformation("begun");
            await context.CallActivityAsync<int>("Step", 1);
            factory.LogInformation("half");
            await context.CallActivityAsync<int>("Step", 2);
            logger.LogInformation("done");
            return 0;
        });
        Loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        await StartAsync();

        await RunAsync("Flow");

        Assert.Equal(["begun", "half", "done"], log.Lines.Where(line => line is "begun" or "half" or "done"));
        Assert.Equal(3, plain);
    }

    /// <summary>Everything an instance can be through, in one life.</summary>
    [Fact]
    public async Task SuspendedFailedRewoundTerminatedRestartedPurged_IsToldByStatus()
    {
        var broken = true;
        Activity<int, int>("Work", n => broken ? throw new TimeoutException("broken") : n);
        Orchestrator("Flow", async context => await context.WaitForExternalEvent<int>("go") + await context.CallActivityAsync<int>("Work", 1)
            + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("life"));
        await StatusAsync(OrchestrationRuntimeStatus.Running);
        await Client.SuspendInstanceAsync("life", "pause", Soon);
        await StatusAsync(OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync("life", "go", 1);
        await Client.ResumeInstanceAsync("life", "go on", Soon);
        await StatusAsync(OrchestrationRuntimeStatus.Failed);
        broken = false;
        await Client.RewindInstanceAsync("life", "mended", Soon);
        await StatusAsync(OrchestrationRuntimeStatus.Running);
        await Client.TerminateInstanceAsync("life", "enough", Soon);
        await StatusAsync(OrchestrationRuntimeStatus.Terminated);
        await Client.RestartAsync("life");
        await StatusAsync(OrchestrationRuntimeStatus.Running);
        await Client.RaiseEventAsync("life", "go", 10);
        await Client.RaiseEventAsync("life", "go", 100);
        await StatusAsync(OrchestrationRuntimeStatus.Completed);

        Assert.Equal(111, (await Client.GetInstanceAsync("life", true, Soon))!.ReadOutputAs<int>());
        Assert.Equal(1, (await Client.PurgeInstanceAsync("life", Soon)).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync("life", Soon));

        Task StatusAsync(OrchestrationRuntimeStatus status) => UntilAsync(async () => (await Client.GetInstanceAsync("life", Soon))!.RuntimeStatus == status);
    }

    private static IEnumerable<string> Chain(TaskFailureDetails? failure)
    {
        for (; failure is not null; failure = failure.InnerFailure)
        {
            yield return failure.ErrorType;
        }
    }

    private sealed class LineLog : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
