using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class EventTests : EngineFixture
{
    [Fact]
    public async Task EarlyEvents_AreBufferedInTheOrderOfArrival()
    {
        Orchestrator("Collect", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return new[]
            {
                await context.WaitForExternalEvent<int>("n"), await context.WaitForExternalEvent<int>("N"), await context.WaitForExternalEvent<int>("n"),
            };
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Collect");
        await Client.RaiseEventAsync(id, "n", 1);
        await Client.RaiseEventAsync(id, "N", 2);
        await Client.RaiseEventAsync(id, "n", 3);
        var result = await PassTimeUntilCompletedAsync(id, TimeSpan.FromMinutes(30));

        Assert.Equal([1, 2, 3], result.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task EventBeforeAScheduledStart_IsKeptUntilThen()
    {
        Orchestrator("Late", context => context.WaitForExternalEvent<string>("go"));
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Late", new StartOrchestrationOptions("late", Clock.GetUtcNow().AddHours(2)));
        await Client.RaiseEventAsync(id, "go", "早");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await Client.GetInstanceAsync(id, Soon))!.RuntimeStatus);
        await RestartAsync();
        var result = await PassTimeUntilCompletedAsync(id, TimeSpan.FromHours(1));

        Assert.Equal("早", result.ReadOutputAs<string>());
    }

    [Fact]
    public async Task RepeatedSameEvent_CompletesOneWaitEach()
    {
        Orchestrator("Two", async context =>
        {
            var first = await context.WaitForExternalEvent<string>("e");
            var second = await context.WaitForExternalEvent<string>("e");
            return first + second;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Two");
        await Client.RaiseEventAsync(id, "e", "x");
        await Client.RaiseEventAsync(id, "e", "x");

        Assert.Equal("xx", (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitWithTimeout_ThrowsAndDoesNotSwallowALaterEvent()
    {
        Orchestrator("Impatient", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("e", TimeSpan.FromMinutes(5));
            }
            catch (TaskCanceledException)
            {
                return "late " + await context.WaitForExternalEvent<string>("e");
            }
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Impatient");
        await Client.WaitForInstanceStartAsync(id, Soon);
        Clock.Advance(TimeSpan.FromMinutes(6));
        await UntilAsync(async () => (await Client.GetInstanceAsync(id, Soon))!.LastUpdatedAt >= Clock.GetUtcNow());
        await Client.RaiseEventAsync(id, "e", "news");

        Assert.Equal("late news", (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task EventToAnEndedOrUnknownInstance_SaysSo()
    {
        Orchestrator("Short", _ => Task.FromResult(1));
        await StartAsync();
        await RunAsync("Short", id: "short");

        var ended = await Assert.ThrowsAsync<InstanceGoneException>(() => Client.RaiseEventAsync("short", "e", cancellation: Soon));
        var unknown = await Assert.ThrowsAsync<InstanceGoneException>(() => Client.RaiseEventAsync("nobody", "e", cancellation: Soon));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.Status);
        Assert.Null(unknown.Status);
    }

    [Fact]
    public async Task SendEvent_ReachesAnotherInstance()
    {
        Orchestrator("Receiver", context => context.WaitForExternalEvent<int>("number"));
        Orchestrator("Sender", context =>
        {
            context.SendEvent("receiver", "number", 42);
            context.SendEvent("nobody", "number", 1);
            return Task.FromResult(0);
        });
        await StartAsync();

        await Client.ScheduleNewOrchestrationInstanceAsync("Receiver", new StartOrchestrationOptions("receiver"));
        await RunAsync("Sender");

        Assert.Equal(42, (await Client.WaitForInstanceCompletionAsync("receiver", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task PayloadOfAnotherType_FailsTheWaitingCode()
    {
        Orchestrator("Typed", context => context.WaitForExternalEvent<int>("n"));
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Typed");
        await Client.RaiseEventAsync(id, "n", "not a number");
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.True(result.FailureDetails!.IsCausedBy<System.Text.Json.JsonException>(), result.FailureDetails.ToString());
    }

    [Fact]
    public async Task EventStorm_OfFiveThousand_IsTakenInCompletely()
    {
        Orchestrator("Count", async context =>
        {
            var sum = 0;
            for (var i = 0; i < 5000; i++)
            {
                sum += await context.WaitForExternalEvent<int>("n");
            }

            return sum;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Count");
        await Task.WhenAll(Enumerable.Range(0, 5000).Select(n => Client.RaiseEventAsync(id, "n", n)));

        Assert.Equal(Enumerable.Range(0, 5000).Sum(), (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<int>());
    }
}
