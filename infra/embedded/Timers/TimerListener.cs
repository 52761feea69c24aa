using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Timers;

/// <summary>
/// Runs one timer function, never twice at once. The status is written after a run: one that the process did not survive, or that was due
/// while no host ran, is made up for once at the next start. A changed schedule starts afresh. The clock is looked at least once a minute,
/// so that a jump of it is noticed; what became due several times meanwhile runs once.
/// </summary>
internal sealed partial class TimerListener(
    FunctionEntry function, TimerDeclaration timer, FunctionInvoker invoker, TimerStore store, TimeProvider time, ILogger logger) : ITriggerListener
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> demands = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TimerStatus? status;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private bool Monitored => timer.UseMonitor && !timer.Schedule.IsFast(Now);

    /// <summary>Asks for a run as soon as none is going on.</summary>
    public void RunNow() => demands.Writer.TryWrite(true);

    public async Task RunAsync(TriggerLifetime lifetime)
    {
        try
        {
            var pastDue = await LoadAsync(lifetime.Stopping);
            if (pastDue || timer.RunOnStartup)
                await FireAsync(pastDue, lifetime);
            var next = Earlier(status?.Next, timer.Schedule.Next(Now));
            while (!lifetime.Stopping.IsCancellationRequested)
            {
                var demanded = await SleepAsync(next, lifetime.Stopping);
                if (!demanded && (next is null || Now < next))
                    continue;
                next = await FireAsync(pastDue: false, lifetime, demanded ? next : null);
            }
        }
        catch (OperationCanceledException) when (lifetime.Stopping.IsCancellationRequested)
        {
            Stopped(function.Name);
        }
    }

    /// <summary>Reads the status, or makes the first one; true when a run was missed.</summary>
    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!Monitored)
            return false;
        status = await store.ReadAsync(function.Name, cancellation);
        if (status is not null && status.Schedule == timer.Schedule.Text)
            return status.Next <= Now;
        await SaveAsync(default, timer.Schedule.Next(Now), cancellation);
        return false;
    }

    private async Task SaveAsync(DateTime last, DateTime? next, CancellationToken cancellation)
    {
        status = new TimerStatus(last, next ?? DateTime.MaxValue, Now, timer.Schedule.Text);
        await store.WriteAsync(function.Name, status, cancellation);
    }

    // A stored time far ahead, written while the clock was wrong, does not hold the timer up.
    private static DateTime? Earlier(DateTime? stored, DateTime? computed) => stored < computed ? stored : computed;

    private async Task<bool> SleepAsync(DateTime? until, CancellationToken cancellation)
    {
        var left = until is { } due ? due - Now : LongestSleep;
        if (left > TimeSpan.Zero)
        {
            using var wake = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var sleep = Task.Delay(left < LongestSleep ? left : LongestSleep, time, wake.Token);
            var demand = demands.Reader.WaitToReadAsync(wake.Token).AsTask();
            await Task.WhenAny(sleep, demand);
            await wake.CancelAsync();
        }

        cancellation.ThrowIfCancellationRequested();
        return demands.Reader.TryRead(out _);
    }

    /// <summary>Runs the function and returns when it is due next: <paramref name="pending"/> when that is still to come.</summary>
    private async Task<DateTime?> FireAsync(bool pastDue, TriggerLifetime lifetime, DateTime? pending = null)
    {
        var began = Now;
        if (pastDue)
            MadeUp(function.Name, status!.Next);
        var told = status is null ? null : new ScheduleStatus { Last = status.Last, Next = status.Next, LastUpdated = status.Updated };
        await AttemptAsync(new TimerInfo { ScheduleStatus = told, IsPastDue = pastDue }, lifetime);
        // A clock that was set back during the run does not make the same time due again.
        var next = pending > Now ? pending : timer.Schedule.Next(Now > began ? Now : began);
        if (Monitored && !lifetime.Aborting.IsCancellationRequested)
            await SaveAsync(began, next, lifetime.Aborting);
        return next;
    }

    private async Task AttemptAsync(TimerInfo info, TriggerLifetime lifetime)
    {
        for (var repeat = 0; ; repeat++)
        {
            try
            {
                await invoker.InvokeAsync(function, new TriggerInput(info, null, null, repeat, function.Retry?.MaxRetryCount ?? 0), lifetime.Aborting);
                return;
            }
            catch (OperationCanceledException) when (lifetime.Aborting.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Failed(function.Name, repeat + 1, e);
                if (function.Retry is not { } retry || !retry.Allows(repeat))
                    return;
                await Task.Delay(retry.Pause(repeat + 1), time, lifetime.Stopping);
            }
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "Timer function {Function} failed (attempt {Attempt})")]
    private partial void Failed(string function, int attempt, Exception exception);

    [LoggerMessage(3102, LogLevel.Information, "Timer function {Function} was due at {Due:u} while no host ran; it runs now")]
    private partial void MadeUp(string function, DateTime due);

    [LoggerMessage(3103, LogLevel.Debug, "Timer function {Function} stopped")]
    private partial void Stopped(string function);
}
