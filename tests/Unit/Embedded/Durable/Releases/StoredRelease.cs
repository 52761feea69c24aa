using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable.Releases;

/// <summary>
/// Functions of a release, and the process that leaves a database in the middle of their work. The database in <c>tests/fixtures/formats/durable</c> was left by an
/// earlier commit, see its README; a test lets today's engine go on with it.
/// </summary>
internal static class StoredRelease
{
    /// <summary>When everything in the stored database happened: the clock of that process stood still.</summary>
    public static readonly DateTimeOffset Moment = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private const string Waiting = "waiting";

    /// <summary>Instances that wait in the stored database for the event <c>go</c>, 100, with what they come to.</summary>
    public static readonly (string Id, int Output)[] Awaiting =
        [("waits", 102), ("chain", 104), ("parent/child", 102), ("counter", 116), ("suspended", 102), ("decision", 101)];

    /// <summary>Registers the functions. What <paramref name="isMended"/> says decides whether held activities return and failing ones succeed.</summary>
    public static void Register(DurableEngine engine, bool isMended)
    {
        engine.AddActivity("Add", (call, _) => Task.FromResult<object?>(call.GetInput<int>() + 1));
        engine.AddActivity("Hold", async (call, cancellation) =>
        {
            await Task.Delay(isMended || call.GetInput<int>() < 3 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellation);
            return call.GetInput<int>();
        });
        engine.AddActivity("Flaky", (call, _) => isMended ? Task.FromResult<object?>(call.GetInput<int>() + 1) : throw new TimeoutException("not yet"));
        engine.AddOrchestrator("Waits", async context => await AddAsync(context, 1) + await GoAsync(context));
        engine.AddOrchestrator("Chain", async context =>
        {
            var n = await AddAsync(context, await AddAsync(context, 0));
            n += await GoAsync(context);
            return await AddAsync(context, await AddAsync(context, n));
        });
        engine.AddOrchestrator("FanOut", async context =>
            (await Task.WhenAll(Enumerable.Range(0, 6).Select(n => context.CallActivityAsync<int>("Hold", n)))).Sum());
        engine.AddOrchestrator("Retries", async context => await context.CallActivityAsync<int>(
            "Flaky", 41, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)))));
        engine.AddOrchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
            "Waits", null, new SubOrchestrationOptions(instanceId: context.InstanceId + "/child")) * 2);
        engine.AddOrchestrator("Counter", async context => await CountAsync(context));
        engine.AddOrchestrator("Decision", async context => await AddAsync(context, 0) + await DecisionAsync(context));
        engine.AddOrchestrator("Fails", async context => await context.CallActivityAsync<int>("Flaky", 6));
        engine.AddOrchestrator("Short", _ => Task.FromResult<object?>(7));
    }

    /// <summary>The orchestrator that is another one in the next release.</summary>
    public static void RegisterChanging(DurableEngine engine, bool isChanged) => engine.AddOrchestrator("Changes", async context =>
    {
        if (isChanged)
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        return await AddAsync(context, 1) + await GoAsync(context);
    });

    /// <summary>Brings every kind of instance into the middle of its work, and ends the process as SIGKILL does.</summary>
    public static async Task<int> LeaveAsync(string path)
    {
        var engine = new DurableEngine(new DurableEngineOptions { DatabasePath = path, TimeProvider = new StandingClock(), MaxConcurrentActivities = 16 });
        Register(engine, isMended: false);
        RegisterChanging(engine, isChanged: false);
        await engine.StartAsync();
        var client = engine.Client;
        foreach (var (name, id) in new[]
        {
            ("Waits", "waits"), ("Chain", "chain"), ("FanOut", "fan-out"), ("Retries", "retries"), ("Parent", "parent"), ("Counter", "counter"), ("Waits", "suspended"),
            ("Decision", "decision"), ("Fails", "fails"), ("Short", "short"), ("Changes", "changes"),
        })
        {
            await client.ScheduleNewOrchestrationInstanceAsync(name, 0, new StartOrchestrationOptions(id));
        }

        await client.ScheduleNewOrchestrationInstanceAsync("Short", new StartOrchestrationOptions("later", Moment.AddDays(1)));
        foreach (var amount in new[] { 1, 2, 3, 4, 5 })
        {
            await client.RaiseEventAsync("counter", "amount", amount);
        }

        foreach (var id in Awaiting.Select(instance => instance.Id).Append("changes"))
        {
            await WaitingAsync(client, id);
        }

        await client.WaitForInstanceCompletionAsync("fails");
        await client.SuspendInstanceAsync("suspended", "held back");
        // The rest shows in no status: the third activity of the fan-out, the retry's timer.
        await Task.Delay(TimeSpan.FromSeconds(2));
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        return 0;
    }

    private static async Task WaitingAsync(DurableTaskClient client, string id)
    {
        while ((await client.GetInstanceAsync(id, getInputsAndOutputs: true))?.SerializedCustomStatus is null)
        {
            await Task.Delay(20);
        }
    }

    private static Task<int> AddAsync(TaskOrchestrationContext context, int n) => context.CallActivityAsync<int>("Add", n);

    private static Task<int> GoAsync(TaskOrchestrationContext context)
    {
        context.SetCustomStatus(Waiting);
        return context.WaitForExternalEvent<int>("go");
    }

    private static Task<int> DecisionAsync(TaskOrchestrationContext context)
    {
        context.SetCustomStatus(Waiting);
        return context.WaitForExternalEvent<int>("go", TimeSpan.FromDays(30));
    }

    /// <summary>Takes three amounts in, starting over after each; the others stay buffered until it has been told to go.</summary>
    private static async Task<int?> CountAsync(TaskOrchestrationContext context)
    {
        var sum = context.GetInput<int>();
        if (sum < 6)
        {
            context.ContinueAsNew(sum + await context.WaitForExternalEvent<int>("amount"));
            return null;
        }

        sum += await GoAsync(context);
        return sum + await context.WaitForExternalEvent<int>("amount") + await context.WaitForExternalEvent<int>("amount") + 1;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Moment;
    }
}
