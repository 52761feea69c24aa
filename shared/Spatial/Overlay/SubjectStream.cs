using System.Collections.Concurrent;

namespace Platform.Spatial.Overlay;

/// <summary>Works on a stream in parallel and gives the results in its order: batches are handed out one by one, each with a worker of its own.</summary>
internal static class SubjectStream
{
    // A handful is not worth waiting for the thread pool.
    private const int Few = 32;

    public static int ThreadsFor(int threads) => threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Runs over the items, lazily.</summary>
    /// <param name="items">What is worked on.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="workBatch">Works on a batch, on any thread.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static IEnumerable<TResult> Run<TItem, TResult>(
        IEnumerable<TItem> items, int batchSize, Func<IReadOnlyList<TItem>, TResult[]> workBatch, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        var batches = items.Chunk(batchSize);
        if (threads == 1 || (items.TryGetNonEnumeratedCount(out var count) && count < Few))
        {
            return batches.SelectMany(batch =>
            {
                cancellation.ThrowIfCancellationRequested();
                return workBatch(batch);
            });
        }

        return Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering)
            .AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithCancellation(cancellation)
            .Select(batch => workBatch(batch))
            .AsSequential()
            .SelectMany(results => results);
    }
}
