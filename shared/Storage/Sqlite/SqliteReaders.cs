using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;

namespace Platform.Storage.Sqlite;

/// <summary>A small set of reading connections; each is used by one caller at a time. Reads run on the caller's thread and wait for no writer.</summary>
internal sealed class SqliteReaders(string path, int count) : IDisposable
{
    private readonly SemaphoreSlim free = new(count, count);
    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private volatile bool closed;

    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        SqliteConnection? connection = null;
        try
        {
            if (closed)
                throw new DocumentStoreException(DocumentStoreFailure.Closed, $"{path} has been closed.");
            if (!idle.TryTake(out connection))
                connection = SqliteDatabase.OpenReader(path);
            return read(connection);
        }
        catch (SqliteException e)
        {
            throw SqliteFailures.Translate(e, path);
        }
        finally
        {
            Return(connection);
            free.Release();
        }
    }

    /// <summary>Waits for the readers at work, then closes all connections.</summary>
    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        for (var i = 0; i < count; i++)
            free.Wait();
        while (idle.TryTake(out var connection))
            connection.Dispose();
        free.Release(count);
    }

    private void Return(SqliteConnection? connection)
    {
        if (connection is not null)
            idle.Add(connection);
    }
}
