using Microsoft.Data.Sqlite;

namespace Platform.Embedded.Durable.Store;

/// <summary>Why a database is not opened, in words that say what to do.</summary>
internal static class StoreRefusals
{
    // Result codes of SQLite.
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Full = 13, CantOpen = 14;

    public static DurableStoreException Of(string path, string reason, Exception? cause = null) =>
        new($"The durable engine does not open '{path}': {reason}. Nothing was changed.", cause);

    public static DurableStoreException Of(string path, SqliteException e) => Of(path, Reason(e.SqliteErrorCode) + $" ({e.Message})", e);

    private static string Reason(int code) => code switch
    {
        Busy or Locked => "another program holds it locked; end that program",
        ReadOnly or CantOpen => "it or its folder cannot be written; give this user the right to",
        Full => "the disk is full; make room",
        IoError => "the disk reports an error; look at the disk, then restore from a backup",
        _ => "it is damaged or not a database; restore it from a backup",
    };
}
