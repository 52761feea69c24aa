using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.Replay;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class DeterminismTests : EngineFixture
{
    [Theory]
    [InlineData("other activity", "expected activity 'A' (#0), but the code scheduled activity 'B' (#0)")]
    [InlineData("timer", "expected activity 'A' (#0), but the code scheduled timer (#0)")]
    [InlineData("nothing", "expected activity 'A' (#0), but the code scheduled nothing")]
    [InlineData("more", "expected no further request in this turn, but the code scheduled activity 'B' (#1)")]
    [InlineData("end", "but the code has already ended")]
    public async Task CodeThatDecidesOtherwiseThanItsHistory_FailsAndSaysWhere(string change, string expected)
    {
        Activity<int, int>("A", n => n);
        Activity<int, int>("B", n => n);
        Orchestrator("Flow", async context => await context.CallActivityAsync<int>("A", 1) + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("flow-1"));
        await UntilAsync(async () => (await Client.GetInstanceAsync(id, Soon))!.IsRunning);
        await Task.Delay(100);
        await StopAsync();

        ForgetFunctions();
        Activity<int, int>("A", n => n);
        Activity<int, int>("B", n => n);
        Orchestrator("Flow", context => Changed(change, context));
        await StartAsync();
        await Client.RaiseEventAsync(id, "go", 1);
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, result.FailureDetails!.ErrorType);
        Assert.Contains("'flow-1'", result.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(expected, result.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReleaseThatOnlyAddsAfterwards_GoesOn()
    {
        Activity<int, int>("A", n => n);
        Orchestrator("Flow", async context => await context.CallActivityAsync<int>("A", 1) + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await Client.WaitForInstanceStartAsync(id, Soon);
        await StopAsync();

        ForgetFunctions();
        Activity<int, int>("a", n => n);
        Activity<int, int>("Added", n => n * 100);
        Orchestrator("flow", async context =>
        {
            var sum = await context.CallActivityAsync<int>("A", 1) + await context.WaitForExternalEvent<int>("go");
            return await context.CallActivityAsync<int>("Added", sum);
        });
        await StartAsync();
        await Client.RaiseEventAsync(id, "go", 1);

        Assert.Equal(200, (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("delay beside a timer")]
    [InlineData("configure await")]
    [InlineData("task run")]
    [InlineData("cancel async")]
    public async Task AwaitOfSomethingNotDurable_FailsTheInstance(string what)
    {
        Orchestrator("Strays", async context =>
        {
            switch (what)
            {
                case "delay":
                    await Task.Delay(20);
                    break;
                case "delay beside a timer":
                    _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                    await Task.Delay(20);
                    break;
                case "configure await":
                    await Task.Delay(20).ConfigureAwait(false);
                    await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                    break;
                case "task run":
                    await Task.Run(() => Thread.Sleep(20));
                    break;
                default:
                    using (var cancellation = new CancellationTokenSource())
                    {
                        var timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
                        await cancellation.CancelAsync();
                        await Task.WhenAny(timer);
                    }

                    break;
            }

            return 1;
        });
        await StartAsync();

        var result = await RunAsync("Strays");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Contains("to await a durable task", result.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_IsTheSameOnReplayAndNeverGoesBack()
    {
        Activity<int, int>("A", n => n);
        var seen = new List<DateTime[]>();
        Orchestrator("Times", async context =>
        {
            var times = new List<DateTime> { context.CurrentUtcDateTime };
            for (var i = 0; i < 3; i++)
            {
                await context.CallActivityAsync<int>("A", i);
                times.Add(context.CurrentUtcDateTime);
            }

            seen.Add([.. times]);
            return times;
        });
        await StartAsync();

        var result = (await RunAsync("Times")).ReadOutputAs<DateTime[]>()!;

        Assert.Equal(result.Order(), result);
        Assert.All(result, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
        Assert.All(seen, times => Assert.Equal(result.Take(times.Length), times));
    }

    private static async Task<int> Changed(string change, TaskOrchestrationContext context)
    {
        switch (change)
        {
            case "other activity":
                return await context.CallActivityAsync<int>("B", 1);
            case "timer":
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return 0;
            case "nothing":
                return await context.WaitForExternalEvent<int>("go");
            case "more":
                var extra = context.CallActivityAsync<int>("A", 1);
                _ = context.CallActivityAsync<int>("B", 1);
                return await extra + await context.WaitForExternalEvent<int>("go");
            default:
                _ = context.CallActivityAsync<int>("A", 1);
                return 0;
        }
    }
}
