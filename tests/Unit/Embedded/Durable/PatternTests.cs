using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>The documented patterns of Durable Functions.</summary>
public sealed class PatternTests : EngineFixture
{
    public enum Verdict
    {
        Open,
        Done,
    }

    public sealed record Patch(string Id, decimal AreaM2, Verdict Verdict);

    [Fact]
    public async Task FunctionChaining_PassesEachResultOn()
    {
        Activity<string, string>("Greet", name => $"Hello {name}");
        Orchestrator("Chain", async context =>
        {
            var first = await context.CallActivityAsync<string>("Greet", "Tokyo");
            var second = await context.CallActivityAsync<string>("greet", first);
            return await context.CallActivityAsync<string>("GREET", second);
        });
        await StartAsync();

        var result = await RunAsync("chain");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, result.RuntimeStatus);
        Assert.Equal("Hello Hello Hello Tokyo", result.ReadOutputAs<string>());
    }

    [Fact]
    public async Task FanOutFanIn_OfTwoHundred_SumsAll()
    {
        Activity<int, int>("Square", n => n * n);
        Orchestrator("FanOut", async context =>
        {
            var tasks = Enumerable.Range(1, 200).Select(n => context.CallActivityAsync<int>("Square", n)).ToList();
            return (await Task.WhenAll(tasks)).Sum();
        });
        await StartAsync();

        var result = await RunAsync("FanOut");

        Assert.Equal(Enumerable.Range(1, 200).Sum(n => n * n), result.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Payloads_KeepRecordsDecimalsAndEnums()
    {
        Activity<Patch, Patch>("Check", patch => patch with { Verdict = Verdict.Done });
        Orchestrator("Payload", context => context.CallActivityAsync<Patch>("Check", context.GetInput<Patch>()));
        await StartAsync();

        var result = await RunAsync("Payload", new Patch("图斑-1", 1218301.10m, Verdict.Open));

        Assert.Equal(new Patch("图斑-1", 1218301.10m, Verdict.Done), result.ReadOutputAs<Patch>());
        Assert.Contains("1218301.10", result.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_PollsOnDurableTimersUntilDone()
    {
        var polls = 0;
        Activity<int, bool>("Poll", _ => ++polls == 3);
        Orchestrator("Monitor", async context =>
        {
            var since = context.CurrentUtcDateTime;
            while (!await context.CallActivityAsync<bool>("Poll", 0))
            {
                await context.CreateTimer(TimeSpan.FromMinutes(30), CancellationToken.None);
            }

            return context.CurrentUtcDateTime - since;
        });
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Monitor");
        var result = await PassTimeUntilCompletedAsync(id, TimeSpan.FromMinutes(10));

        Assert.Equal(3, polls);
        Assert.True(result.ReadOutputAs<TimeSpan>() >= TimeSpan.FromHours(1), result.SerializedOutput);
    }

    [Fact]
    public async Task HumanInteraction_TakesTheApprovalBeforeTheTimeout()
    {
        Orchestrator("Approve", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            var timeout = context.CreateTimer(TimeSpan.FromDays(3), cancellation.Token);
            var approval = context.WaitForExternalEvent<bool>("Approval");
            if (await Task.WhenAny(timeout, approval) == approval)
            {
                cancellation.Cancel();
                return approval.Result ? "approved" : "rejected";
            }

            return "escalated";
        });
        await StartAsync();

        var approved = await Client.ScheduleNewOrchestrationInstanceAsync("Approve");
        await Client.RaiseEventAsync(approved, "approval", true);
        var escalated = await Client.ScheduleNewOrchestrationInstanceAsync("Approve");

        Assert.Equal("approved", (await Client.WaitForInstanceCompletionAsync(approved, true, Soon)).ReadOutputAs<string>());
        Assert.Equal("escalated", (await PassTimeUntilCompletedAsync(escalated, TimeSpan.FromDays(1))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Guids_AreDistinctAndTheSameOnReplay()
    {
        Activity<int, int>("Nothing", n => n);
        var seen = new List<Guid[]>();
        Orchestrator("Guids", async context =>
        {
            Guid[] ids = [context.NewGuid(), context.NewGuid()];
            seen.Add(ids);
            await context.CallActivityAsync<int>("Nothing", 1);
            return ids[0];
        });
        await StartAsync();

        await RunAsync("Guids");
        await RunAsync("Guids");

        Assert.Equal(4, seen.Count);
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(4, seen.SelectMany(ids => ids).Distinct().Count());
    }

    [Fact]
    public async Task TwoThousandInstancesInParallel_AllEnd()
    {
        Activity<int, int>("Twice", n => n * 2);
        Orchestrator("Small", async context => await context.CallActivityAsync<int>("Twice", context.GetInput<int>()));
        await StartAsync(cachedEvents: 2000);

        var ids = await Task.WhenAll(Enumerable.Range(0, 2000).Select(n => Client.ScheduleNewOrchestrationInstanceAsync("Small", n)));
        var results = await Task.WhenAll(ids.Select(id => Client.WaitForInstanceCompletionAsync(id, true, Soon)));

        Assert.Equal(Enumerable.Range(0, 2000).Sum(n => n * 2), results.Sum(result => result.ReadOutputAs<int>()));
    }
}
