using Microsoft.Data.Sqlite;

namespace Platform.Tests.Faults.Storage;

/// <summary>Another program that holds the write lock of one of the platform's databases for a while: SQLITE_BUSY.</summary>
internal static class DatabaseLock
{
    /// <summary>Holds it; does nothing where the database is not there yet or is locked already.</summary>
    public static async Task HoldAsync(string path, TimeSpan time, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return;
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False;Default Timeout=1");
            connection.Open();
            using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            await Task.Delay(time, cancellation);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            // The platform was quicker.
        }
    }
}
