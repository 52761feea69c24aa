using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.Store;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class RestartTests : EngineFixture
{
    [Fact]
    public async Task StopInTheMiddleOfAnActivity_RunsItAgain()
    {
        var starts = new List<int>();
        var started = new TaskCompletionSource();
        Activity<int>("Long", async (call, cancellation) =>
        {
            starts.Add(call.Start);
            if (starts.Count == 1)
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return 5;
        });
        Orchestrator("Flow", async context => await context.CallActivityAsync<int>("Long") * 2);
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await started.Task.WaitAsync(Soon);

        await RestartAsync();
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal(10, result.ReadOutputAs<int>());
        // An orderly stop is not held against the activity.
        Assert.Equal([1, 1], starts);
    }

    [Fact]
    public async Task WaitingInstances_SurviveARestart()
    {
        Activity<int, int>("Twice", n => n * 2);
        Orchestrator("Waits", async context =>
        {
            var first = await context.CallActivityAsync<int>("Twice", 1);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return first + await context.WaitForExternalEvent<int>("n");
        });
        await StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add(await Client.ScheduleNewOrchestrationInstanceAsync("Waits"));
        }

        await RestartAsync();
        await Task.WhenAll(ids.Select(id => Client.RaiseEventAsync(id, "n", 40)));
        await RestartAsync();

        foreach (var id in ids)
        {
            Assert.Equal(42, (await PassTimeUntilCompletedAsync(id, TimeSpan.FromMinutes(30))).ReadOutputAs<int>());
        }
    }

    [Fact]
    public async Task BacklogLargerThanTheWindow_IsWorkedOffAfterARestart()
    {
        var gate = new TaskCompletionSource();
        var done = 0;
        Activity<int>("Work", async (_, cancellation) =>
        {
            await gate.Task.WaitAsync(cancellation);
            return Interlocked.Increment(ref done);
        });
        Orchestrator("Big", async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, 6000).Select(_ => context.CallActivityAsync<int>("Work")));
            return 1;
        });
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Big");
        await Client.WaitForInstanceStartAsync(id, Soon);

        await RestartAsync();
        gate.SetResult();
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal(1, result.ReadOutputAs<int>());
        Assert.Equal(6000, done);
    }

    [Fact]
    public async Task SecondEngineOnTheSameDatabase_IsRefused()
    {
        await StartAsync();

        var refusal = await Assert.ThrowsAsync<DurableStoreException>(() => new Platform.Embedded.Durable.DurableEngine(
            new() { DatabasePath = DatabasePath }).StartAsync());

        Assert.Contains("another process", refusal.Message, StringComparison.Ordinal);
    }
}
