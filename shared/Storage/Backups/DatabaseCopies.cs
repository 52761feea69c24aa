using Microsoft.Data.Sqlite;
using Platform.Findings;
using Platform.Storage.Files;
using Platform.Storage.Sqlite;

namespace Platform.Storage.Backups;

/// <summary>
/// Copies of the databases, each as of one instant, through a read transaction of SQLite: the platform's writers are neither blocked nor noticed, and a database of a
/// platform that was killed is recovered first. A copy is checked before it has its name.
/// </summary>
internal static class DatabaseCopies
{
    /// <summary>
    /// In the order of copying: the engine before the documents, so that the engine never believes done what the documents do not know; the bus after the documents, so
    /// that what they call sent is there.
    /// </summary>
    public static IReadOnlyList<string> InOrder(PlatformPaths paths) =>
        [paths.EngineDatabase, paths.DocumentDatabase, paths.MessageDatabase, paths.HostDatabase];

    /// <exception cref="RefusedException">One is not there.</exception>
    public static void RequireAll(PlatformPaths paths)
    {
        if (InOrder(paths).FirstOrDefault(path => !File.Exists(path)) is { } missing)
            throw new RefusedException(BackupFindings.NothingToBackUp.At(new Location(missing), missing));
    }

    /// <exception cref="RefusedException">It is damaged.</exception>
    public static void Copy(string source, string target, string name)
    {
        DurableFile.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            using var reader = SqliteDatabase.OpenReader(source);
            var faults = SqliteBackup.Copy(reader, target);
            if (faults.Count > 0)
                throw Damaged(source, name, faults[0]);
        }
        catch (SqliteException e)
        {
            throw Damaged(source, name, e.Message);
        }
    }

    private static RefusedException Damaged(string source, string name, string reason) =>
        new(BackupFindings.SourceDamaged.At(new Location(name), source, reason));
}
