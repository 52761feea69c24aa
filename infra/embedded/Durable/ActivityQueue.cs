using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Waiting activities in the order of their commit. Only a window is kept in memory; when more wait, they are read from the database as the window empties.
/// </summary>
internal sealed class ActivityQueue(Func<long, int, List<ActivityRow>> read) : IDisposable
{
    private const int Window = 4096;

    private readonly object gate = new();
    private readonly Queue<ActivityRow> window = new();
    private readonly SemaphoreSlim available = new(0);
    private long queuedTo;
    private long committedTo;
    private bool closed;

    /// <summary>At the start: there may be waiting activities up to <paramref name="lastSeq"/> in the database.</summary>
    public void Begin(long lastSeq)
    {
        lock (gate)
        {
            committedTo = lastSeq;
        }

        available.Release();
    }

    /// <summary>Activities have been committed; called in the order of commit.</summary>
    public void Add(List<ActivityRow> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                if (closed)
                {
                    return;
                }

                var behind = queuedTo < committedTo;
                committedTo = Math.Max(committedTo, row.Seq);
                // A fill that ran between commit and this call may have read the row already.
                if (behind || row.Seq <= queuedTo || window.Count >= Window)
                {
                    continue;
                }

                queuedTo = row.Seq;
                window.Enqueue(row);
                available.Release();
            }
        }
    }

    /// <summary>The next activity; waits until there is one.</summary>
    public async Task<ActivityRow> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await available.WaitAsync(cancellation);
            if (TryTake() is { } row)
            {
                return row;
            }
        }
    }

    /// <summary>Nobody takes any more: what is still added waits in the database.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            available.Dispose();
        }
    }

    /// <summary>
    /// One permit stands for each row of the window. When the window is empty but the database has more, it is filled and the permits renewed;
    /// a permit that finds neither is dropped.
    /// </summary>
    private ActivityRow? TryTake()
    {
        lock (gate)
        {
            if (window.Count == 0 && queuedTo < committedTo)
            {
                Fill();
            }

            if (!window.TryDequeue(out var row))
            {
                return null;
            }

            if (window.Count == 0 && queuedTo < committedTo)
            {
                // Somebody has to come back for what only the database has.
                available.Release();
            }

            return row;
        }
    }

    private void Fill()
    {
        List<ActivityRow> rows;
        try
        {
            rows = read(queuedTo, Window);
        }
        catch
        {
            available.Release();
            throw;
        }

        foreach (var row in rows)
        {
            window.Enqueue(row);
        }

        queuedTo = rows.Count < Window ? Math.Max(committedTo, rows.Count == 0 ? 0 : rows[^1].Seq) : rows[^1].Seq;
        if (rows.Count > 1)
        {
            available.Release(rows.Count - 1);
        }
    }
}
