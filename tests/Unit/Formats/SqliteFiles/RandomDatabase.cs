using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Platform.Tests.Unit.Formats.SqliteFiles;

/// <summary>Fills a database with what SQLite can store: odd names, all kinds of columns and values, rows deleted, changed and older than their columns.</summary>
internal sealed class RandomDatabase(int seed, int pageSize)
{
    private static readonly string[] s_names =
    [
        "plain", "\"two words\"", "[br\"ack'et]", "`back``tick`", "'single '' quote'", "图斑编号", "\"say \"\"x\"\"\"", "_a$1", "\"select\"", "generated_by", "/* c */ k", "\"a,b\"", "\"(\"",
    ];

    private static readonly string[] s_types =
    [
        "", "INTEGER", "int", "TEXT", "TEXT(20)", "VARCHAR ( 10 )", "REAL", "DOUBLE PRECISION", "FLOAT", "NUMERIC", "DECIMAL(10,2)", "BLOB", "DATE", "DATETIME", "BOOLEAN", "POINT",
        "\"my type\"", "double -- why\n precision", "'INTEGER'", "CHARACTER(20)", "unsigned big int",
    ];

    private static readonly string[] s_constraints =
    [
        "", "", "", "COLLATE NOCASE", "CHECK (1 OR ')' = '(')", "CONSTRAINT \"c d\" NULL", "DEFAULT 7", "DEFAULT (1 + 1)", "DEFAULT CURRENT_TIMESTAMP",
        "REFERENCES other(\"x,y\") ON DELETE SET DEFAULT ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED",
    ];

    private static readonly string[] s_defaults =
    [
        "5", "-5", "+7", "0", "1.50", "-1.5", "5.0", "1e3", "-1e20", "1e300", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "0x1F", "-0x10", "''", "'a''b'", "'图'",
        "'12'", "' 12.0 '", "'12x'", "'1e2'", "'0x10'", "'inf'", "'.5'", "'5.'", "'.'", "'-'", "NULL", "x'00ff'", "true", "FALSE", "word", "\"dq\"", "(8)", "(-8.25)", "('in')", "((9))", "(NULL)", "-  3",
    ];

    private readonly Random _random = new(seed);

    public void Fill(SqliteConnection connection)
    {
        DatabaseBytes.Run(connection, "CREATE TABLE other(\"x,y\" PRIMARY KEY, z) WITHOUT ROWID; CREATE VIEW v AS SELECT * FROM other; BEGIN");
        for (var i = 0; i < 3; i++)
        {
            FillTable(connection, i == 0 ? "t0" : $"\"t {i}\"", isTall: i == 2 && seed % 4 == 0);
        }

        DatabaseBytes.Run(connection, "COMMIT");
        if (_random.Next(3) == 0)
        {
            DatabaseBytes.Run(connection, "VACUUM");
        }
    }

    private void FillTable(SqliteConnection connection, string table, bool isTall)
    {
        var columns = isTall ? Pick()[..1] : Pick();
        DatabaseBytes.Run(connection, Create(table, columns));
        DatabaseBytes.Run(connection, $"CREATE INDEX \"i {table.Trim('"')}\" ON {table}({columns[0].Name})");
        Insert(connection, table, isTall ? 3_000 : _random.Next(60), isTall);
        for (var i = _random.Next(4); i > 0; i--)
        {
            var name = $"added{i}";
            DatabaseBytes.Run(connection, $"ALTER TABLE {table} ADD COLUMN {name} {Any(s_types)} {(_random.Next(4) == 0 ? "" : "DEFAULT " + Any(s_defaults))}");
            Insert(connection, table, _random.Next(10), isTall: false);
        }

        DatabaseBytes.Run(connection, $"DELETE FROM {table} WHERE rowid % {_random.Next(2, 7)} = 0");
        DatabaseBytes.Run(connection, $"UPDATE OR IGNORE {table} SET {columns[^1].Name} = rowid || 'changed' WHERE rowid % 5 = 1");
        Insert(connection, table, _random.Next(20), isTall: false);
    }

    private List<(string Name, string Type)> Pick()
    {
        var names = s_names.OrderBy(_ => _random.Next()).Take(_random.Next(1, s_names.Length)).ToList();
        if (_random.Next(8) == 0)
        {
            names.AddRange(Enumerable.Range(0, _random.Next(300)).Select(i => $"w{i}"));
        }

        return [.. names.Select(name => (name, Any(s_types)))];
    }

    private string Create(string table, List<(string Name, string Type)> columns)
    {
        var parts = columns.Select(c => $"{c.Name} {c.Type} {Any(s_constraints)}").ToList();
        switch (_random.Next(8))
        {
            case 0: parts.Add("id INTEGER PRIMARY KEY AUTOINCREMENT"); break;
            case 1: parts.Insert(0, "id integer CONSTRAINT p PRIMARY KEY ASC ON CONFLICT IGNORE"); break;
            case 2: parts.Add("id INTEGER PRIMARY KEY DESC"); break;
            case 3: parts.AddRange(["id INTEGER", "PRIMARY KEY(\"id\" DESC)"]); break;
            case 4: parts.AddRange(["id INTEGER", "id2 INTEGER", "CONSTRAINT p PRIMARY KEY(id, id2)"]); break;
            case 5: parts.AddRange(["id INT PRIMARY KEY", "CHECK (id <> '''') UNIQUE (id)"]); break;
            case 6: parts.AddRange(["id 'INTEGER'", "g TEXT GENERATED ALWAYS AS (id || ',') VIRTUAL", "h INT AS (id) STORED", "CHECK(1) PRIMARY KEY('id')"]); break;
        }

        return $"CREATE TABLE {table}( -- (comment\n {string.Join(", /* , */ ", parts)})";
    }

    private void Insert(SqliteConnection connection, string table, int rows, bool isTall)
    {
        using var info = connection.CreateCommand();
        info.CommandText = $"SELECT name FROM pragma_table_xinfo('{table.Trim('"')}') WHERE hidden = 0";
        var names = new List<string>();
        using (var reader = info.ExecuteReader())
        {
            while (reader.Read())
            {
                names.Add("\"" + reader.GetString(0).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
            }
        }

        using var command = connection.CreateCommand();
        var columns = names.Contains("\"id\"") ? names : ["rowid", .. names];
        command.CommandText = $"INSERT OR IGNORE INTO {table}({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        for (var row = 0; row < rows; row++)
        {
            command.Parameters.Clear();
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i] is "rowid" or "\"id\"" ? RowId(isTall) : Value(isTall);
                command.Parameters.AddWithValue($"$p{i}", value ?? DBNull.Value);
            }

            command.ExecuteNonQuery();
        }
    }

    private object? RowId(bool isTall) => _random.Next(isTall ? 2 : 12) switch
    {
        0 => null,
        1 => _random.NextInt64(),
        2 => _random.NextInt64(long.MinValue, 0),
        3 => new[] { long.MinValue, long.MaxValue - 1_000, 0, -1 }[_random.Next(4)],
        _ => (long)_random.Next(20_000),
    };

    private object? Value(bool isTall) => _random.Next(isTall ? 6 : 12) switch
    {
        0 => null,
        1 => (long)_random.Next(-2, 3),
        2 => Edge(),
        3 => _random.NextDouble() * Math.Pow(10, _random.Next(-5, 20)),
        4 => (double)_random.Next(-100_000, 100_000),
        5 => Text(_random.Next(8)),
        6 => _random.Next(2) == 0 ? double.PositiveInfinity : -1e300,
        7 => Text(_random.Next(200)),
        8 => Blob(_random.Next(100)),
        9 => _random.Next(4) == 0 ? Text(_random.Next(pageSize * 6)) : "12.50",
        10 => _random.Next(4) == 0 ? Blob(_random.Next(pageSize * 12)) : "2020-01-02",
        _ => Blob(pageSize + _random.Next(-40, 40)),
    };

    private long Edge()
    {
        var edge = 1L << _random.Next(63);
        return _random.Next(4) switch { 0 => edge, 1 => edge - 1, 2 => -edge, _ => -edge - 1 };
    }

    private byte[] Blob(int length)
    {
        var bytes = new byte[Math.Max(0, length)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text(int length)
    {
        string[] parts = ["a", "é", "图", "🏙", "'", " ", _random.Next(10).ToString(CultureInfo.InvariantCulture)];
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            text.Append(Any(parts));
        }

        return text.ToString();
    }

    private string Any(string[] from) => from[_random.Next(from.Length)];
}
