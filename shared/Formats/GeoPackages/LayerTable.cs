using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using static Platform.Formats.GeoPackages.GeoPackageTables;

namespace Platform.Formats.GeoPackages;

/// <summary>Writes one layer: its table, rows, spatial index, attribute indexes and registration.</summary>
internal sealed class LayerTable
{
    private readonly SqliteConnection _connection;
    private readonly LayerToWrite _layer;
    private readonly LayerSchema _schema;
    private readonly int _srsId;
    private readonly string _key;
    private readonly string _geometry;
    private readonly Envelope _extent = new();

    public LayerTable(SqliteConnection connection, LayerToWrite layer, int srsId)
    {
        _connection = connection;
        _layer = layer;
        _schema = layer.Schema;
        _srsId = srsId;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in _schema.Fields)
        {
            if (!taken.Add(field.Name))
            {
                throw new ArgumentException($"Layer '{_schema.Name}' has two fields '{field.Name}'.", nameof(layer));
            }
        }

        _key = FreeName(taken, "fid");
        _geometry = FreeName(taken, "geom");
    }

    private bool HasGeometry => _schema.Geometry != GeometryKind.None;

    private string RTree => Quote($"rtree_{_schema.Name}_{_geometry}");

    public void Write(CancellationToken cancellation)
    {
        CreateTable();
        WriteRows(cancellation);
        Register();
        foreach (var name in _layer.IndexedFields)
        {
            var column = _schema.IndexOf(name) is >= 0 and var at ? _schema.Fields[at].Name
                : throw new ArgumentException($"Layer '{_schema.Name}' has no field '{name}' to index.", nameof(cancellation));
            GeoPackageWriter.Execute(_connection, $"CREATE INDEX {Quote($"idx_{_schema.Name}_{column}")} ON {Quote(_schema.Name)} ({Quote(column)})");
        }
    }

    private static string FreeName(HashSet<string> taken, string wish)
    {
        var name = wish;
        while (!taken.Add(name))
        {
            name = "_" + name;
        }

        return name;
    }

    private void CreateTable()
    {
        var columns = new List<string> { $"{Quote(_key)} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL" };
        if (HasGeometry)
        {
            columns.Add($"{Quote(_geometry)} {GeometryBlob.TypeName(_schema.Geometry)}");
        }

        columns.AddRange(_schema.Fields.Select(f => $"{Quote(f.Name)} {SqlType(f)}"));
        GeoPackageWriter.Execute(_connection, $"CREATE TABLE {Quote(_schema.Name)} ({string.Join(", ", columns)})");
        if (HasGeometry)
        {
            GeoPackageWriter.Execute(_connection, $"CREATE VIRTUAL TABLE {RTree} USING rtree(id, minx, maxx, miny, maxy)");
        }
    }

    private static string SqlType(Field field) => field.Type switch
    {
        FieldType.Text when field.Width is { } width => string.Create(CultureInfo.InvariantCulture, $"TEXT({width})"),
        FieldType.Text => "TEXT",
        FieldType.Integer => "INTEGER",
        FieldType.Decimal or FieldType.Real => "DOUBLE",
        FieldType.Boolean => "BOOLEAN",
        FieldType.Date => "DATE",
        FieldType.DateTime => "DATETIME",
        _ => "BLOB",
    };

    private void WriteRows(CancellationToken cancellation)
    {
        using var insert = new InsertStatement(_connection, Quote(_schema.Name), 1 + (HasGeometry ? 1 : 0) + _schema.Fields.Count);
        using var index = HasGeometry ? new InsertStatement(_connection, RTree, 5) : null;
        var blob = new GeometryBlob(_schema.Geometry, _srsId);
        long next = 1;
        foreach (var row in _layer.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var id = row.Id ?? next;
            next = id + 1;
            Insert(insert, blob, id, row);
            Index(index, id, row.Geometry);
        }
    }

    private void Insert(InsertStatement insert, GeometryBlob blob, long id, FeatureToWrite row)
    {
        insert.Bind(1, id);
        var at = 2;
        if (HasGeometry && row.Geometry is { } geometry)
        {
            insert.Bind(at++, blob.Encode(geometry));
        }
        else if (HasGeometry)
        {
            insert.BindNull(at++);
        }

        for (var i = 0; i < _schema.Fields.Count; i++)
        {
            insert.Bind(at++, GeoPackageWriter.Stored(_schema.Fields[i], row.Values[i]));
        }

        insert.Run();
    }

    private void Index(InsertStatement? index, long id, Geometry? geometry)
    {
        if (index is null || geometry is null || geometry.IsEmpty)
        {
            return;
        }

        var envelope = geometry.EnvelopeInternal;
        _extent.ExpandToInclude(envelope);
        index.Bind(1, id);
        index.Bind(2, envelope.MinX);
        index.Bind(3, envelope.MaxX);
        index.Bind(4, envelope.MinY);
        index.Bind(5, envelope.MaxY);
        index.Run();
    }

    private SqliteCommand Prepared(string insert, int parameters)
    {
        var command = _connection.CreateCommand();
        var names = Enumerable.Range(0, parameters).Select(i => string.Create(CultureInfo.InvariantCulture, $"$p{i}")).ToList();
        command.CommandText = $"{insert}({string.Join(", ", names)})";
        names.ForEach(name => command.Parameters.AddWithValue(name, DBNull.Value));
        command.Prepare();
        return command;
    }

    private void Register()
    {
        using var contents = Prepared("INSERT INTO gpkg_contents VALUES ", 10);
        object?[] values =
        [
            _schema.Name, HasGeometry ? "features" : "attributes", _layer.Title ?? _schema.Name, _layer.Description, GeoPackageWriter.LastChange,
            .. _extent.IsNull ? new object?[4] : [_extent.MinX, _extent.MinY, _extent.MaxX, _extent.MaxY],
            HasGeometry ? _srsId : null,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            contents.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        contents.ExecuteNonQuery();
        if (!HasGeometry)
        {
            return;
        }

        RegisterGeometry();
        GeoPackageWriter.Execute(_connection, RTreeTriggers(_schema.Name, _geometry, _key));
    }

    private void RegisterGeometry()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = """
            INSERT INTO gpkg_geometry_columns VALUES ($table, $column, $type, $srs, 0, 0);
            INSERT INTO gpkg_extensions VALUES ($table, $column, 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
            """;
        command.Parameters.AddWithValue("$table", _schema.Name);
        command.Parameters.AddWithValue("$column", _geometry);
        command.Parameters.AddWithValue("$type", GeometryBlob.TypeName(_schema.Geometry));
        command.Parameters.AddWithValue("$srs", _srsId);
        command.ExecuteNonQuery();
    }
}
