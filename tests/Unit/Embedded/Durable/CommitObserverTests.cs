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

    /// <summary>A disk that fails now and then: what was not kept is done again, with the activities' results that were taken in, and nothing is doubled.</summary>
    [Fact]
    public async Task TurnsThatWereNotKept_AreDoneAgain_AndComeToTheSameEnd()
    {
        var (commits, failed, calls) = (0, 0, 0);
        OnCommit = point =>
        {
            // The group and then each of its operations alone: two failures in a row keep a turn out.
            if (point.Moment == CommitMoment.Before && point.Operations.Contains("turn") && ++commits is 2 or 3 or 7 or 8)
            {
                failed++;
                throw new IOException("the disk failed");
            }
        };
        Activity<int, int>("Work", n =>
        {
            Interlocked.Increment(ref calls);
            return n * n;
        });
        Orchestrator("Child", async context => await context.CallActivityAsync<int>("Work", 10));
        Orchestrator("Flow", async context =>
        {
            var squares = await Task.WhenAll(Enumerable.Range(1, 5).Select(n => context.CallActivityAsync<int>("Work", n)));
            return squares.Sum() + await context.CallSubOrchestratorAsync<int>("Child") + await context.WaitForExternalEvent<int>("go");
        });
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("flow"));
        await Client.RaiseEventAsync("flow", "go", 1000);

        var result = await Client.WaitForInstanceCompletionAsync("flow", true, Soon);

        Assert.Equal(55 + 100 + 1000, result.ReadOutputAs<int>());
        Assert.Equal(4, failed);
        Assert.Equal(6, calls);
    }
}
