using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;

namespace Platform.Storage.Sqlite;

/// <summary>
/// The one writer of a database. Requests wait in a bounded queue; a thread of its own takes all that wait, applies each within a savepoint and
/// commits them together, so that many callers share one sync of the disk. A request is answered only after the commit.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int QueueLength = 128;
    private const long GroupBytes = 16_000_000;

    private readonly SqliteConnection connection;
    private readonly string path;
    private readonly Channel<Request> queue = Channel.CreateBounded<Request>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Thread thread;

    public SqliteWriter(SqliteConnection connection, string path)
    {
        this.connection = connection;
        this.path = path;
        thread = new Thread(Run) { IsBackground = true, Name = $"writer of {Path.GetFileName(path)}" };
        thread.Start();
    }

    /// <summary>Queues work; <paramref name="apply"/> runs on the writer's thread and says whether its changes are to be kept.</summary>
    /// <param name="apply">Applies the changes and returns the answer; false discards what it changed.</param>
    /// <param name="bytes">Approximate size, to bound a group.</param>
    /// <param name="cancellation">Honoured until the request is queued.</param>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, (T Answer, bool Keep)> apply, long bytes, CancellationToken cancellation)
    {
        var request = new Request<T>(apply, bytes);
        try
        {
            await queue.Writer.WriteAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new DocumentStoreException(DocumentStoreFailure.Closed, $"{path} has been closed.");
        }

        return await request.Answer.ConfigureAwait(false);
    }

    /// <summary>Finishes what is queued, then returns; the connection stays open.</summary>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
    }

    private void Run()
    {
        var group = new List<Request>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var bytes = 0L;
            while (bytes < GroupBytes && queue.Reader.TryRead(out var request))
            {
                group.Add(request);
                bytes += request.Bytes;
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<Request> group)
    {
        try
        {
            SqliteDatabase.Execute(connection, "BEGIN IMMEDIATE");
            foreach (var request in group)
                Apply(request);
            SqliteDatabase.Execute(connection, "COMMIT");
        }
        catch (SqliteException e)
        {
            Abort(group, SqliteFailures.Translate(e, path));
            return;
        }

        foreach (var request in group)
            request.Complete();
    }

    private void Apply(Request request)
    {
        SqliteDatabase.Execute(connection, "SAVEPOINT request");
        if (!request.Apply(connection))
            SqliteDatabase.Execute(connection, "ROLLBACK TO request");
        SqliteDatabase.Execute(connection, "RELEASE request");
    }

    private void Abort(List<Request> group, DocumentStoreException failure)
    {
        try
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                SqliteDatabase.Execute(connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // The transaction is gone either way: SQLite rolls an unfinished one back when the file is next opened.
        }

        foreach (var request in group)
            request.Fail(failure);
    }

    private abstract class Request(long bytes)
    {
        public long Bytes { get; } = bytes;

        /// <summary>Applies the changes; false when they are to be undone.</summary>
        public abstract bool Apply(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Request<T>(Func<SqliteConnection, (T Answer, bool Keep)> apply, long bytes) : Request(bytes)
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? answer;
        private Exception? fault;

        public Task<T> Answer => completion.Task;

        public override bool Apply(SqliteConnection connection)
        {
            try
            {
                (answer, var keep) = apply(connection);
                return keep;
            }
            catch (Exception e) when (e is not SqliteException)
            {
                fault = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (fault is null)
                completion.SetResult(answer!);
            else
                completion.SetException(fault);
        }

        public override void Fail(Exception failure) => completion.SetException(fault ?? failure);
    }
}
