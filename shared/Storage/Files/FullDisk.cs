using Microsoft.Data.Sqlite;

namespace Platform.Storage.Files;

/// <summary>Recognises that a disk has no room.</summary>
public static class FullDisk
{
    private const int SqliteFull = 13;

    // ENOSPC and EDQUOT, and what Windows calls them.
    private static readonly int[] NoSpace = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether the error says so.</summary>
    public static bool IsSaidBy(Exception error) => error switch
    {
        IOException disk => NoSpace.Contains(disk.HResult),
        SqliteException database => database.SqliteErrorCode == SqliteFull,
        _ => false,
    };
}
