using Microsoft.Data.Sqlite;

namespace Platform.Embedded.Durable.Store;

/// <summary>
/// The one writer. Operations that wait while a transaction is on its way to the disk are committed together in the next one,
/// so that the cost of a flush is shared by all who wait for it.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int LargestGroup = 512;
    private const int LargestQueue = 8192;

    private readonly StoreSession session;
    private readonly Action<CommitPoint>? observer;
    private readonly Thread thread;
    private readonly object gate = new();
    private readonly Queue<WriteOperation> waiting = new();
    private bool stopping;

    public StoreWriter(StoreSession session, Action<CommitPoint>? observer)
    {
        this.session = session;
        this.observer = observer;
        thread = new Thread(Loop) { IsBackground = true, Name = "durable-writer" };
        thread.Start();
    }

    /// <summary>Queues an operation. Blocks while the queue is full, except on the writer's own thread.</summary>
    public void Submit(WriteOperation operation)
    {
        lock (gate)
        {
            while (waiting.Count >= LargestQueue && !stopping && Thread.CurrentThread != thread)
            {
                Monitor.Wait(gate);
            }

            if (!stopping)
            {
                waiting.Enqueue(operation);
                Monitor.PulseAll(gate);
                return;
            }
        }

        operation.Failed(new InvalidOperationException("The durable engine is stopped."));
    }

    /// <summary>Queues <paramref name="execute"/>, one of <see cref="OperationNames"/>, and completes when its changes are on disk.</summary>
    public Task<T> WriteAsync<T>(string name, Func<StoreSession, T> execute, Action<T>? committed = null)
    {
        var operation = new WriteOperation<T>(name, execute, committed);
        Submit(operation);
        return operation.Done;
    }

    /// <summary>Writes what is queued, and ends.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.PulseAll(gate);
        }

        thread.Join();
        session.Dispose();
    }

    private void Loop()
    {
        var group = new List<WriteOperation>(LargestGroup);
        while (Take(group))
        {
            if (!TryWrite(group, out _))
            {
                WriteEachAlone(group);
            }

            group.Clear();
        }
    }

    private bool Take(List<WriteOperation> group)
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (stopping)
                {
                    return false;
                }

                Monitor.Wait(gate);
            }

            while (group.Count < LargestGroup && waiting.TryDequeue(out var operation))
            {
                group.Add(operation);
            }

            Monitor.PulseAll(gate);
            return true;
        }
    }

    private bool TryWrite(List<WriteOperation> group, out Exception? reason)
    {
        var begun = false;
        try
        {
            session.Begin();
            begun = true;
            foreach (var operation in group)
            {
                operation.Execute(session);
            }

            Observe(CommitMoment.Before, group);
            session.Commit();
        }
#pragma warning disable CA1031 // Whatever fails, the operations are told; the writer goes on for the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            reason = e;
            if (begun)
            {
                Undo();
            }

            return false;
        }

        reason = null;
        Observe(CommitMoment.After, group);
        group.ForEach(operation => operation.Committed());
        return true;
    }

    private void Observe(CommitMoment moment, List<WriteOperation> group) =>
        observer?.Invoke(new CommitPoint(moment, [.. group.Select(operation => operation.Name).Distinct()]));

    private void WriteEachAlone(List<WriteOperation> group)
    {
        foreach (var operation in group)
        {
            if (!TryWrite([operation], out var reason))
            {
                operation.Failed(reason is SqliteException e
                    ? new DurableStoreException($"The durable engine's database could not be written: {e.Message}", e)
                    : reason!);
            }
        }
    }

    private void Undo()
    {
        try
        {
            session.Rollback();
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself (disk full, I/O error).
        }
    }
}
