using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class RewindTests : EngineFixture
{
    [Fact]
    public async Task FailedActivities_RunAgainAndTheOthersDoNot()
    {
        var broken = true;
        var calls = 0;
        Activity<int, int>("Work", n =>
        {
            Interlocked.Increment(ref calls);
            return broken && n > 5 ? throw new TimeoutException() : n;
        });
        Orchestrator("Flow", async context => (await Task.WhenAll(Enumerable.Range(1, 8).Select(n => context.CallActivityAsync<int>("Work", n)))).Sum());
        await StartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await RunAsync("Flow", id: "flow")).RuntimeStatus);

        broken = false;
        await Client.RewindInstanceAsync("flow", "mended", Soon);
        var result = await Client.WaitForInstanceCompletionAsync("flow", true, Soon);

        Assert.Equal(36, result.ReadOutputAs<int>());
        Assert.Null(result.FailureDetails);
        Assert.Equal(11, calls);
    }

    [Fact]
    public async Task FailureInAChild_IsTakenBackThere()
    {
        var broken = true;
        Activity<int, int>("Work", n => broken ? throw new TimeoutException() : n);
        Orchestrator("Child", async context => await context.CallActivityAsync<int>("Work", 20) + await context.CallActivityAsync<int>("Work", 1));
        Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child") * 2);
        await StartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await RunAsync("Parent", id: "parent")).RuntimeStatus);

        broken = false;
        await Client.RewindInstanceAsync("parent", "mended", Soon);

        Assert.Equal(42, (await Client.WaitForInstanceCompletionAsync("parent", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task FaultOfTheCode_GoesOnWithTheMendedRelease()
    {
        Activity<int, int>("Work", n => n);
        Orchestrator("Flow", async context =>
        {
            var sum = await context.CallActivityAsync<int>("Work", 1) + await context.WaitForExternalEvent<int>("go");
            return sum > 0 ? throw new InvalidOperationException("a bug") : sum;
        });
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("flow"));
        await Client.RaiseEventAsync("flow", "go", 41);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Client.WaitForInstanceCompletionAsync("flow", Soon)).RuntimeStatus);
        await StopAsync();

        ForgetFunctions();
        Activity<int, int>("Work", n => n);
        Orchestrator("Flow", async context => await context.CallActivityAsync<int>("Work", 1) + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        await Client.RewindInstanceAsync("flow", "mended", Soon);

        Assert.Equal(42, (await Client.WaitForInstanceCompletionAsync("flow", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CodeThatDeviated_GoesOnWhenItIsPutRight()
    {
        void Register(string activity)
        {
            ForgetFunctions();
            Activity<int, int>("A", n => n);
            Activity<int, int>("B", n => n);
            Orchestrator("Flow", async context => await context.CallActivityAsync<int>(activity, 1) + await context.WaitForExternalEvent<int>("go"));
        }

        Register("A");
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("flow"));
        await Client.WaitForInstanceStartAsync("flow", Soon);
        await StopAsync();
        Register("B");
        await StartAsync();
        await Client.RaiseEventAsync("flow", "go", 41);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Client.WaitForInstanceCompletionAsync("flow", Soon)).RuntimeStatus);
        await StopAsync();
        Register("A");
        await StartAsync();

        await Client.RewindInstanceAsync("flow", "put right", Soon);

        Assert.Equal(42, (await Client.WaitForInstanceCompletionAsync("flow", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task InstanceThatHasNotFailed_IsNotRewound()
    {
        Orchestrator("Short", _ => Task.FromResult(1));
        await StartAsync();
        await RunAsync("Short", id: "short");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.RewindInstanceAsync("short", "why not", Soon));
        await Assert.ThrowsAsync<InstanceGoneException>(() => Client.RewindInstanceAsync("nobody", "why not", Soon));
    }
}
