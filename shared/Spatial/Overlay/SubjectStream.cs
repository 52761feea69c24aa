using NetTopologySuite.Geometries;

namespace Platform.Spatial.Overlay;

/// <summary>
/// Works on a stream in parallel and gives the results in its order. The caller's thread reads, and works when it is ahead; some batches are worked on before
/// their results are asked for.
/// </summary>
internal static class SubjectStream
{
    private const int BatchesAhead = 4;

    public static int ThreadsFor(int threads) => threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Parts a stream, lazily, into batches of at most so many items, each of which ends with the item that brings it to so many points.</summary>
    public static IEnumerable<TItem[]> Batches<TItem>(IEnumerable<TItem> items, Func<TItem, Geometry?> geometryOf, int mostItems, int points)
    {
        var (batch, sum) = (new List<TItem>(mostItems), 0L);
        foreach (var item in items)
        {
            batch.Add(item);
            sum += geometryOf(item)?.NumPoints ?? 0;
            if (batch.Count < mostItems && sum < points)
                continue;

            yield return [.. batch];
            batch.Clear();
            sum = 0;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    /// <summary>Runs over batches, lazily.</summary>
    /// <param name="batches">What is worked on.</param>
    /// <param name="work">Works on a batch, on any thread.</param>
    /// <param name="threads">Degree of parallelism, the caller's thread included.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static IEnumerable<TResult> Run<TBatch, TResult>(IEnumerable<TBatch> batches, Func<TBatch, TResult> work, int threads, CancellationToken cancellation) =>
        threads == 1 ? OneByOne(batches, work, cancellation) : InParallel(batches, work, threads, cancellation);

    private static IEnumerable<TResult> OneByOne<TBatch, TResult>(IEnumerable<TBatch> batches, Func<TBatch, TResult> work, CancellationToken cancellation)
    {
        foreach (var batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return work(batch);
        }
    }

    private static IEnumerable<TResult> InParallel<TBatch, TResult>(
        IEnumerable<TBatch> batches, Func<TBatch, TResult> work, int threads, CancellationToken cancellation)
    {
        var crew = new Crew<TResult>(threads - 1);
        try
        {
            foreach (var batch in batches)
            {
                cancellation.ThrowIfCancellationRequested();
                crew.Add(() => work(batch));
                if (crew.Open > BatchesAhead * threads)
                    yield return crew.Take();
            }

            while (crew.Open > 0)
                yield return crew.Take();
        }
        finally
        {
            // Nobody works on when the caller has gone.
            crew.Stop();
        }
    }
}
