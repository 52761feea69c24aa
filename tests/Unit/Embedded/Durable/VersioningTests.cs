using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class VersioningTests : EngineFixture
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", " ", 1)]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("2.0", "2.0.0", -1)]
    [InlineData("b", "A", 1)]
    [InlineData("Beta", "beta", 0)]
    public void Versions_AreOrdered(string left, string right, int order) =>
        Assert.Equal(order, Math.Sign(TaskOrchestrationVersioningUtils.CompareVersions(left, right)));

    [Theory]
    [InlineData(VersionMatchStrategy.None, "9.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "2.0", true)]
    [InlineData(VersionMatchStrategy.Strict, "1.0", false)]
    [InlineData(VersionMatchStrategy.Strict, "", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.0", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.1", false)]
    public async Task MatchStrategy_DecidesWhichInstancesRun(VersionMatchStrategy match, string version, bool runs)
    {
        Orchestrator("Flow", context => Task.FromResult(context.Version));
        (Version, Match, Failure) = ("2.0", match, VersionFailureStrategy.Fail);
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions { Version = version });
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal(runs ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(runs ? version : null, result.ReadOutputAs<string>());
        Assert.Equal(runs ? null : Failures.VersionMismatch, result.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task RejectedInstance_KeepsEverything_UntilAReleaseRunsIt()
    {
        var release = new TaskCompletionSource();
        Activity<int>("Work", async (_, cancellation) =>
        {
            await release.Task.WaitAsync(cancellation);
            return 1;
        });
        Orchestrator("Flow", async context =>
            await context.CallActivityAsync<int>("Work") + await context.WaitForExternalEvent<int>("go") + await context.WaitForExternalEvent<int>("go"));
        Version = "2.0";
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await Client.WaitForInstanceStartAsync(id, Soon);
        await StopAsync();

        Version = "1.0";
        await StartAsync();
        await Client.RaiseEventAsync(id, "go", 10);
        var unstarted = await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions { Version = "2.0" });
        release.SetResult();
        await UntilAsync(() => Task.FromResult(Count("SELECT count(*) FROM activity") == 0));
        await Client.RaiseEventAsync(id, "go", 100);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.GetInstanceAsync(id, Soon))!.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await Client.GetInstanceAsync(unstarted, Soon))!.RuntimeStatus);
        await StopAsync();

        Version = "2.0";
        await StartAsync();
        Assert.Equal(111, (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<int>());
        await Client.WaitForInstanceStartAsync(unstarted, Soon);
    }

    [Fact]
    public async Task RejectedInstance_CanBeTerminated()
    {
        Orchestrator("Flow", context => context.WaitForExternalEvent<int>("go"));
        Version = "1.0";
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions { Version = "3.0" });

        await Client.TerminateInstanceAsync(id, Soon);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Client.WaitForInstanceCompletionAsync(id, Soon)).RuntimeStatus);
    }

    [Fact]
    public async Task SubOrchestration_HasTheDefaultVersion_UnlessItNamesOne()
    {
        Orchestrator("Child", context => Task.FromResult(context.Version));
        Orchestrator("Parent", async context => string.Join(' ',
            context.Version,
            await context.CallSubOrchestratorAsync<string>("Child"),
            await context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions { Version = "1.5" }),
            context.CompareVersionTo("1.10") < 0));
        Version = "2.0";
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions { Version = "1.9" });

        Assert.Equal("1.9 2.0 1.5 True", (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestrationOfAnotherVersion_FailsItsParentWithoutRetries()
    {
        Orchestrator("Child", context => Task.FromResult(context.Version));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions(
            TaskRetryOptions.FromRetryPolicy(new RetryPolicy(100, TimeSpan.FromHours(1)))) { Version = "9.0" }));
        (Version, Failure) = ("2.0", VersionFailureStrategy.Fail);
        await StartAsync();

        var result = await RunAsync("Parent");

        Assert.True(result.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.Equal(Failures.VersionMismatch, result.FailureDetails.InnerFailure!.ErrorType);
    }
}
