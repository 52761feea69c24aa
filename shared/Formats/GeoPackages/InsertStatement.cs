using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Platform.Formats.GeoPackages;

/// <summary>An INSERT that is run for many rows; values go straight to SQLite. Parameters count from 1.</summary>
internal sealed class InsertStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">Open connection.</param>
    /// <param name="table">Quoted name of the table.</param>
    /// <param name="columns">Number of its columns.</param>
    public InsertStatement(SqliteConnection connection, string table, int columns)
    {
        _connection = connection;
        var sql = $"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Repeat("?", columns))})";
        Check(raw.sqlite3_prepare_v2(connection.Handle!, sql, out _statement));
    }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, double value) => Check(raw.sqlite3_bind_double(_statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, parameter, value));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>Binds what <see cref="GeoPackageWriter.Stored"/> returns.</summary>
    public void Bind(int parameter, object value)
    {
        switch (value)
        {
            case string text: Check(raw.sqlite3_bind_text(_statement, parameter, text)); break;
            case long whole: Bind(parameter, whole); break;
            case double real: Bind(parameter, real); break;
            case byte[] bytes: Bind(parameter, bytes.AsSpan()); break;
            default: BindNull(parameter); break;
        }
    }

    /// <exception cref="SqliteException">The row was not taken.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle!);
}
