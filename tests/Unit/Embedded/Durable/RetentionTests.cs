using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Store;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class RetentionTests : EngineFixture
{
    [Fact]
    public async Task EndedInstances_AreKeptByStateAndAge_AndRunningOnesAlways()
    {
        Orchestrator("Flow", context => context.GetInput<bool>() ? throw new InvalidOperationException() : Task.FromResult(1));
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        Retention = new RetentionPolicy { Completed = TimeSpan.FromDays(1), Failed = TimeSpan.FromDays(30) };
        await StartAsync();
        await RunAsync("Flow", false, "old");
        await RunAsync("Flow", true, "failed");
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("waits"));
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("ended"));
        await Client.TerminateInstanceAsync("ended", Soon);
        await Client.WaitForInstanceCompletionAsync("ended", Soon);
        Clock.Advance(TimeSpan.FromHours(20));
        await RunAsync("Flow", false, "young");

        await UntilAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromHours(1));
            return await Client.GetInstanceAsync("old", Soon) is null;
        });
        Assert.Equal(["failed", "waits", "ended", "young"], await IdsAsync());

        await UntilAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromDays(5));
            return await Client.GetInstanceAsync("failed", Soon) is null;
        });
        Assert.Equal(["waits", "ended"], await IdsAsync());
        Assert.Equal(0, Count("SELECT count(*) FROM history WHERE instance NOT IN (SELECT seq FROM instance)"));
    }

    /// <summary>A failed child is needed to rewind its parent: it goes with it, not before.</summary>
    [Fact]
    public async Task Child_GoesWithItsParent()
    {
        Orchestrator("Child", _ => Task.FromResult(1));
        Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<int>("Child", new SubOrchestrationOptions(instanceId: "child")) + await context.WaitForExternalEvent<int>("go"));
        Orchestrator("Marker", _ => Task.FromResult(1));
        Retention = new RetentionPolicy { Completed = TimeSpan.FromDays(1) };
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("parent"));
        await UntilAsync(async () => await Client.GetInstanceAsync("child", Soon) is { IsCompleted: true });
        await RunAsync("Marker", id: "marker");
        await PassUntilGoneAsync("marker");
        Assert.Equal(["parent", "child"], await IdsAsync());

        await Client.RaiseEventAsync("parent", "go", 1);
        await Client.WaitForInstanceCompletionAsync("parent", Soon);
        await PassUntilGoneAsync("parent");

        Assert.Empty(await IdsAsync());
    }

    [Fact]
    public async Task Pass_PurgesInManySmallTransactions()
    {
        Orchestrator("Flow", _ => Task.FromResult(1));
        await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 120).Select(n => RunAsync("Flow", id: $"flow-{n}")));
        await StopAsync();
        var purges = 0;
        OnCommit = point => purges += point is { Moment: CommitMoment.After } && point.Operations.Contains("purge") ? 1 : 0;
        Retention = new RetentionPolicy { Completed = TimeSpan.Zero };

        await StartAsync();
        await UntilAsync(async () => (await IdsAsync()).Count == 0);

        Assert.InRange(purges, 3, 4);
    }

    [Fact]
    public void NegativeLimit_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new DurableEngine(new() { DatabasePath = DatabasePath, Retention = new RetentionPolicy { Failed = TimeSpan.FromDays(-1) } }));

    private Task PassUntilGoneAsync(string id) => UntilAsync(async () =>
    {
        Clock.Advance(TimeSpan.FromHours(6));
        return await Client.GetInstanceAsync(id, Soon) is null;
    });

    private async Task<List<string>> IdsAsync() => [.. (await Client.GetAllInstancesAsync().ToListAsync()).Select(instance => instance.InstanceId)];
}
