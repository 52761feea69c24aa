using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Purges instances whose time is over, with the sub-orchestrations that they started, in transactions so small that turns do not wait for them. A sub-orchestration
/// goes with its parent, so that this can be rewound as long as it is kept.
/// </summary>
internal sealed class RetentionSweep(DurableStore store, RetentionPolicy policy, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private const int Batch = 50;

    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public void Start()
    {
        if (policy.Limits.Any())
        {
            loop = Task.Run(LoopAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await PassAsync();
                await Task.Delay(policy.Interval, clock, stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The engine stops.
        }
    }

    private async Task PassAsync()
    {
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var purged = 0;
            foreach (var (status, limit) in policy.Limits)
            {
                var batch = Batch;
                while (batch == Batch)
                {
                    stopping.Token.ThrowIfCancellationRequested();
                    (batch, var count) = await store.Writer.WriteAsync(
                        OperationNames.Purge, session => Purge(session, session.Reader.EndedRoots(status, now - limit, Batch)));
                    purged += count;
                }
            }

            if (purged > 0)
            {
                logger.Purged(purged);
            }
        }
        catch (DurableStoreException e)
        {
            logger.NotPurged(e);
        }
    }

    private static (int Roots, int Purged) Purge(StoreSession session, List<InstanceRow> roots) =>
        (roots.Count, roots.Sum(root => InstanceWrites.Purge(session, root, recursive: true)));
}
