using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Platform.Findings;
using Platform.Formats.Sources;
using Platform.Formats.SqliteFiles;

namespace Platform.Tests.Unit.Formats.SqliteFiles;

/// <summary>Makes databases with SQLite and reads them with our reader.</summary>
internal static class DatabaseBytes
{
    private const int HeaderLength = 100;

    /// <summary>A database made by SQL.</summary>
    /// <param name="folder">Where SQLite works.</param>
    /// <param name="settings">Pragmas that come before anything is written.</param>
    /// <param name="reserved">Bytes of every page that are left to others.</param>
    /// <param name="fill">Makes its content.</param>
    public static byte[] Make(TemporaryFolder folder, string settings, int reserved, Action<SqliteConnection> fill)
    {
        var path = folder[Path.GetRandomFileName()];
        Use(path, connection => Run(connection, settings + "PRAGMA user_version = 1;"));
        if (reserved > 0)
        {
            Reserve(path, reserved);
        }

        Use(path, fill);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    public static byte[] Make(TemporaryFolder folder, string sql) => Make(folder, "PRAGMA page_size = 512;", 0, connection => Run(connection, sql));

    public static DatabaseFile Open(byte[] bytes) => new(new StreamRange(new MemoryStream(bytes)), new Location("a.db"));

    public static TableDefinition Definition(DatabaseFile file, SchemaEntry entry) => TableDefinitionParser.Parse(entry.Sql, file.Header.Encoding)!;

    /// <summary>The values of all rows of a table, each row's rowid first; columns that are not stored are left out.</summary>
    public static List<object?[]> Rows(byte[] bytes, string table)
    {
        var file = Open(bytes);
        var entry = file.ReadSchema()[table];
        var definition = Definition(file, entry);
        var stored = Enumerable.Range(0, definition.Columns.Count).Where(i => !definition.Columns[i].IsVirtual).ToArray();
        var reader = new TableReader(file, entry, definition, file.At, TableReader.Longest);
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([reader.RowId, .. stored.Select(i => reader[i].ToObject(file.Header.Encoding))]);
        }

        return rows;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Use(string path, Action<SqliteConnection> use)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        Run(connection, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;");
        use(connection);
    }

    /// <summary>Makes pages of an empty database smaller from inside.</summary>
    private static void Reserve(string path, int reserved)
    {
        var bytes = File.ReadAllBytes(path);
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(16)) is not 1 and var size ? size : 65536;
        bytes[20] = (byte)reserved;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(HeaderLength + 5), (ushort)(pageSize - reserved));
        File.WriteAllBytes(path, bytes);
    }
}
