using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Platform.Formats.GeoPackages;

/// <summary>A query read row by row, straight from SQLite: blobs and texts are looked at in its memory instead of being copied twice.</summary>
internal sealed class RowStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The query cannot be run.</exception>
    public RowStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle!, sql, out _statement), connection.Handle!);
    }

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="SqliteException">The database is damaged.</exception>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, _connection.Handle!);
        }

        return result == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public bool IsBlob(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_BLOB;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a blob, valid until the next row.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>The value as SQLite holds it: long, double, string, an array of bytes, or null. Text that is no UTF-8 is read with U+FFFD.</summary>
    public object? Value(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, column),
        raw.SQLITE_TEXT => System.Text.Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column)),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, column).ToArray(),
        _ => null,
    };

    public void Dispose() => _statement.Dispose();
}
