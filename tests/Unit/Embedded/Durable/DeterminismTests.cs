using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.Replay;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class DeterminismTests : EngineFixture
{
    private int deviatingLine;

    [Theory]
    [InlineData("other activity", "at history event 2: expected activity 'A' (#0), but the code scheduled activity 'B' (#0), in ")]
    [InlineData("timer", "at history event 2: expected activity 'A' (#0), but the code scheduled timer (#0), in ")]
    [InlineData("nothing", "at history event 2: expected activity 'A' (#0), but the code scheduled nothing, after ")]
    [InlineData("more", "at history event 3: expected no further request in this turn, but the code scheduled activity 'B' (#1), in ")]
    [InlineData("end", "at history event 3: expected the orchestrator to wait here, but the code has already ended, after ")]
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
        var place = $"{typeof(DeterminismTests).FullName}.{nameof(Changed)} ({nameof(DeterminismTests)}.cs:{deviatingLine})";
        Assert.Contains(expected + place, result.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodeThatCallsNothing_IsNamedByItsOwnMember()
    {
        Activity<int, int>("A", n => n);
        Orchestrator("Flow", async context => await context.CallActivityAsync<int>("A", 1) + await context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await UntilAsync(async () => (await Client.GetInstanceAsync(id, Soon))!.IsRunning);
        await StopAsync();

        ForgetFunctions();
        Configure(engine => engine.AddOrchestrator("Flow", _ => Task.FromResult<object?>(0), "Some.Flow.RunAsync"));
        await StartAsync();
        await Client.RaiseEventAsync(id, "go", 1);
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Contains("but the code scheduled nothing, in Some.Flow.RunAsync.", result.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>A decision by chance deviates only now and then; its place is found all the same.</summary>
    [Fact]
    public async Task DecisionByChance_IsFoundInItsMember()
    {
        var calls = 0;
        Activity<int, int>("Even", n => n);
        Activity<int, int>("Odd", n => n);
        Orchestrator("Flow", async context =>
        {
            await context.CallActivityAsync<int>(Interlocked.Increment(ref calls) % 2 == 0 ? "Even" : "Odd", 1);
            return await context.CallActivityAsync<int>("Even", 1);
        });
        await StartAsync();

        var result = await RunAsync("Flow");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Contains($"'Even' (#0), in {typeof(DeterminismTests).FullName}.{nameof(DecisionByChance_IsFoundInItsMember)} (", result.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
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
        Assert.Contains($" {typeof(DeterminismTests).FullName}.{nameof(AwaitOfSomethingNotDurable_FailsTheInstance)}", result.FailureDetails.ErrorMessage, StringComparison.Ordinal);
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

    private static int Line([CallerLineNumber] int line = 0) => line;

    private async Task<int> Changed(string change, TaskOrchestrationContext context)
    {
        switch (change)
        {
            case "other activity":
                deviatingLine = Line() + 1;
                return await context.CallActivityAsync<int>("B", 1);
            case "timer":
                deviatingLine = Line() + 1;
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return 0;
            case "nothing":
                deviatingLine = Line() + 1;
                return await context.WaitForExternalEvent<int>("go");
            case "more":
                var extra = context.CallActivityAsync<int>("A", 1);
                deviatingLine = Line() + 1;
                _ = context.CallActivityAsync<int>("B", 1);
                return await extra + await context.WaitForExternalEvent<int>("go");
            default:
                deviatingLine = Line() + 1;
                _ = context.CallActivityAsync<int>("A", 1);
                return 0;
        }
    }
}
