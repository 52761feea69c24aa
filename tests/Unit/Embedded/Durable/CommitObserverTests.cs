using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.Store;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class CommitObserverTests : EngineFixture
{
    [Fact]
    public async Task EveryCommit_IsSeenBeforeAndAfter_UnderItsName()
    {
        var seen = new List<string>();
        OnCommit = point => seen.Add(point.ToString());
        Activity<int, int>("Work", n => n);
        Orchestrator("Flow", async context => await context.CallActivityAsync<int>("Work", 1) + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("flow"));
        await Client.RaiseEventAsync("flow", "go", 1);
        await Client.WaitForInstanceCompletionAsync("flow", Soon);
        await Client.RestartAsync("flow");
        await Client.TerminateInstanceAsync("flow", Soon);
        await Client.WaitForInstanceCompletionAsync("flow", Soon);
        await Client.PurgeInstanceAsync("flow");
        await StopAsync();

        Assert.Equal(["before open", "after open"], seen.Take(2));
        foreach (var name in new[] { "start", "turn", "message", "restart", "purge", "starts-counted" })
        {
            Assert.Contains(seen, point => point.Split(' ', '+').Contains(name));
        }

        Assert.All(seen.Chunk(2), pair => Assert.Equal(pair[0].Replace("before", "after", StringComparison.Ordinal), pair[1]));
    }

    /// <summary>What is not committed is not acknowledged, and leaves nothing behind.</summary>
    [Fact]
    public async Task FailureBeforeACommit_KeepsAndAcknowledgesNothing()
    {
        var fails = false;
        OnCommit = point =>
        {
            if (fails && point is { Moment: CommitMoment.Before, Operations: ["start"] })
            {
                throw new IOException("pulled out");
            }
        };
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        await StartAsync();

        fails = true;
        await Assert.ThrowsAsync<IOException>(() => Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("lost")));
        fails = false;
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("kept"));

        Assert.Equal(["kept"], (await Client.GetAllInstancesAsync().ToListAsync()).Select(instance => instance.InstanceId));
    }
}
