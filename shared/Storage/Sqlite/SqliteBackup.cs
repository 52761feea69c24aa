using Microsoft.Data.Sqlite;
using Platform.Storage.Files;

namespace Platform.Storage.Sqlite;

/// <summary>Online copy and check of an SQLite database.</summary>
internal static class SqliteBackup
{
    /// <summary>Copies the state of one instant to a new file; says what is damaged, and then there is no copy.</summary>
    public static List<string> Copy(SqliteConnection source, string target)
    {
        var unfinished = target + ".part";
        File.Delete(unfinished);
        try
        {
            using (var copy = new SqliteConnection($"Data Source={unfinished};Pooling=False"))
            {
                copy.Open();
                source.BackupDatabase(copy);
                if (Check(copy) is { Count: > 0 } faults)
                    return faults;
            }

            DurableFile.Publish(unfinished, target);
            return [];
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static List<string> Check(SqliteConnection connection)
    {
        var faults = new List<string>();
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (reader.GetString(0) is not "ok" and var fault)
                    faults.Add(fault);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteFailures.Corrupt)
        {
            // Some damage keeps even the check from going on.
            faults.Add(e.Message);
        }

        return faults;
    }
}
