using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Tables;

/// <summary>A CSV with a column of WKT, or columns of longitude and latitude, as a layer. The first row names the columns; every field is text.</summary>
public sealed class CsvLayer : IFeatureLayer
{
    private static readonly string[] s_wkt = ["wkt", "geom", "geometry", "the_geom", "shape", "几何"];
    private static readonly string[] s_longitude = ["lon", "lng", "long", "longitude", "经度"];
    private static readonly string[] s_latitude = ["lat", "latitude", "纬度"];
    private static readonly string[] s_easting = ["x", "easting", "横坐标"];
    private static readonly string[] s_northing = ["y", "northing", "纵坐标"];

    private readonly CsvTable _table;
    private readonly int _header;
    private readonly Placement _placement;

    private CsvLayer(CsvTable table, TableRow header, Placement placement, LayerSchema schema)
    {
        _table = table;
        _header = header.Number;
        _placement = placement;
        Schema = schema;
    }

    /// <summary>Which columns hold the geometry: WKT, or x and y.</summary>
    private readonly record struct Placement(int Wkt, int X, int Y, bool IsGeographic)
    {
        public bool Covers(int column) => column == Wkt;
    }

    public LayerSchema Schema { get; }

    /// <summary>The layer in a table, or null when its first row names no geometry columns.</summary>
    public static CsvLayer? Find(CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.ReadRows().FirstOrDefault() is not { } header || Place(header) is not { } placement)
        {
            return null;
        }

        var fields = header.Cells.Select((cell, i) => (cell, i)).Where(c => !placement.Covers(c.i))
            .Select(c => new Field(c.cell.IsEmpty ? $"column_{c.i + 1}" : c.cell.Text.Trim(), FieldType.Text)).ToList();
        var crs = placement.IsGeographic ? new CrsDefinition(null, 4326, "column names") : CrsDefinition.Missing;
        var kind = placement.Wkt >= 0 ? GeometryKind.Any : GeometryKind.Point;
        return new CsvLayer(table, header, placement, new LayerSchema(table.Name, table.File, kind, fields, crs));
    }

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        long index = 0;
        foreach (var row in _table.ReadRows(cancellation))
        {
            if (row.Number != _header)
            {
                yield return Convert(row, index++);
            }
        }
    }

    private static Placement? Place(TableRow header)
    {
        int Find(string[] names) => header.Cells.Select(c => c.Text.Trim()).ToList()
            .FindIndex(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (Find(s_wkt) is >= 0 and var wkt)
        {
            return new Placement(wkt, -1, -1, IsGeographic: false);
        }

        var (longitude, latitude) = (Find(s_longitude), Find(s_latitude));
        if (longitude >= 0 && latitude >= 0)
        {
            return new Placement(-1, longitude, latitude, IsGeographic: true);
        }

        var (easting, northing) = (Find(s_easting), Find(s_northing));
        return easting >= 0 && northing >= 0 ? new Placement(-1, easting, northing, IsGeographic: false) : null;
    }

    private FeatureRow Convert(TableRow row, long index)
    {
        var findings = new List<Finding>(row.Findings);
        var values = new List<object?>(Schema.Fields.Count);
        for (var column = 0; values.Count < Schema.Fields.Count; column++)
        {
            if (!_placement.Covers(column))
            {
                values.Add(row[column].IsEmpty ? null : row[column].Text);
            }
        }

        return new FeatureRow(index, null, Geometry(row, new RowGeometry(new Location(Schema.File, Schema.Name, index), findings), findings), values, findings);
    }

    private Geometry? Geometry(TableRow row, RowGeometry target, List<Finding> findings)
    {
        try
        {
            if (_placement.Wkt >= 0)
            {
                return row[_placement.Wkt].IsEmpty ? null : WktDecoder.Decode(row[_placement.Wkt].Text, target);
            }

            var (x, y) = (row[_placement.X], row[_placement.Y]);
            return x.IsEmpty && y.IsEmpty ? null : target.Point(Ordinate(x, target), Ordinate(y, target));
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    private static double Ordinate(Cell cell, RowGeometry row) =>
        double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw row.Refuse(FormatFindings.GeometryNotFinite);
}
