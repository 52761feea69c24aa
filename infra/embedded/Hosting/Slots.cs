namespace Platform.Embedded.Hosting;

/// <summary>Runs a bounded number of invocations at once and knows when all have ended.</summary>
internal sealed class Slots(int count) : IDisposable
{
    private readonly SemaphoreSlim free = new(count, count);

    /// <summary>Invocations that are going on.</summary>
    public int Busy => count - free.CurrentCount;

    /// <summary>Waits for a free slot and starts the work there; the work must not throw.</summary>
    public async Task StartAsync(Func<Task> work, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await work();
                }
                finally
                {
                    free.Release();
                }
            },
            CancellationToken.None);
    }

    /// <summary>Waits until nothing goes on any more; nothing may be started meanwhile.</summary>
    public async Task DrainAsync()
    {
        for (var i = 0; i < count; i++)
            await free.WaitAsync();
        free.Release(count);
    }

    public void Dispose() => free.Dispose();
}
