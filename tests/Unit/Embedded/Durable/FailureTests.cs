using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class FailureTests : EngineFixture
{
    [Fact]
    public async Task ActivityException_IsCaughtWithItsType()
    {
        Activity<int, int>("Break", _ => throw new InvalidOperationException("outer", new FormatException("inner")));
        Orchestrator("Catch", async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Break", 1);
            }
            catch (TaskFailedException e) when (e.FailureDetails.IsCausedBy<InvalidOperationException>())
            {
                return $"{e.TaskName} #{e.TaskId}: {e.FailureDetails.ErrorMessage} < {e.FailureDetails.InnerFailure!.ErrorMessage}";
            }
        });
        await StartAsync();

        Assert.Equal("Break #0: outer < inner", (await RunAsync("Catch")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task UnhandledFailure_EndsTheInstanceWithTheChain()
    {
        Activity<int, int>("Break", _ => throw new FormatException("bad form"));
        Orchestrator("Child", context => context.CallActivityAsync<int>("Break", 1));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child"));
        await StartAsync();

        var result = await RunAsync("Parent");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, result.FailureDetails!.ErrorType);
        var child = result.FailureDetails.InnerFailure!;
        Assert.Equal(typeof(TaskFailedException).FullName, child.ErrorType);
        Assert.True(child.InnerFailure!.IsCausedBy<FormatException>());
        Assert.Equal("bad form", child.InnerFailure.ErrorMessage);
    }

    [Fact]
    public async Task RetryPolicy_WaitsWithBackoffUpToTheLongestInterval()
    {
        var times = new List<DateTimeOffset>();
        Activity<int, int>("Flaky", _ =>
        {
            times.Add(Clock.GetUtcNow());
            return times.Count < 5 ? throw new TimeoutException() : 7;
        });
        Orchestrator("Retry", context => context.CallActivityAsync<int>("Flaky", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(
            5, TimeSpan.FromMinutes(1), 2, TimeSpan.FromMinutes(3)))));
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Retry");
        var result = await PassTimeUntilCompletedAsync(id, TimeSpan.FromSeconds(30));

        Assert.Equal(7, result.ReadOutputAs<int>());
        var waits = times.Zip(times.Skip(1), (a, b) => b - a).ToList();
        foreach (var (wait, least) in waits.Zip([1, 2, 3, 3], (wait, minutes) => (wait, TimeSpan.FromMinutes(minutes))))
        {
            Assert.InRange(wait, least, least + TimeSpan.FromMinutes(1.5));
        }
    }

    [Fact]
    public async Task RetryPolicy_GivesUpAfterItsAttempts()
    {
        var calls = 0;
        Activity<int, int>("Never", _ => throw new TimeoutException($"{++calls}"));
        Orchestrator("Retry", context => context.CallActivityAsync<int>("Never", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1)))));
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Retry");
        var result = await PassTimeUntilCompletedAsync(id, TimeSpan.FromSeconds(5));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(3, calls);
        Assert.Equal("3", result.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task RetryPolicy_LeavesAloneWhatItDoesNotHandle()
    {
        var calls = 0;
        Activity<int, int>("Break", _ => throw new ArgumentException($"{++calls}"));
        Orchestrator("Retry", context => context.CallActivityAsync<int>("Break", 1, TaskOptions.FromRetryPolicy(
            new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = failure => !failure.IsCausedBy<ArgumentException>() })));
        await StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await RunAsync("Retry")).RuntimeStatus);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task RetryHandler_DecidesOnTheLastFailure()
    {
        var calls = 0;
        Activity<int, int>("Flaky", _ => ++calls < 3 ? throw new TimeoutException() : calls);
        var attempts = new List<int>();
        Orchestrator("Retry", context => context.CallActivityAsync<int>("Flaky", 1, TaskOptions.FromRetryHandler(retry =>
        {
            if (!context.IsReplaying)
            {
                attempts.Add(retry.LastAttemptNumber);
            }

            return retry.LastFailure.IsCausedBy<TimeoutException>();
        })));
        await StartAsync();

        Assert.Equal(3, (await RunAsync("Retry")).ReadOutputAs<int>());
        Assert.Equal([1, 2], attempts);
    }

    [Fact]
    public async Task SubOrchestration_IsRetriedByItsPolicy()
    {
        var calls = 0;
        Activity<int, int>("Flaky", _ => ++calls < 3 ? throw new TimeoutException() : calls);
        Orchestrator("Child", context => context.CallActivityAsync<int>("Flaky", 1));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>(
            "Child", null, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1))).WithInstanceId("the child")));
        await StartAsync();

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Parent");

        Assert.Equal(3, (await PassTimeUntilCompletedAsync(id, TimeSpan.FromSeconds(2))).ReadOutputAs<int>());
    }

    [Fact]
    public async Task UnknownFunctions_FailWithTheirNameAndWithoutRetries()
    {
        Orchestrator("Calls", context => context.CallActivityAsync<int>("Nowhere", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(9, TimeSpan.FromDays(1)))));
        await StartAsync();

        var activity = await RunAsync("Calls");
        var orchestrator = await RunAsync("Nobody");

        Assert.Equal(Failures.ActivityNotFound, activity.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Contains("'Nowhere'", activity.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(Failures.OrchestratorNotFound, orchestrator.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task FanOutWithOneFailure_StillWaitsForAllTheOthers()
    {
        var done = 0;
        Activity<int, int>("Maybe", n => n == 3 ? throw new FormatException("three") : Interlocked.Increment(ref done));
        Orchestrator("FanOut", async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(n => context.CallActivityAsync<int>("Maybe", n)));
            return 0;
        });
        await StartAsync();

        var result = await RunAsync("FanOut");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(9, done);
    }

    [Fact]
    public async Task ChildWithTheIdOfARunningInstance_IsRefused()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("never"));
        Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Waits", null, new SubOrchestrationOptions(instanceId: "taken")));
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("taken"));

        Assert.Equal(Failures.InstanceExists, (await RunAsync("Parent")).FailureDetails!.InnerFailure!.ErrorType);
    }
}
