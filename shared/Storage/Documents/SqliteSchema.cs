using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;
using Platform.Storage.Sqlite;

namespace Platform.Storage.Documents;

/// <summary>Brings tables and indexes in line with the declared containers, in one transaction.</summary>
internal static class SqliteSchema
{
    public static void Synchronise(SqliteConnection connection, IReadOnlyList<ContainerDefinition> containers)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var definition in containers)
        {
            Register(connection, definition);
            var table = new SqliteContainer(definition);
            SqliteDatabase.Execute(connection, table.CreateTable());
            AddWritten(connection, table);
            SynchroniseIndexes(connection, table);
        }

        transaction.Commit();
    }

    private static void Register(SqliteConnection connection, ContainerDefinition definition)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO container VALUES(@name, @paths) ON CONFLICT(name) DO UPDATE SET name=name RETURNING paths";
        command.Parameters.AddWithValue("@name", definition.Name);
        command.Parameters.AddWithValue("@paths", string.Join('/', definition.PartitionPaths));
        var paths = (string)command.ExecuteScalar()!;
        if (paths != string.Join('/', definition.PartitionPaths))
        {
            throw new ArgumentException(
                $"Container '{definition.Name}' was made with partition key paths {paths}; they can never change: declare a new container.", nameof(definition));
        }
    }

    // Documents from before their container let them expire have their time from now on.
    private static void AddWritten(SqliteConnection connection, SqliteContainer table)
    {
        if (table.Expire is null || SqliteDatabase.Integer(connection, $"SELECT count(*) FROM pragma_table_info('{table.Table.Trim('"')}') WHERE name='written'") > 0)
            return;
        SqliteDatabase.Execute(connection, $"ALTER TABLE {table.Table} ADD COLUMN written INTEGER NOT NULL DEFAULT 0");
        SqliteDatabase.Execute(connection, $"UPDATE {table.Table} SET written=unixepoch()");
    }

    private static void SynchroniseIndexes(SqliteConnection connection, SqliteContainer table)
    {
        var declared = table.Indexes().ToDictionary(StringComparer.Ordinal);
        foreach (var existing in ExistingIndexes(connection, table))
        {
            if (!declared.Remove(existing))
                SqliteDatabase.Execute(connection, $"DROP INDEX \"{existing}\"");
        }

        foreach (var create in declared.Values)
            SqliteDatabase.Execute(connection, create);
    }

    private static List<string> ExistingIndexes(SqliteConnection connection, SqliteContainer table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=@table AND sql IS NOT NULL";
        command.Parameters.AddWithValue("@table", table.Table.Trim('"'));
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }
}
