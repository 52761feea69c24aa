using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Fires timers when they are due. Timers live in the database only; in memory there is just the time of the next one.</summary>
internal sealed class TimerPump(DurableStore store, TimeProvider clock, Action<long> signal, ILogger logger) : IAsyncDisposable
{
    private const int Batch = 500;

    /// <summary>Longest sleep, so that a clock that was set is noticed.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly object gate = new();
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTime target = DateTime.MaxValue;
    private Task loop = Task.CompletedTask;

    public void Start() => loop = Task.Run(LoopAsync);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    /// <summary>A timer at <paramref name="fireAt"/> has been committed.</summary>
    public void Added(DateTime fireAt)
    {
        lock (gate)
        {
            if (fireAt < target)
            {
                wake.TrySetResult();
            }
        }
    }

    private async Task LoopAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await StepAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DurableStoreException e)
            {
                logger.TimersNotRead(e, RetryDelay);
                await Task.Delay(RetryDelay, CancellationToken.None);
            }
        }
    }

    private async Task StepAsync()
    {
        Task woken;
        lock (gate)
        {
            // Until the database has been asked, any new timer may be the earliest.
            wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            woken = wake.Task;
            target = DateTime.MaxValue;
        }

        var next = store.Read(reader => reader.NextTimer());
        var now = clock.GetUtcNow().UtcDateTime;
        if (next <= now)
        {
            var fired = await store.Writer.WriteAsync(OperationNames.Timers, session => InstanceWrites.FireTimers(session, now, Batch));
            foreach (var instance in fired)
            {
                signal(instance);
            }

            return;
        }

        lock (gate)
        {
            target = next ?? DateTime.MaxValue;
        }

        var sleep = next - now is { } wait && wait < LongestSleep ? wait : LongestSleep;
        await SleepAsync(sleep, woken);
    }

    private async Task SleepAsync(TimeSpan sleep, Task woken)
    {
        using var sleeping = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var delay = Task.Delay(sleep, clock, sleeping.Token);
        await Task.WhenAny(delay, woken);
        await sleeping.CancelAsync();
        stopping.Token.ThrowIfCancellationRequested();
    }
}
