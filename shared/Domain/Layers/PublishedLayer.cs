using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Platform.Domain.Layers;

/// <summary>Reads an artefact that <see cref="LayerPublisher"/> wrote, as a local file, read-only.</summary>
public sealed class PublishedLayer : ILayerReader
{
    private const string Columns =
        $"fid, {LayerArtefact.SourceRow}, {LayerArtefact.Class}, {LayerArtefact.Key}, {LayerArtefact.Status}, {LayerArtefact.Date}, geom";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _read;
    private readonly WKBReader _wkb = new();

    private PublishedLayer(string versionId, SqliteConnection connection)
    {
        VersionId = versionId;
        _connection = connection;
        _find = Command($"SELECT id FROM rtree_{LayerArtefact.Table}_geom WHERE maxx >= $west AND minx <= $east AND maxy >= $south AND miny <= $north ORDER BY id",
            "$west", "$south", "$east", "$north");
        _read = Command($"SELECT {Columns} FROM {LayerArtefact.Table} WHERE fid = $id", "$id");
    }

    /// <inheritdoc/>
    public string VersionId { get; }

    /// <summary>Opens an artefact.</summary>
    /// <param name="versionId">Id of the version, which goes into what is found.</param>
    /// <param name="path">The GeoPackage.</param>
    public static PublishedLayer Open(string versionId, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(versionId);
        ArgumentException.ThrowIfNullOrEmpty(path);

        // An artefact never changes: immutable lets SQLite leave out locks and look for no journal, so read-only folders work.
        var uri = new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1";
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = uri, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return new PublishedLayer(versionId, connection);
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> FindIds(Envelope extent)
    {
        ArgumentNullException.ThrowIfNull(extent);
        var ids = new List<long>();
        if (extent.IsNull)
        {
            return ids;
        }

        (_find.Parameters["$west"].Value, _find.Parameters["$east"].Value) = (extent.MinX, extent.MaxX);
        (_find.Parameters["$south"].Value, _find.Parameters["$north"].Value) = (extent.MinY, extent.MaxY);
        using var reader = _find.ExecuteReader();
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }

    /// <inheritdoc/>
    public IEnumerable<PublishedFeature> Read(IEnumerable<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (var id in ids)
        {
            _read.Parameters["$id"].Value = id;
            using var reader = _read.ExecuteReader();
            if (reader.Read())
            {
                yield return Feature(reader);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<PublishedFeature> ReadAll()
    {
        using var command = Command($"SELECT {Columns} FROM {LayerArtefact.Table} ORDER BY fid");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Feature(reader);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?>? ReadAttributes(long id)
    {
        using var command = Command($"SELECT * FROM {LayerArtefact.Table} WHERE fid = $id", "$id");
        command.Parameters["$id"].Value = id;
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var attributes = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (LayerArtefact.FieldOf(reader.GetName(i)) is { } field)
            {
                attributes[field] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }
        }

        return attributes;
    }

    public void Dispose()
    {
        _find.Dispose();
        _read.Dispose();
        _connection.Dispose();
    }

    private PublishedFeature Feature(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        Text(reader, 2),
        Text(reader, 3),
        Text(reader, 4),
        Text(reader, 5) is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Geometry((byte[])reader.GetValue(6)));

    // Our own blobs: "GP", version, flags with the envelope's kind in bits 1–3, srs id, envelope, WKB.
    private Geometry Geometry(byte[] blob)
    {
        int[] envelopeBytes = [0, 32, 48, 48, 64];
        var header = 8 + envelopeBytes[(blob[3] >> 1) & 7];
        using var wkb = new MemoryStream(blob, header, blob.Length - header, writable: false);
        return _wkb.Read(wkb);
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

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
