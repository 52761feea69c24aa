using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;

namespace Platform.Storage.Sqlite;

/// <summary>Says in the port's words why SQLite could not answer.</summary>
internal static class SqliteFailures
{
    /// <summary>SQLITE_CORRUPT.</summary>
    public const int Corrupt = 11;

    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Which failure of the port an error of SQLite is.</summary>
    public static DocumentStoreFailure KindOf(SqliteException cause) => Describe(cause).Failure;

    public static DocumentStoreException Translate(SqliteException cause, string path)
    {
        var (failure, advice) = Describe(cause);
        return new DocumentStoreException(failure, $"{path}: {advice} (SQLite {cause.SqliteExtendedErrorCode}: {cause.Message})", cause);
    }

    private static (DocumentStoreFailure Failure, string Advice) Describe(SqliteException cause) => cause.SqliteErrorCode switch
    {
        Busy or Locked => (DocumentStoreFailure.Busy, "Another process holds the database; end it or try again."),
        Full => (DocumentStoreFailure.Full, "The disk is full; free space, nothing was written."),
        Corrupt => (DocumentStoreFailure.Corrupt, "The database is damaged; restore the latest backup."),
        NotADatabase => (DocumentStoreFailure.Foreign, "The file is not a database of this platform; move it away or choose another data directory."),
        ReadOnly or CannotOpen => (DocumentStoreFailure.Io, "The database cannot be opened for writing; check the owner and mode of the data directory."),
        IoError => (DocumentStoreFailure.Io, "The disk reports an error; check it before going on."),
        _ => (DocumentStoreFailure.Io, "The database cannot answer."),
    };
}
