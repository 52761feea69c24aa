using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Findings;
using Platform.Storage.Sqlite;

namespace Platform.Storage.Integrity;

/// <summary>A database that the platform cannot do without.</summary>
/// <param name="Path">The file.</param>
/// <param name="ApplicationId">SQLite's <c>application_id</c> of this kind of database.</param>
/// <param name="Version">The newest <c>user_version</c> that this release knows.</param>
public sealed record SqliteStore(string Path, int ApplicationId, int Version)
{
    // Reading a page costs about a microsecond; beyond this size a start would wait for the disk.
    private const long QuickCheckLimit = 512L << 20;

    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    /// <summary>
    /// Looks whether the file that is there can be trusted: form, kind, version, length, and up to 512 MiB every page; takes and gives back the write lock. Changes
    /// nothing but taking in the log of a platform that was killed. Null: it can.
    /// </summary>
    public Finding? Fault()
    {
        if (new FileInfo(Path).Length == 0)
            return StoreFindings.Empty.At(new Location(Path), Path);
        if (!HasMagic())
            return StoreFindings.Damaged.At(new Location(Path), Path, "SQLite header");
        try
        {
            using var connection = SqliteDatabase.OpenReader(Path);
            return Kind(connection) ?? Content(connection);
        }
        catch (SqliteException e)
        {
            return Of(e);
        }
    }

    /// <summary>What an error of SQLite means to the person who starts the platform.</summary>
    public Finding Of(SqliteException e) => SqliteFailures.KindOf(e) switch
    {
        Domain.Documents.DocumentStoreFailure.Busy => StoreFindings.Locked.At(new Location(Path), Path),
        Domain.Documents.DocumentStoreFailure.Corrupt or Domain.Documents.DocumentStoreFailure.Foreign =>
            StoreFindings.Damaged.At(new Location(Path), Path, e.Message),
        _ => StoreFindings.NotWritable.At(new Location(Path), Path, e.Message),
    };

    private bool HasMagic()
    {
        var head = new byte[Magic.Length];
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(Magic);
    }

    private Finding? Kind(SqliteConnection connection)
    {
        SqliteDatabase.Execute(connection, "PRAGMA query_only=0; BEGIN IMMEDIATE; ROLLBACK");
        var owner = SqliteDatabase.Integer(connection, "PRAGMA application_id");
        var tables = SqliteDatabase.Integer(connection, "SELECT count(*) FROM sqlite_master");
        if (owner != ApplicationId && (owner != 0 || tables > 0))
            return StoreFindings.Foreign.At(new Location(Path), Path, string.Create(CultureInfo.InvariantCulture, $"application_id {owner}"));
        var version = SqliteDatabase.Integer(connection, "PRAGMA user_version");
        return version > Version ? StoreFindings.Newer.At(new Location(Path), Path, version, Version) : null;
    }

    private Finding? Content(SqliteConnection connection)
    {
        SqliteDatabase.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        var expected = SqliteDatabase.Integer(connection, "PRAGMA page_count") * SqliteDatabase.Integer(connection, "PRAGMA page_size");
        var length = new FileInfo(Path).Length;
        if (length < expected)
            return StoreFindings.Damaged.At(new Location(Path), Path, string.Create(CultureInfo.InvariantCulture, $"{length} / {expected} B"));
        if (length > QuickCheckLimit)
            return null;
        var verdict = SqliteDatabase.Scalar(connection, "PRAGMA quick_check(1)") as string;
        return verdict == "ok" ? null : StoreFindings.Damaged.At(new Location(Path), Path, verdict);
    }
}
