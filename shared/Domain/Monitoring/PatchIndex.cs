using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Platform.Domain.Monitoring;

/// <summary>
/// The patches taken so far, on disk: numbers, keys and shapes with an R-tree, so that memory does not grow with the import. A scratch file
/// that is deleted on disposal; a crash leaves it to the folder's owner.
/// </summary>
internal sealed class PatchIndex : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _place;
    private readonly SqliteCommand _byNumber;
    private readonly SqliteCommand _byKey;
    private readonly SqliteCommand _near;
    private readonly WKBWriter _writer = new(ByteOrder.LittleEndian, handleSRID: false);
    private readonly WKBReader _reader = new();

    public PatchIndex(string path)
    {
        _path = path;
        File.Delete(path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
            CREATE TABLE patch (id INTEGER PRIMARY KEY, row INTEGER NOT NULL, number TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, shape BLOB NOT NULL);
            CREATE VIRTUAL TABLE place USING rtree (id, west, east, south, north);
            """);
        _transaction = _connection.BeginTransaction();
        _insert = Command("INSERT INTO patch (row, number, key, shape) VALUES ($row, $number, $key, $shape) RETURNING id", "$row", "$number", "$key", "$shape");
        _place = Command("INSERT INTO place VALUES ($id, $west, $east, $south, $north)", "$id", "$west", "$east", "$south", "$north");
        _byNumber = Command("SELECT row FROM patch WHERE number = $number", "$number");
        _byKey = Command("SELECT row, number FROM patch WHERE key = $key", "$key");
        _near = Command("SELECT row, number, shape FROM patch JOIN place USING (id) WHERE east > $west AND west < $east AND north > $south AND south < $north ORDER BY id",
            "$west", "$east", "$south", "$north");
    }

    /// <summary>Row of a patch that was there before this import.</summary>
    public const long Earlier = -1;

    public void Add(long row, string number, string key, Geometry shape)
    {
        var id = (long)Run(_insert, row, number, key, _writer.Write(shape)).ExecuteScalar()!;
        var extent = shape.EnvelopeInternal;
        Run(_place, id, extent.MinX, extent.MaxX, extent.MinY, extent.MaxY).ExecuteNonQuery();
    }

    /// <summary>Row of the patch with that number, or null.</summary>
    public long? FindNumber(string number) => (long?)Run(_byNumber, number).ExecuteScalar();

    /// <summary>Row and number of the patch with that key, or null.</summary>
    public (long Row, string Number)? FindKey(string key)
    {
        using var reader = Run(_byKey, key).ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    /// <summary>Patches whose extent overlaps <paramref name="extent"/>, in the order they were taken.</summary>
    public IEnumerable<(long Row, string Number, Geometry Shape)> Near(Envelope extent)
    {
        using var reader = Run(_near, extent.MinX, extent.MaxX, extent.MinY, extent.MaxY).ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt64(0), reader.GetString(1), _reader.Read((byte[])reader.GetValue(2)));
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { _insert, _place, _byNumber, _byKey, _near })
        {
            command.Dispose();
        }

        _transaction.Dispose();
        _connection.Dispose();
        File.Delete(_path);
    }

    private static SqliteCommand Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }
}
