using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class LifeCycleTests : EngineFixture
{
    [Fact]
    public async Task ContinueAsNew_StartsOverWithAShortHistoryAndKeepsEvents()
    {
        Activity<int, int>("Note", n => n);
        Orchestrator("Eternal", async context =>
        {
            var (round, sum) = (context.GetInput<int[]>()![0], context.GetInput<int[]>()![1]);
            sum += await context.WaitForExternalEvent<int>("n");
            await context.CallActivityAsync<int>("Note", round);
            if (round < 199)
            {
                context.ContinueAsNew(new[] { round + 1, sum });
            }

            return sum;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Eternal", new[] { 0, 0 });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Client.RaiseEventAsync(id, "n", n)));
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal(Enumerable.Range(0, 200).Sum(), result.ReadOutputAs<int>());
    }

    [Fact]
    public async Task ContinueAsNew_PreservesTheOrderOfUnprocessedEvents()
    {
        Orchestrator("Next", async context =>
        {
            var seen = context.GetInput<List<int>>()!;
            if (seen.Count == 0)
            {
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(new List<int> { -1 });
                return seen;
            }

            for (var i = 0; i < 4; i++)
            {
                seen.Add(await context.WaitForExternalEvent<int>("n"));
            }

            return seen;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Next", new List<int>());
        await Client.RaiseEventAsync(id, "n", 1);
        await Client.RaiseEventAsync(id, "n", 2);
        await Client.RaiseEventAsync(id, "go", 0);
        await Client.RaiseEventAsync(id, "n", 3);
        await Client.RaiseEventAsync(id, "n", 4);

        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal([-1, 1, 2, 3, 4], result.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task ContinueAsNew_WithoutPreserving_DropsBufferedEvents()
    {
        Orchestrator("Next", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return 0;
            }

            return await context.WaitForExternalEvent<int>("n");
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Next", 0);
        await Client.RaiseEventAsync(id, "n", 1);
        await Client.WaitForInstanceStartAsync(id, Soon);
        await Client.RaiseEventAsync(id, "go", 0);
        await UntilAsync(async () => (await Client.GetInstanceAsync(id, true, Soon))!.ReadInputAs<int>() == 1);
        await Client.RaiseEventAsync(id, "n", 2);

        Assert.Equal(2, (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CustomStatus_ShowsWhileRunningAndAfterwards()
    {
        Orchestrator("Status", async context =>
        {
            context.SetCustomStatus(new { step = 1 });
            await context.WaitForExternalEvent<int>("go");
            return 1;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Status");
        var running = await Client.WaitForInstanceStartAsync(id, true, Soon);
        await Client.RaiseEventAsync(id, "go", 1);
        var ended = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal("{\"step\":1}", running.SerializedCustomStatus);
        Assert.Equal("{\"step\":1}", ended.SerializedCustomStatus);
        Assert.Null((await Client.GetInstanceAsync(id, Soon))!.SerializedCustomStatus);
    }

    [Fact]
    public async Task Suspend_HoldsEverythingUntilResume()
    {
        var release = new TaskCompletionSource();
        Activity<string>("Slow", async (_, _) =>
        {
            await release.Task;
            return "done";
        });
        Orchestrator("Held", async context =>
        {
            var activity = context.CallActivityAsync<string>("Slow");
            var said = await context.WaitForExternalEvent<string>("say");
            return said + " " + await activity;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Held");
        await Client.WaitForInstanceStartAsync(id, Soon);
        await Client.SuspendInstanceAsync(id, "holiday");
        await UntilAsync(async () => (await Client.GetInstanceAsync(id, Soon))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "say", "well");
        release.SetResult();
        await Task.Delay(100);
        await RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await Client.GetInstanceAsync(id, Soon))!.RuntimeStatus);
        await Client.ResumeInstanceAsync(id, "back");

        Assert.Equal("well done", (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SuspendAndResumeInOneBatch_LoseNothing()
    {
        Orchestrator("Quick", async context => await context.WaitForExternalEvent<string>("a") + await context.WaitForExternalEvent<string>("b"));
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Quick");
        await Task.WhenAll(
            Client.SuspendInstanceAsync(id), Client.RaiseEventAsync(id, "a", "1"), Client.ResumeInstanceAsync(id), Client.RaiseEventAsync(id, "b", "2"));

        Assert.Equal("12", (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_EndsTheParentAndOnRequestItsChildren()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("never"));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>(
            "Waits", null, new SubOrchestrationOptions(instanceId: context.InstanceId + "/child")));
        await StartAsync();
        foreach (var id in new[] { "alone", "all" })
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions(id));
            await UntilAsync(async () => (await Client.GetInstanceAsync(id + "/child", Soon))?.IsRunning == true);
        }

        await Client.TerminateInstanceAsync("alone", (object)"enough", Soon);
        await Client.TerminateInstanceAsync("all", new TerminateInstanceOptions("enough", Recursive: true), Soon);
        var alone = await Client.WaitForInstanceCompletionAsync("alone", true, Soon);
        var child = await Client.WaitForInstanceCompletionAsync("all/child", true, Soon);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, alone.RuntimeStatus);
        Assert.Equal("enough", alone.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus);
        Assert.True((await Client.GetInstanceAsync("alone/child", Soon))!.IsRunning);
        await Client.TerminateInstanceAsync("alone", Soon);
        await Client.TerminateInstanceAsync("nobody", Soon);
    }

    [Fact]
    public async Task TerminatedChild_FailsItsParent()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("never"));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Waits", null, new SubOrchestrationOptions(instanceId: "child")));
        await StartAsync();

        var parent = await Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        await UntilAsync(async () => await Client.GetInstanceAsync("child", Soon) is not null);
        await Client.TerminateInstanceAsync("child", Soon);

        Assert.Equal(Failures.Terminated, (await Client.WaitForInstanceCompletionAsync(parent, true, Soon)).FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task SameIdTwice_IsRefusedWhileRunningAndReplacedAfterwards()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("n"));
        await StartAsync();
        var options = new StartOrchestrationOptions("one");
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", options);

        var refused = await Assert.ThrowsAsync<InstanceExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync("Waits", options));
        await Client.RaiseEventAsync("one", "n", 1);
        await Client.WaitForInstanceCompletionAsync("one", Soon);
        await Assert.ThrowsAsync<InstanceExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", options);
        await Client.RaiseEventAsync("one", "n", 2);

        Assert.Equal("one", refused.InstanceId);
        Assert.Equal(2, (await Client.WaitForInstanceCompletionAsync("one", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task ManyStartsOfOneId_StartItOnce()
    {
        var runs = 0;
        Activity<int, int>("Count", _ => Interlocked.Increment(ref runs));
        Orchestrator("Once", async context => await context.CallActivityAsync<int>("Count", 0) + await context.WaitForExternalEvent<int>("n"));
        await StartAsync();

        var starts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await Client.ScheduleNewOrchestrationInstanceAsync("Once", new StartOrchestrationOptions("once"));
                return 1;
            }
            catch (InstanceExistsException)
            {
                return 0;
            }
        }));
        await Client.RaiseEventAsync("once", "n", 10);

        Assert.Equal(1, starts.Sum());
        Assert.Equal(11, (await Client.WaitForInstanceCompletionAsync("once", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Restart_RunsAnEndedInstanceOnceMore()
    {
        Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));
        await StartAsync();
        await RunAsync("Echo", "again", "first");

        var id = await Client.RestartAsync("first", restartWithNewInstanceId: true);

        Assert.NotEqual("first", id);
        Assert.Equal("again", (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Query_FiltersAndPages()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("n"));
        await StartAsync();
        for (var i = 0; i < 25; i++)
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions($"{(i < 20 ? "a" : "b")}-{i:00}"));
        }

        await Client.TerminateInstanceAsync("a-03", Soon);
        await Client.WaitForInstanceCompletionAsync("a-03", Soon);
        var query = new OrchestrationQuery(InstanceIdPrefix: "a-", PageSize: 6);
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        var terminated = new List<string>();
        await foreach (var instance in Client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Terminated])))
        {
            terminated.Add(instance.InstanceId);
        }

        Assert.Equal([6, 6, 6, 2], pages.Select(page => page.Values.Count));
        Assert.Equal(20, pages.SelectMany(page => page.Values).Select(instance => instance.InstanceId).Distinct().Count());
        Assert.Equal(["a-03"], terminated);
    }

    [Fact]
    public async Task Purge_DeletesEndedInstancesOnly_AndOnRequestTheirChildren()
    {
        Orchestrator("Child", _ => Task.FromResult(1));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child")));
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("n"));
        await StartAsync();
        await RunAsync("Parent", id: "parent");
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("running"));
        await RunAsync("Child", id: "other");

        Assert.Equal(0, (await Client.PurgeInstanceAsync("running", Soon)).PurgedInstanceCount);
        Assert.Equal(0, (await Client.PurgeInstanceAsync("nobody", Soon)).PurgedInstanceCount);
        Assert.Equal(2, (await Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true), Soon)).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync("child", Soon));
        var all = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), Soon);
        Assert.Equal((1, true), (all.PurgedInstanceCount, all.IsComplete));
        Assert.NotNull(await Client.GetInstanceAsync("running", Soon));
    }
}
