using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Platform.Embedded.Durable.Store;

/// <summary>
/// The engine's database: one file, owned by one engine at a time, opened or refused but never repaired or recreated silently.
/// </summary>
internal sealed class DurableStore : IDisposable
{
    private const long QuickCheckLimit = 256L << 20;

    /// <summary>Longest wait for another program that has locked the database.</summary>
    private const int LockTimeoutSeconds = 5;

    private readonly string path;
    private readonly FileStream ownership;
    private readonly ConcurrentBag<StoreReader> readers = [];

    private DurableStore(string path, FileStream ownership, long epoch, long? largestSize, Action<CommitPoint>? observer)
    {
        this.path = path;
        this.ownership = ownership;
        Epoch = epoch;
        Writer = new StoreWriter(new StoreSession(OpenWriter(path, largestSize), epoch), observer);
    }

    public StoreWriter Writer { get; }

    /// <summary>How often this database has been opened, this time included.</summary>
    public long Epoch { get; }

    /// <summary>Opens the database, or makes it when there is none.</summary>
    /// <exception cref="DurableStoreException">It is in use, damaged, foreign or of another release.</exception>
    public static DurableStore Open(string path, long? largestSize, Action<CommitPoint>? observer)
    {
        var full = Path.GetFullPath(path);
        var ownership = Own(full);
        try
        {
            if (!File.Exists(full))
            {
                Create(full, ownership);
            }

            var epoch = Verify(full, observer);
            // From now on a missing database is a loss: see Create.
            ownership.SetLength(1);
            return new DurableStore(full, ownership, epoch, largestSize, observer);
        }
        catch (SqliteException e)
        {
            ownership.Dispose();
            throw StoreRefusals.Of(full, e);
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
        catch (UnauthorizedAccessException e)
        {
            throw StoreRefusals.Of(path, "its folder cannot be written; give this user the right to", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw StoreRefusals.Of(path, "its folder does not exist", e);
        }
        catch (IOException e)
        {
            throw StoreRefusals.Of(path, "another process is using it", e);
        }
    }

    /// <summary>Made under another name and then renamed: a file of the final name is complete, an empty one is damage.</summary>
    private static void Create(string path, FileStream ownership)
    {
        if (ownership.Length > 0 || File.Exists(path + "-wal"))
        {
            throw StoreRefusals.Of(
                path, $"the file is missing, and an engine has worked on it before; restore it from a backup, or delete '{path}.lock' and '{path}-wal' to begin anew");
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
            throw StoreRefusals.Of(path, $"it has version {version} of the tables; this release knows versions up to {StoreSchema.Version}");
        }

        if (new FileInfo(path).Length <= QuickCheckLimit && Text(connection, "PRAGMA quick_check(1)") is var verdict && verdict != "ok")
        {
            throw StoreRefusals.Of(path, $"it is damaged ({verdict}); restore it from a backup");
        }

        CheckAge(path, Number(connection, "SELECT value FROM meta WHERE key = 'epoch'"));
        Execute(connection, "BEGIN IMMEDIATE");
        Execute(connection, StoreSchema.From(version) + $"PRAGMA user_version = {StoreSchema.Version}");
        Execute(connection, "UPDATE meta SET value = value + 1 WHERE key = 'epoch'");
        observer?.Invoke(new CommitPoint(CommitMoment.Before, [OperationNames.Open]));
        Execute(connection, "COMMIT");
        observer?.Invoke(new CommitPoint(CommitMoment.After, [OperationNames.Open]));
        return Number(connection, "SELECT value FROM meta WHERE key = 'epoch'");
    }

    /// <summary>The journal beside the database is from one of its openings, never from a later one than it knows.</summary>
    private static void CheckAge(string path, long epoch)
    {
        var journal = StartJournal.Read(StartJournal.PathOf(path)).Epoch;
        if (journal > epoch)
        {
            throw StoreRefusals.Of(
                path,
                $"it is from opening {epoch}, and '{StartJournal.PathOf(path)}' from opening {journal}: its write-ahead log was lost, or it is an older copy; put the "
                + "log back, or delete that file to go on with what the older copy knows");
        }
    }

    /// <summary>Looks at the file's first page without SQLite, which would change a foreign database by opening it.</summary>
    private static void CheckHeader(string path)
    {
        if (new FileInfo(path).IsReadOnly)
        {
            throw StoreRefusals.Of(path, "it cannot be written; give this user the right to");
        }

        Span<byte> header = stackalloc byte[100];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("SQLite format 3\0"u8))
        {
            throw StoreRefusals.Of(path, "it is empty, cut off or not a database");
        }

        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != StoreSchema.ApplicationId)
        {
            throw StoreRefusals.Of(path, "it is the database of another program");
        }
    }

    private static SqliteConnection OpenWriter(string path, long? largestSize)
    {
        var connection = OpenConnection(path);
        if (largestSize is { } bytes)
        {
            // A database that is larger already does not shrink; it only does not grow.
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {Math.Max(1, bytes / Number(connection, "PRAGMA page_size"))}"));
        }

        return connection;
    }

    private static SqliteConnection OpenConnection(string path) => OpenConnection(path, SqliteOpenMode.ReadWrite);

    private static SqliteConnection OpenConnection(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = LockTimeoutSeconds }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, $"PRAGMA busy_timeout = {LockTimeoutSeconds * 1000}");
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
