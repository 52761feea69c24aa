using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>Waiting costs no memory; <c>tests/Benchmarks -- engine-memory</c> shows it for a million.</summary>
public sealed class MemoryTests : EngineFixture
{
    private const int Instances = 1500;

    [Fact]
    public async Task WaitingInstances_LeaveMemory_AndComeBackForTheirEvent()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go", TimeSpan.FromDays(365)));
        // Room for the histories of a hundred or so.
        await StartAsync(cachedEvents: 2000);
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(async n =>
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions($"w-{n}"));
            await Client.WaitForInstanceStartAsync($"w-{n}", Soon);
        }));

        await UntilAsync(() => Task.FromResult(Engine.LiveInstances < 200));
        await Client.RaiseEventAsync("w-0", "go", 1);
        await Client.RaiseEventAsync($"w-{Instances - 1}", "go", 2);

        Assert.Equal(1, (await Client.WaitForInstanceCompletionAsync("w-0", true, Soon)).ReadOutputAs<int>());
        Assert.Equal(2, (await Client.WaitForInstanceCompletionAsync($"w-{Instances - 1}", true, Soon)).ReadOutputAs<int>());
        Assert.Equal(Instances - 2, Count("SELECT count(*) FROM timer"));
    }

    /// <summary>After a start only what has something to do is in memory.</summary>
    [Fact]
    public async Task WaitingInstances_AreNotReadAtAStart()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(async n =>
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions($"w-{n}"));
            await Client.WaitForInstanceStartAsync($"w-{n}", Soon);
        }));
        Assert.InRange(Engine.LiveInstances, 300, 300);

        await RestartAsync();
        await Client.RaiseEventAsync("w-7", "go", 1);
        await Client.WaitForInstanceCompletionAsync("w-7", Soon);

        Assert.InRange(Engine.LiveInstances, 0, 1);
    }
}
