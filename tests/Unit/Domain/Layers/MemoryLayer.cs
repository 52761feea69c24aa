using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Tests.Unit.Domain.Layers;

/// <summary>A delivered layer in memory: fields and rows of WKT (or a geometry, or null) followed by the values.</summary>
internal sealed class MemoryLayer(string name, Field[] fields, params object?[][] rows) : IFeatureLayer
{
    public CrsDefinition Crs { get; init; } = CrsDefinition.FromEpsg(4490);

    public GeometryKind Geometry { get; init; } = GeometryKind.MultiPolygon;

    public IReadOnlyList<Finding> RowFindings { get; init; } = [];

    public int TimesRead { get; private set; }

    public LayerSchema Schema => new(name, name + ".gpkg", Geometry, fields, Crs, rows.Length);

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        TimesRead++;
        return rows.Select((row, i) => new FeatureRow(i, null, Shape(row[0]), row[1..], i == 0 ? RowFindings : []));
    }

    public static Field[] TextFields(params string[] names) => [.. names.Select(n => new Field(n, FieldType.Text))];

    /// <summary>A rectangle as WKT from its lower left corner, sizes in degrees.</summary>
    public static string Box(double x, double y, double width = 0.001, double height = 0.001) => FormattableString.Invariant(
        $"POLYGON (({x} {y}, {x + width} {y}, {x + width} {y + height}, {x} {y + height}, {x} {y}))");

    private static Geometry? Shape(object? given) => given switch
    {
        null => null,
        Geometry geometry => geometry,
        _ => new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read((string)given),
    };
}
