namespace Platform.Spatial.Overlay;

/// <summary>
/// Works on a stream in parallel and gives the results in its order. The caller's thread reads and hands out, as many others work; some batches ahead are
/// worked on before their results are asked for.
/// </summary>
internal static class SubjectStream
{
    // A handful is not worth waiting for the thread pool.
    private const int Few = 32;
    private const int BatchesAhead = 4;

    public static int ThreadsFor(int threads) => threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Runs over the items, lazily.</summary>
    /// <param name="items">What is worked on.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="workBatch">Works on a batch, on any thread.</param>
    /// <param name="threads">Degree of parallelism.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static IEnumerable<TResult> Run<TItem, TResult>(
        IEnumerable<TItem> items, int batchSize, Func<TItem[], TResult> workBatch, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        return threads == 1 || (items.TryGetNonEnumeratedCount(out var count) && count < Few)
            ? OneByOne(items, batchSize, workBatch, cancellation)
            : InParallel(items, batchSize, workBatch, threads, cancellation);
    }

    private static IEnumerable<TResult> OneByOne<TItem, TResult>(
        IEnumerable<TItem> items, int batchSize, Func<TItem[], TResult> workBatch, CancellationToken cancellation)
    {
        foreach (var batch in items.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return workBatch(batch);
        }
    }

    private static IEnumerable<TResult> InParallel<TItem, TResult>(
        IEnumerable<TItem> items, int batchSize, Func<TItem[], TResult> workBatch, int threads, CancellationToken cancellation)
    {
        var workers = new TaskFactory(
            cancellation, TaskCreationOptions.None, TaskContinuationOptions.None,
            new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler);
        var open = new Queue<Task<TResult>>();
        try
        {
            foreach (var batch in items.Chunk(batchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                open.Enqueue(workers.StartNew(() => workBatch(batch)));
                if (open.Count > BatchesAhead * threads)
                    yield return open.Dequeue().GetAwaiter().GetResult();
            }

            while (open.TryDequeue(out var next))
                yield return next.GetAwaiter().GetResult();
        }
        finally
        {
            // Nobody works on when the caller has gone.
            Task.WhenAll(open).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }
}
