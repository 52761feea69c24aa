using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platform.Embedded.Composition;
using Platform.Embedded.Timers;

namespace Platform.Tests.Integration.Embedded;

public sealed class TimerTriggerTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("timers-").FullName;
    private readonly Recorder recorder = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 5, 1, 10, 30, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task DueTime_RunsOnce_WithItsSchedule()
    {
        await using var host = await StartAsync(typeof(Hourly));
        await AdvanceAsync(host, TimeSpan.FromMinutes(29));
        Assert.Empty(recorder.Entries);
        await AdvanceAsync(host, TimeSpan.FromMinutes(1), expected: 1);
        await AdvanceAsync(host, TimeSpan.FromMinutes(60), expected: 2);
        Assert.Equal(["run past=False next=11:00", "run past=False next=12:00"], recorder.Entries);
    }

    [Fact]
    public async Task MissedRuns_AreMadeUpForByOne()
    {
        await using (var host = await StartAsync(typeof(Hourly)))
            await AdvanceAsync(host, TimeSpan.FromMinutes(30), expected: 1);
        clock.Advance(TimeSpan.FromHours(5));
        await using (await StartAsync(typeof(Hourly)))
            await recorder.UntilAsync(2);
        await using (await StartAsync(typeof(Hourly)))
            await Task.Delay(200);
        Assert.Equal(["run past=False next=11:00", "run past=True next=12:00"], recorder.Entries);
    }

    [Fact]
    public async Task ChangedSchedule_StartsAfresh()
    {
        await using (var host = await StartAsync(typeof(Hourly)))
            await AdvanceAsync(host, TimeSpan.FromMinutes(30), expected: 1);
        clock.Advance(TimeSpan.FromHours(5));
        await using (await StartAsync(typeof(Hourly), "0 15 * * * *"))
            await Task.Delay(200);
        Assert.Single(recorder.Entries);
    }

    [Fact]
    public async Task LongRun_IsNotOverlapped_AndWhatItCoveredRunsOnce()
    {
        var release = new TaskCompletionSource();
        recorder.Behaviour = _ => release.Task;
        await using var host = await StartAsync(typeof(Hourly));
        await AdvanceAsync(host, TimeSpan.FromMinutes(30), expected: 1);
        clock.Advance(TimeSpan.FromHours(3));
        await Task.Delay(200);
        Assert.Single(recorder.Entries);
        release.SetResult();
        await AdvanceAsync(host, TimeSpan.FromMinutes(60), expected: 2);
        Assert.Equal("run past=False next=15:00", recorder.Entries[1]);
    }

    [Fact]
    public async Task ClockSetBack_DoesNotRunTwice()
    {
        await using var host = await StartAsync(typeof(Hourly));
        await AdvanceAsync(host, TimeSpan.FromMinutes(30), expected: 1);
        clock.AdjustTime(clock.GetUtcNow() - TimeSpan.FromMinutes(10));
        await AdvanceAsync(host, TimeSpan.FromMinutes(10));
        Assert.Single(recorder.Entries);
        await AdvanceAsync(host, TimeSpan.FromMinutes(60), expected: 2);
    }

    [Fact]
    public async Task ClockSetForward_RunsOnceForAllThatItSkipped()
    {
        await using var host = await StartAsync(typeof(Hourly));
        await AdvanceAsync(host, TimeSpan.FromMinutes(30), expected: 1);
        await AdvanceAsync(host, TimeSpan.FromHours(7), expected: 2);
        Assert.Equal(2, recorder.Entries.Count);
        await AdvanceAsync(host, TimeSpan.FromMinutes(60), expected: 3);
        Assert.Equal("run past=False next=19:00", recorder.Entries[2]);
    }

    [Fact]
    public async Task StatusWrittenWhileTheClockWasAhead_DoesNotHoldTheTimerUp()
    {
        clock.Advance(TimeSpan.FromDays(1000));
        await using (await StartAsync(typeof(Hourly)))
            await Task.Delay(100);
        clock.AdjustTime(clock.GetUtcNow() - TimeSpan.FromDays(1000));
        await using var host = await StartAsync(typeof(Hourly));
        await Task.Delay(100);
        clock.Advance(TimeSpan.FromMinutes(30));
        await recorder.UntilAsync(1);
    }

    [Fact]
    public async Task Status_IsWrittenAfterTheRun_SoThatARunThatDiesWithItsProcessIsMadeUpFor()
    {
        var release = new TaskCompletionSource();
        recorder.Behaviour = _ => release.Task;
        await using var host = await StartAsync(typeof(Hourly));
        var store = host.Services.GetRequiredService<TimerStore>();
        await AdvanceAsync(host, TimeSpan.FromMinutes(30), expected: 1);
        Assert.Equal(new DateTime(2026, 5, 1, 11, 0, 0), (await store.ReadAsync("Hourly", default))!.Next);
        release.SetResult();
        await Eventually.TrueAsync(
            async () => (await store.ReadAsync("Hourly", default))!.Next == new DateTime(2026, 5, 1, 12, 0, 0), () => "the run on record");
    }

    [Fact]
    public async Task ScheduleFasterThanAMinute_IsNotStored()
    {
        await using var host = await StartAsync(typeof(Fast));
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                return recorder.Entries.Count >= 2;
            },
            () => "two runs");
        Assert.Null(await host.Services.GetRequiredService<TimerStore>().ReadAsync("Fast", default));
    }

    [Fact]
    public async Task FailedRun_IsRepeatedAsTheAttributeSays_WithTheAttemptInTheContext()
    {
        recorder.Behaviour = entry => entry == "retry 2 of 2" ? Task.CompletedTask : throw new InvalidOperationException("no");
        await using var host = await StartAsync(typeof(Retried));
        await recorder.UntilAsync(3);
        Assert.Equal(["retry 0 of 2", "retry 1 of 2", "retry 2 of 2"], recorder.Entries);
    }

    [Fact]
    public async Task Admin_RunsATimerOnDemand_WithTheMasterKeyOnly()
    {
        await using var host = await StartAsync(typeof(Hourly));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.PostAsync("admin/functions/Hourly", null)).StatusCode);
        await host.UseMasterKeyAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await host.Client.PostAsync("admin/functions/hourly", null)).StatusCode);
        await recorder.UntilAsync(1);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.PostAsync("admin/functions/Other", null)).StatusCode);
    }

    /// <summary>Moves the clock once the listener has written down what it waits for, then waits for that many entries in all.</summary>
    private async Task AdvanceAsync(EmbeddedTestHost host, TimeSpan span, int expected = 0)
    {
        var store = host.Services.GetRequiredService<TimerStore>();
        await Eventually.TrueAsync(
            async () => (await store.ReadAsync("Hourly", default))?.Next > clock.GetUtcNow().UtcDateTime, () => "a next run on record");
        clock.Advance(span);
        await recorder.UntilAsync(expected);
        await Task.Delay(100);
    }

    private Task<EmbeddedTestHost> StartAsync(Type functions, string schedule = "0 0 * * * *") => EmbeddedTestHost.StartAsync(
        [functions],
        builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.ConfigureEmbeddedHost(options => options.TimeProvider = clock);
        },
        args: [$"--Schedule={schedule}"],
        directory: directory);

    public sealed class Hourly(Recorder recorder)
    {
        [Function("Hourly")]
        public Task Run([TimerTrigger("%Schedule%")] TimerInfo timer) => recorder.RecordAsync(string.Create(
            CultureInfo.InvariantCulture, $"run past={timer.IsPastDue} next={timer.ScheduleStatus!.Next:HH:mm}"));
    }

    public sealed class Fast(Recorder recorder)
    {
        [Function("Fast")]
        public Task Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => recorder.RecordAsync($"fast {timer.IsPastDue}");
    }

    public sealed class Retried(Recorder recorder)
    {
        [Function("Retried")]
        [FixedDelayRetry(2, "00:00:00")]
        public Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => recorder.RecordAsync(
            string.Create(CultureInfo.InvariantCulture, $"retry {context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}"));
    }
}
