using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class HistoryReadTests : EngineFixture
{
    [Fact]
    public async Task History_TellsWhatHappenedInOrder()
    {
        Activity<int, int>("Work", n => n < 0 ? throw new ArgumentException("negative") : n * 2);
        Orchestrator("Child", _ => Task.FromResult(5));
        Orchestrator("Flow", async context =>
        {
            var sum = await context.CallActivityAsync<int>("Work", 21);
            try
            {
                await context.CallActivityAsync<int>("Work", -1);
            }
            catch (TaskFailedException)
            {
                sum++;
            }

            context.SendEvent("nobody", "hello", 1);
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return sum + await context.CallSubOrchestratorAsync<int>("Child") + await context.WaitForExternalEvent<int>("go");
        });
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow", "in", new StartOrchestrationOptions("flow") { Version = "7" });
        await Client.RaiseEventAsync(id, "go", 100);
        await PassTimeUntilCompletedAsync(id, TimeSpan.FromMinutes(1));

        var history = await Client.GetOrchestrationHistoryAsync(id);

        Assert.Equal(("Flow", "7", "\"in\""), Only((ExecutionStartedEvent e) => (e.Name, e.Version, e.Input)));
        Assert.Equal([(0, "Work"), (1, "Work")], history.OfType<TaskScheduledEvent>().Select(e => (e.EventId, e.Name)));
        Assert.Equal((0, "42"), Only((TaskCompletedEvent e) => (e.TaskScheduledId, e.Result)));
        Assert.Equal((1, "negative"), Only((TaskFailedEvent e) => (e.TaskScheduledId, e.Reason)));
        Assert.Equal((2, "nobody", "hello"), Only((EventSentEvent e) => (e.EventId, e.InstanceId, e.Name)));
        Assert.Equal(Only((TimerCreatedEvent e) => (e.EventId, e.FireAt)), Only((TimerFiredEvent e) => (e.TimerId, e.FireAt)));
        Assert.Equal("Child", Only((SubOrchestrationInstanceCreatedEvent e) => e.Name));
        Assert.Equal("5", Only((SubOrchestrationInstanceCompletedEvent e) => e.Result));
        Assert.Equal(("go", "100"), Only((EventRaisedEvent e) => (e.Name, e.Input)));
        Assert.Equal((OrchestrationStatus.Completed, "148"), Only((ExecutionCompletedEvent e) => (e.OrchestrationStatus, e.Result)));
        Assert.Equal(history.Select(e => e.Timestamp).Order(), history.Select(e => e.Timestamp));
        Assert.Equal(history.Count(e => e is OrchestratorStartedEvent), history.Count(e => e is OrchestratorCompletedEvent));
        Assert.Equal(EventType.OrchestratorStarted, history[0].EventType);

        TValue Only<TEvent, TValue>(Func<TEvent, TValue> of) => of(Assert.Single(history.OfType<TEvent>()));
    }

    [Fact]
    public async Task SuspendResumeTerminateAndRewind_AreInTheHistory()
    {
        var broken = true;
        Activity<int, int>("Work", n => broken ? throw new TimeoutException("broken") : n);
        Orchestrator("Fails", async context => await context.CallActivityAsync<int>("Work", 1) + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        await RunAsync("Fails", id: "flow");
        broken = false;
        await Client.RewindInstanceAsync("flow", "mended", Soon);
        await Client.SuspendInstanceAsync("flow", "lunch", Soon);
        await UntilAsync(async () => (await Client.GetInstanceAsync("flow", Soon))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync("flow", "back", Soon);
        await UntilAsync(async () => (await Client.GetInstanceAsync("flow", Soon))!.IsRunning);
        await Client.TerminateInstanceAsync("flow", "enough", Soon);
        await Client.WaitForInstanceCompletionAsync("flow", Soon);

        var history = await Client.GetOrchestrationHistoryAsync("flow");

        Assert.Equal("mended", Assert.Single(history.OfType<ExecutionRewoundEvent>()).Reason);
        Assert.Equal("lunch", Assert.Single(history.OfType<ExecutionSuspendedEvent>()).Reason);
        Assert.Equal("back", Assert.Single(history.OfType<ExecutionResumedEvent>()).Reason);
        Assert.Equal("\"enough\"", Assert.Single(history.OfType<ExecutionTerminatedEvent>()).Input);
        Assert.Equal(OrchestrationStatus.Terminated, Assert.Single(history.OfType<ExecutionCompletedEvent>()).OrchestrationStatus);
    }

    [Fact]
    public async Task UnknownInstance_HasNoHistory()
    {
        await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Client.GetOrchestrationHistoryAsync("nobody"));
    }

    [Fact]
    public async Task IdsOfEndedInstances_AreListedByPageStatusAndTime()
    {
        Orchestrator("Flow", context => context.GetInput<bool>() ? throw new InvalidOperationException() : Task.FromResult(1));
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("waits"));
        for (var hour = 0; hour < 5; hour++)
        {
            await RunAsync("Flow", hour == 3, $"flow-{hour}");
            Clock.Advance(TimeSpan.FromHours(1));
        }

        var start = Clock.GetUtcNow() - TimeSpan.FromHours(5);
        var first = await Client.ListInstanceIdsAsync(pageSize: 3);
        var second = await Client.ListInstanceIdsAsync(pageSize: 3, lastInstanceKey: first.ContinuationToken);
        var failed = await Client.ListInstanceIdsAsync([OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running]);
        var between = await Client.ListInstanceIdsAsync(completedTimeFrom: start.AddMinutes(30), completedTimeTo: start.AddHours(2));

        Assert.Equal(["flow-0", "flow-1", "flow-2"], first.Values);
        Assert.Equal(["flow-3", "flow-4"], second.Values);
        Assert.Null(second.ContinuationToken);
        Assert.Equal(["flow-3"], failed.Values);
        Assert.Equal(["flow-1", "flow-2"], between.Values);
    }

    [Fact]
    public async Task PurgeByPartsOfAFilter_DeletesWhatMatches()
    {
        Orchestrator("Flow", context => context.GetInput<bool>() ? throw new InvalidOperationException() : Task.FromResult(1));
        await StartAsync();
        await RunAsync("Flow", true, "failed");
        await RunAsync("Flow", false, "completed");

        var purged = await Client.PurgeInstancesAsync(null, null, [OrchestrationRuntimeStatus.Failed]);

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Equal(["completed"], (await Client.ListInstanceIdsAsync()).Values);
        Assert.Equal(1, (await Client.PurgeInstancesAsync(Clock.GetUtcNow().AddDays(-1), null)).PurgedInstanceCount);
    }
}
