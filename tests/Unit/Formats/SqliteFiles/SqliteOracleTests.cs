using Microsoft.Data.Sqlite;
using Platform.Formats.SqliteFiles;

namespace Platform.Tests.Unit.Formats.SqliteFiles;

/// <summary>Whatever SQLite writes is read by us as SQLite reads it, value for value.</summary>
public sealed class SqliteOracleTests : IDisposable
{
    private const int SeedsOfEach = 3;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int, string> Kinds()
    {
        var kinds = new TheoryData<int, string>();
        foreach (var pageSize in new[] { 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536 })
        {
            foreach (var encoding in new[] { "UTF-8", "UTF-16le", "UTF-16be" })
            {
                kinds.Add(pageSize, encoding);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_RandomDatabase_GivesWhatSqliteGives(int pageSize, string encoding)
    {
        for (var seed = 0; seed < SeedsOfEach; seed++)
        {
            var expected = new List<(string Table, List<Column> Columns, List<object?[]> Rows)>();
            var random = new RandomDatabase(seed + pageSize + encoding.Length + encoding[^2], pageSize);
            var bytes = DatabaseBytes.Make(
                _folder, $"PRAGMA page_size = {pageSize}; PRAGMA encoding = '{encoding}'; PRAGMA auto_vacuum = {seed % 3};", seed % 2 == 0 ? 0 : seed * 5, connection =>
                {
                    random.Fill(connection);
                    expected.AddRange(((string[])["t0", "t 1", "t 2"]).Select(table => Expected(connection, table)));
                });

            foreach (var (table, columns, rows) in expected)
            {
                var place = $"{table}, seed {seed}";
                Assert.Equal([new Column(place, "", false), .. columns], [new Column(place, "", false), .. Columns(bytes, table)]);
                AssertRows(rows, DatabaseBytes.Rows(bytes, table), place);
            }
        }
    }

    private sealed record Column(string Name, string Type, bool IsVirtual);

    private static List<Column> Columns(byte[] bytes, string table)
    {
        var file = DatabaseBytes.Open(bytes);
        return [.. DatabaseBytes.Definition(file, file.ReadSchema()[table]).Columns.Select(c => new Column(c.Name, c.Type.ToUpperInvariant(), c.IsVirtual))];
    }

    private static (string Table, List<Column> Columns, List<object?[]> Rows) Expected(SqliteConnection connection, string table)
    {
        var columns = Query(connection, $"PRAGMA table_xinfo('{table}')").Select(row => new Column((string)row[1]!, ((string)row[2]!).ToUpperInvariant(), (long)row[6]! == 2)).ToList();
        var stored = columns.Where(c => !c.IsVirtual).Select(c => "\"" + c.Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        return (table, columns, Query(connection, $"SELECT rowid, {string.Join(", ", stored)} FROM \"{table}\" NOT INDEXED ORDER BY rowid"));
    }

    private static List<object?[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is not DBNull and var value ? value : null)]);
        }

        return rows;
    }

    private static void AssertRows(List<object?[]> expected, List<object?[]> actual, string place)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var row = 0; row < expected.Count; row++)
        {
            Assert.Equal(expected[row].Length, actual[row].Length);
            for (var i = 0; i < expected[row].Length; i++)
            {
                var (wanted, given) = (expected[row][i], actual[row][i]);
                var isSame = wanted is byte[] bytes ? given is byte[] other && bytes.AsSpan().SequenceEqual(other) : Equals(wanted, given);
                Assert.True(isSame, $"{place}, row {row}, column {i}: {wanted} ({wanted?.GetType().Name}), not {given} ({given?.GetType().Name})");
            }
        }
    }
}
