using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Platform.Embedded.Durable.Store;

/// <summary>
/// The engine's database: one file, owned by one engine at a time, opened or refused but never repaired or recreated silently.
/// </summary>
internal sealed class DurableStore : IDisposable
{
    private const long QuickCheckLimit = 256L << 20;

    private readonly string path;
    private readonly FileStream ownership;
    private readonly ConcurrentBag<StoreReader> readers = [];

    private DurableStore(string path, FileStream ownership, long epoch, Action<CommitPoint>? observer)
    {
        this.path = path;
        this.ownership = ownership;
        Epoch = epoch;
        Writer = new StoreWriter(new StoreSession(OpenConnection(path), epoch), observer);
    }

    public StoreWriter Writer { get; }

    /// <summary>How often this database has been opened, this time included.</summary>
    public long Epoch { get; }

    /// <summary>Opens the database, or makes it when there is none.</summary>
    /// <exception cref="DurableStoreException">It is in use, damaged, foreign or of another release.</exception>
    public static DurableStore Open(string path, Action<CommitPoint>? observer)
    {
        var full = Path.GetFullPath(path);
        var ownership = Own(full);
        try
        {
            if (!File.Exists(full))
            {
                Create(full);
            }

            return new DurableStore(full, ownership, Verify(full, observer), observer);
        }
        catch (SqliteException e)
        {
            ownership.Dispose();
            throw Refusal(full, $"it is damaged or not a database ({e.Message})", e);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    public T Read<T>(Func<StoreReader, T> read)
    {
        if (!readers.TryTake(out var reader))
        {
            reader = new StoreReader(OpenConnection(path));
        }

        try
        {
            return read(reader);
        }
        catch (SqliteException e)
        {
            throw new DurableStoreException($"The durable engine's database '{path}' could not be read: {e.Message}", e);
        }
        finally
        {
            readers.Add(reader);
        }
    }

    /// <summary>Copies the database as it is at one moment to a file that does not exist, while the engine goes on; the file is whole or absent.</summary>
    public void Backup(string target)
    {
        var unfinished = target + ".part";
        File.Delete(unfinished);
        try
        {
            using (var source = OpenConnection(path))
            using (var copy = new SqliteConnection($"Data Source={unfinished};Pooling=False"))
            {
                copy.Open();
                // In one step, that is from one read transaction: the writer neither waits for it nor is seen by it.
                source.BackupDatabase(copy);
            }

            File.Move(unfinished, target, overwrite: false);
        }
        catch (SqliteException e)
        {
            throw new DurableStoreException($"The durable engine's database '{path}' could not be copied to '{target}': {e.Message}", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public void Dispose()
    {
        Writer.Dispose();
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        ownership.Dispose();
    }

    private static FileStream Own(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (DirectoryNotFoundException e)
        {
            throw Refusal(path, "its folder does not exist", e);
        }
        catch (IOException e)
        {
            throw Refusal(path, "another process is using it", e);
        }
    }

    /// <summary>Made under another name and then renamed: a file of the final name is complete, an empty one is damage.</summary>
    private static void Create(string path)
    {
        if (File.Exists(path + "-wal"))
        {
            throw Refusal(path, "the file is missing while its write-ahead log is there; restore it from a backup");
        }

        var draft = path + ".new";
        File.Delete(draft);
        File.Delete(draft + "-wal");
        using (var connection = OpenConnection(draft, SqliteOpenMode.ReadWriteCreate))
        {
            Execute(connection, "BEGIN");
            Execute(connection, StoreSchema.Create);
            Execute(connection, $"PRAGMA application_id = {StoreSchema.ApplicationId}");
            Execute(connection, $"PRAGMA user_version = {StoreSchema.Version}");
            Execute(connection, "COMMIT");
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        File.Move(draft, path);
        File.Delete(draft + "-wal");
        File.Delete(draft + "-shm");
    }

    /// <summary>Checks what the file is and counts this opening.</summary>
    private static long Verify(string path, Action<CommitPoint>? observer)
    {
        CheckHeader(path);
        using var connection = OpenConnection(path);
        var version = Number(connection, "PRAGMA user_version");
        if (version is < 1 or > StoreSchema.Version)
        {
            throw Refusal(path, $"it has version {version} of the tables; this release knows versions up to {StoreSchema.Version}");
        }

        if (new FileInfo(path).Length <= QuickCheckLimit && Text(connection, "PRAGMA quick_check(1)") is var verdict && verdict != "ok")
        {
            throw Refusal(path, $"it is damaged ({verdict}); restore it from a backup");
        }

        Execute(connection, "BEGIN IMMEDIATE");
        Execute(connection, StoreSchema.From(version) + $"PRAGMA user_version = {StoreSchema.Version}");
        Execute(connection, "UPDATE meta SET value = value + 1 WHERE key = 'epoch'");
        observer?.Invoke(new CommitPoint(CommitMoment.Before, [OperationNames.Open]));
        Execute(connection, "COMMIT");
        observer?.Invoke(new CommitPoint(CommitMoment.After, [OperationNames.Open]));
        return Number(connection, "SELECT value FROM meta WHERE key = 'epoch'");
    }

    /// <summary>Looks at the file's first page without SQLite, which would change a foreign database by opening it.</summary>
    private static void CheckHeader(string path)
    {
        Span<byte> header = stackalloc byte[100];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("SQLite format 3\0"u8))
        {
            throw Refusal(path, "it is empty, cut off or not a database");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != StoreSchema.ApplicationId)
        {
            throw Refusal(path, "it is the database of another program");
        }
    }

    private static DurableStoreException Refusal(string path, string reason, Exception? cause = null) =>
        new($"The durable engine does not open '{path}': {reason}. Nothing was changed.", cause);

    private static SqliteConnection OpenConnection(string path) => OpenConnection(path, SqliteOpenMode.ReadWrite);

    private static SqliteConnection OpenConnection(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA busy_timeout = 10000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long value ? value : -1;
    }

    private static string? Text(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
