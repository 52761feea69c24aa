using Microsoft.Data.Sqlite;

namespace Platform.Embedded.Hosting;

/// <summary>
/// The triggers' own records in one SQLite file (WAL, every commit on disk): last runs of timers, receipts and attempts of blobs. One
/// connection behind one lock: the records are tiny and written after work that takes far longer.
/// </summary>
internal sealed class HostState : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private SqliteConnection? connection;

    /// <summary>Opens or makes the file; its folder exists.</summary>
    public void Open(string path)
    {
        try
        {
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            connection.Open();
            Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
            Execute("""
                CREATE TABLE IF NOT EXISTS timer(
                    function TEXT PRIMARY KEY, last INTEGER NOT NULL, next INTEGER NOT NULL, updated INTEGER NOT NULL, schedule TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS blob_receipt(
                    function TEXT NOT NULL, container TEXT NOT NULL, path TEXT NOT NULL, etag TEXT NOT NULL,
                    outcome TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(function, container, path)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS blob_attempt(
                    function TEXT NOT NULL, container TEXT NOT NULL, path TEXT NOT NULL, etag TEXT NOT NULL,
                    attempts INTEGER NOT NULL, due INTEGER NOT NULL, error TEXT, PRIMARY KEY(function, container, path)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS blob_poison(
                    function TEXT NOT NULL, container TEXT NOT NULL, path TEXT NOT NULL, etag TEXT NOT NULL,
                    reason TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(function, container, path)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS poison_reason(message TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
                """);
        }
        catch (SqliteException e)
        {
            throw new HostStartException($"The host's records {path} cannot be opened: {e.Message}. Restore them from a backup; starting without them would run triggers twice.");
        }
    }

    /// <summary>Does one piece of work in one transaction, alone.</summary>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var open = connection ?? throw new InvalidOperationException("The host's records are not open.");
            using var transaction = open.BeginTransaction();
            var result = work(open);
            transaction.Commit();
            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Closes the file once the work that goes on has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
        turn.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = connection!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
