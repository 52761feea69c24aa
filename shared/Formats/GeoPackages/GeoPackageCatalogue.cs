using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Formats.GeoPackages;

/// <summary>Reads what a GeoPackage says of its layers and holds it against the tables that are really there.</summary>
internal sealed class GeoPackageCatalogue(SqliteConnection connection, Location at, FindingLog findings)
{
    private const int MaxColumns = 1_000;
    private const int MaxLayers = 1_000;

    private readonly Dictionary<string, (string Name, string Type, string Sql)> _tables = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<IFeatureLayer> ReadLayers()
    {
        Read("SELECT name, type, ifnull(sql, '') FROM sqlite_master WHERE type IN ('table', 'view')", row =>
            _tables[row.GetString(0)] = (row.GetString(0), row.GetString(1), row.GetString(2)));
        Require("gpkg_contents");
        Require("gpkg_spatial_ref_sys");
        var layers = new List<IFeatureLayer>();
        foreach (var (table, type) in ReadContents())
        {
            if (OpenLayer(table, type) is { } layer)
            {
                layers.Add(layer);
            }
        }

        return layers;
    }

    private List<(string Table, string Type)> ReadContents()
    {
        var contents = new List<(string, string)>();
        Read($"SELECT table_name, data_type FROM gpkg_contents ORDER BY rowid LIMIT {MaxLayers}", row =>
            contents.Add((Text(row, 0), Text(row, 1))));
        return contents;
    }

    private GeoPackageLayer? OpenLayer(string table, string type)
    {
        var layerAt = at with { Layer = table };
        if (type is not ("features" or "attributes" or "aspatial"))
        {
            findings.Add(FormatFindings.GeoPackageContentIgnored.At(layerAt, table, type));
            return null;
        }

        if (!_tables.TryGetValue(table, out var found))
        {
            findings.Add(FormatFindings.GeoPackageTableMissing.At(layerAt, table));
            return null;
        }

        if (found.Type != "table" || found.Sql.StartsWith("CREATE VIRTUAL", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(FormatFindings.GeoPackageNotATable.At(layerAt, table));
            return null;
        }

        var geometry = type == "features" && _tables.ContainsKey("gpkg_geometry_columns") ? ReadGeometryColumn(found.Name) : null;
        return Build(found.Name, geometry, layerAt);
    }

    private GeoPackageLayer? Build(string table, GeometryColumn? geometry, Location layerAt)
    {
        string? key = null;
        var columns = new List<Field>();
        var total = 0;
        Read($"PRAGMA table_xinfo({GeoPackageTables.Quote(table)})", row =>
        {
            var name = Text(row, 1);
            var declared = Text(row, 2).Trim().ToUpperInvariant();
            var isGenerated = row.GetInt32(6) != 0;
            total++;
            if (row.GetInt32(5) == 1 && declared == "INTEGER")
            {
                key = name;
            }
            else if (!isGenerated && !string.Equals(name, geometry?.Name, StringComparison.OrdinalIgnoreCase))
            {
                columns.Add(FieldOf(name, declared));
            }
        });
        if (total > MaxColumns)
        {
            findings.Add(FormatFindings.GeoPackageTooManyColumns.At(layerAt, table, MaxColumns));
            return null;
        }

        long count = 0;
        Read($"SELECT count(*) FROM {GeoPackageTables.Quote(table)}", row => count = row.GetInt64(0));
        var schema = new LayerSchema(
            table, at.File!, geometry?.Kind ?? GeometryKind.None, columns, geometry is null ? CrsDefinition.Missing : ReadCrs(geometry.SrsId), count);
        return new GeoPackageLayer(connection, schema, key, geometry, findings);
    }

    private GeometryColumn? ReadGeometryColumn(string table)
    {
        GeometryColumn? column = null;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE table_name = $table COLLATE NOCASE LIMIT 1";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            column = new GeometryColumn(Text(reader, 0), KindOf(Text(reader, 1)), reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
        }

        return column;
    }

    private CrsDefinition ReadCrs(long srsId)
    {
        var crs = CrsDefinition.Missing;
        Read(string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = {srsId} AND srs_id > 0 LIMIT 1"), row =>
        {
            var code = row.IsDBNull(1) ? 0 : row.GetInt64(1);
            var isEpsg = Text(row, 0).Equals("EPSG", StringComparison.OrdinalIgnoreCase) && code is > 0 and < int.MaxValue;
            var definition = Text(row, 2);
            crs = new CrsDefinition(definition is "" or "undefined" ? null : definition, isEpsg ? (int)code : null, "gpkg_spatial_ref_sys");
        });
        return crs;
    }

    private static GeometryKind KindOf(string name) => Enum.GetValues<GeometryKind>()
        .FirstOrDefault(k => k is not (GeometryKind.None or GeometryKind.Any) && name.Equals(k.ToString(), StringComparison.OrdinalIgnoreCase), GeometryKind.Any);

    private static Field FieldOf(string name, string declared)
    {
        var open = declared.IndexOf('(', StringComparison.Ordinal);
        var plain = open < 0 ? declared : declared[..open].TrimEnd();
        var width = open >= 0 && int.TryParse(declared.AsSpan(open + 1).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given : (int?)null;
        return plain switch
        {
            "BOOLEAN" => new Field(name, FieldType.Boolean),
            "DATE" => new Field(name, FieldType.Date),
            "DATETIME" => new Field(name, FieldType.DateTime),
            "BLOB" => new Field(name, FieldType.Binary, width),
            "FLOAT" or "DOUBLE" or "REAL" or "NUMERIC" or "DECIMAL" or "DOUBLE PRECISION" => new Field(name, FieldType.Real),
            _ when plain.Contains("INT", StringComparison.Ordinal) => new Field(name, FieldType.Integer),
            _ => new Field(name, FieldType.Text, width),
        };
    }

    private void Require(string table)
    {
        if (!_tables.TryGetValue(table, out var found) || found.Type != "table" || found.Sql.StartsWith("CREATE VIRTUAL", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(FormatFindings.GeoPackageNoContents.At(at, table));
        }
    }

    private static string Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    private void Read(string sql, Action<SqliteDataReader> onRow)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            onRow(reader);
        }
    }
}

/// <summary>The geometry column of a layer.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Kind">Declared type.</param>
/// <param name="SrsId">srs_id.</param>
internal sealed record GeometryColumn(string Name, GeometryKind Kind, long SrsId);
