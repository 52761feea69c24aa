using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;
using Platform.Storage.Files;

namespace Platform.Storage.Sqlite;

/// <summary>
/// Opens SQLite files of this platform: write-ahead log, every commit synced, bounded caches. A file is ours when it carries our application id; anything else is
/// refused, and a log without its database is never replaced by an empty database.
/// </summary>
internal static class SqliteDatabase
{
    private const int BusySeconds = 5;

    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    /// <summary>Opens the writing connection, making the file when there is none.</summary>
    /// <param name="path">The database file; its directory exists.</param>
    /// <param name="applicationId">Identifies what kind of database it is.</param>
    /// <param name="migrations">Statements that lead from each schema version to the next; the count is the current version.</param>
    public static SqliteConnection OpenWriter(string path, int applicationId, IReadOnlyList<string> migrations)
    {
        try
        {
            RefuseForeignFile(path);
            var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
            try
            {
                Prepare(connection, path, applicationId, migrations);
                DurableFile.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw SqliteFailures.Translate(e, path);
        }
    }

    /// <summary>Opens a connection that only reads.</summary>
    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA query_only=1; PRAGMA cache_size=-4000");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static long Integer(SqliteConnection connection, string sql) => Convert.ToInt64(Scalar(connection, sql), CultureInfo.InvariantCulture);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void RefuseForeignFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0)
        {
            if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
                throw new DocumentStoreException(DocumentStoreFailure.Corrupt, $"{path} is missing although its log is there: restore the file or the latest backup.");
            return;
        }

        var head = new byte[Magic.Length];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().SequenceEqual(Magic))
            throw new DocumentStoreException(DocumentStoreFailure.Foreign, $"{path} is not an SQLite database: move it away or choose another data directory.");
    }

    private static void Prepare(SqliteConnection connection, string path, int applicationId, IReadOnlyList<string> migrations)
    {
        var tables = Integer(connection, "SELECT count(*) FROM sqlite_master");
        var owner = Integer(connection, "PRAGMA application_id");
        var version = Integer(connection, "PRAGMA user_version");
        if (owner != applicationId && (tables > 0 || owner != 0))
            throw new DocumentStoreException(DocumentStoreFailure.Foreign, $"{path} is a database of another kind (application id {owner}).");
        if (version > migrations.Count)
        {
            throw new DocumentStoreException(
                DocumentStoreFailure.Newer, $"{path} has schema version {version}, this release knows {migrations.Count}: run the newer release.");
        }

        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864; PRAGMA foreign_keys=1");
        for (var next = version; next < migrations.Count; next++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, migrations[(int)next]);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={applicationId}; PRAGMA user_version={next + 1}"));
            transaction.Commit();
        }
    }
}
