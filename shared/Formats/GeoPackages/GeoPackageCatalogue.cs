using System.Globalization;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.SqliteFiles;

namespace Platform.Formats.GeoPackages;

/// <summary>Reads what a GeoPackage says of its layers and holds it against the tables that are really there.</summary>
internal sealed class GeoPackageCatalogue(DatabaseFile file, FindingLog findings, CancellationToken cancellation)
{
    private const int MaxColumns = 1_000;
    private const int MaxLayers = 1_000;

    private Dictionary<string, SchemaEntry> _tables = [];
    private Dictionary<string, GeometryColumn> _geometries = [];
    private Dictionary<long, CrsDefinition> _references = [];

    /// <exception cref="RefusedException">The catalogue cannot be read.</exception>
    public List<IFeatureLayer> ReadLayers()
    {
        _tables = file.ReadSchema();
        var contents = ReadContents();
        _geometries = ReadGeometries([.. contents.Select(c => c.Table)]);
        _references = ReadReferences([.. _geometries.Values.Select(g => g.SrsId)]);
        var layers = new List<IFeatureLayer>();
        foreach (var (table, type) in contents)
        {
            cancellation.ThrowIfCancellationRequested();
            if (type is not ("features" or "attributes" or "aspatial"))
            {
                findings.Add(FormatFindings.GeoPackageContentIgnored.At(file.At with { Layer = table }, table, type));
            }
            else if (TryOpenLayer(table, hasGeometry: type == "features") is { } layer)
            {
                layers.Add(layer);
            }
        }

        return layers;
    }

    /// <summary>What is registered. A name that is registered again is the same table, read once.</summary>
    private List<(string Table, string Type)> ReadContents()
    {
        var contents = new List<(string, string)>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in Read("gpkg_contents", "table_name", "data_type"))
        {
            if (contents.Count == MaxLayers)
            {
                findings.Add(FormatFindings.GeoPackageTooManyLayers.At(file.At, MaxLayers));
                break;
            }

            if (names.Add(row.Text(0)))
            {
                contents.Add((row.Text(0), row.Text(1)));
            }
        }

        return contents;
    }

    /// <summary>The first geometry column of each of the tables.</summary>
    private Dictionary<string, GeometryColumn> ReadGeometries(IEnumerable<string> tables)
    {
        const string Name = "gpkg_geometry_columns";
        var wanted = tables.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var geometries = new Dictionary<string, GeometryColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in _tables.ContainsKey(Name) ? Read(Name, "table_name", "column_name", "geometry_type_name", "srs_id") : [])
        {
            if (wanted.Contains(row.Text(0)))
            {
                geometries.TryAdd(row.Text(0), new GeometryColumn(row.Text(1), KindOf(row.Text(2)), row.Integer(3)));
            }
        }

        return geometries;
    }

    private Dictionary<long, CrsDefinition> ReadReferences(HashSet<long> wanted)
    {
        var references = new Dictionary<long, CrsDefinition>();
        foreach (var row in Read("gpkg_spatial_ref_sys", "srs_id", "organization", "organization_coordsys_id", "definition"))
        {
            if (row.Integer(0) is > 0 and var id && wanted.Contains(id))
            {
                var (code, definition) = (row.Integer(2), row.Text(3));
                var isEpsg = row.Text(1).Equals("EPSG", StringComparison.OrdinalIgnoreCase) && code is > 0 and < int.MaxValue;
                references.TryAdd(id, new CrsDefinition(definition is "" or "undefined" ? null : definition, isEpsg ? (int)code : null, "gpkg_spatial_ref_sys"));
            }
        }

        return references;
    }

    /// <summary>The rows of a table of the catalogue.</summary>
    private IEnumerable<CatalogueRow> Read(string table, params string[] columns)
    {
        if (!_tables.TryGetValue(table, out var entry) || !entry.IsStored)
        {
            throw new RefusedException(FormatFindings.GeoPackageNoContents.At(file.At, table));
        }

        var definition = DefinitionOf(entry, file.At);
        var positions = columns.Select(c => definition.IndexOf(c)).ToArray();
        if (Array.FindIndex(positions, p => p < 0 || definition.Columns[p].IsVirtual) is >= 0 and var missing)
        {
            throw new RefusedException(FormatFindings.GeoPackageDamaged.At(file.At, $"{table}.{columns[missing]}"));
        }

        var rows = new TableReader(file, entry, definition, file.At with { Layer = entry.Name }, TableReader.LongestOfCatalogue);
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new CatalogueRow(rows, positions);
        }
    }

    private TableDefinition DefinitionOf(SchemaEntry entry, Location at)
    {
        var definition = TableDefinitionParser.Parse(entry.Sql, file.Header.Encoding) ?? throw new RefusedException(FormatFindings.GeoPackageDamaged.At(at, entry.Name));
        return definition.HasRowIds ? definition : throw new RefusedException(FormatFindings.GeoPackageWithoutRowId.At(at, entry.Name));
    }

    private GeoPackageLayer? TryOpenLayer(string table, bool hasGeometry)
    {
        try
        {
            return OpenLayer(FindTable(table), hasGeometry);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    private SchemaEntry FindTable(string table)
    {
        var at = file.At with { Layer = table };
        if (!_tables.TryGetValue(table, out var found))
        {
            throw new RefusedException(FormatFindings.GeoPackageTableMissing.At(at, table));
        }

        return found.IsStored ? found : throw new RefusedException(FormatFindings.GeoPackageNotATable.At(at, table));
    }

    private GeoPackageLayer OpenLayer(SchemaEntry entry, bool hasGeometry)
    {
        var at = file.At with { Layer = entry.Name };
        var definition = DefinitionOf(entry, at);
        if (definition.Columns.Count > MaxColumns)
        {
            throw new RefusedException(FormatFindings.GeoPackageTooManyColumns.At(at, entry.Name, MaxColumns));
        }

        var geometry = hasGeometry ? _geometries.GetValueOrDefault(entry.Name) : null;
        var table = new FeatureTable(file, entry, definition, geometry is null ? -1 : PositionOf(geometry.Name, definition, at), geometry?.SrsId ?? 0);
        foreach (var column in definition.Columns.Where(c => c.IsVirtual))
        {
            findings.Add(FormatFindings.GeoPackageComputedColumn.At(at with { Field = column.Name }, column.Name));
        }

        var crs = geometry is null ? CrsDefinition.Missing : _references.GetValueOrDefault(geometry.SrsId, CrsDefinition.Missing);
        var fields = table.Columns.Select(c => FieldOf(definition.Columns[c])).ToList();
        var schema = new LayerSchema(entry.Name, file.At.File!, geometry?.Kind ?? GeometryKind.None, fields, crs);
        table.Open(at).Read();
        return new GeoPackageLayer(table, schema, findings);
    }

    private static int PositionOf(string geometry, TableDefinition definition, Location at) =>
        definition.IndexOf(geometry) is >= 0 and var position && !definition.Columns[position].IsVirtual
            ? position
            : throw new RefusedException(FormatFindings.GeoPackageGeometryColumn.At(at, geometry));

    private static GeometryKind KindOf(string name) => Enum.GetValues<GeometryKind>()
        .FirstOrDefault(k => k is not (GeometryKind.None or GeometryKind.Any) && name.Equals(k.ToString(), StringComparison.OrdinalIgnoreCase), GeometryKind.Any);

    private static Field FieldOf(TableColumn column)
    {
        var (name, declared) = (column.Name, column.Type.Trim().ToUpperInvariant());
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

    /// <summary>The columns that were asked for, of the row that was read last.</summary>
    private readonly record struct CatalogueRow(TableReader Rows, int[] Positions)
    {
        public string Text(int column) => Rows.Text(Positions[column]);

        public long Integer(int column) => Rows.Integer(Positions[column]);
    }
}

/// <summary>The geometry column of a layer.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Kind">Declared type.</param>
/// <param name="SrsId">srs_id.</param>
internal sealed record GeometryColumn(string Name, GeometryKind Kind, long SrsId);
