using NetTopologySuite.Geometries;
using Platform.Domain.Labels;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>Chooses the one layer of a delivery that is meant.</summary>
public static class LayerChoice
{
    /// <summary>
    /// The one layer that can hold the asked geometry; of several, the one whose name is <paramref name="name"/>. Layers without declared
    /// geometry count, their rows will tell.
    /// </summary>
    /// <returns>Null, with a finding that says what to do, when it is not exactly one.</returns>
    public static IFeatureLayer? Choose(
        IReadOnlyList<IFeatureLayer> layers, IReadOnlyList<LayerGeometry> geometry, string name, Label title, FindingLog findings)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(title);
        var fitting = layers.Where(layer => geometry.Any(asked => MayHold(layer.Schema.Geometry, asked))).ToList();
        var named = fitting.Where(layer => string.Equals(layer.Schema.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 1 || fitting.Count == 1)
        {
            return named.Count == 1 ? named[0] : fitting[0];
        }

        findings.Add(fitting.Count == 0
            ? LayerFindings.LayerMissing.At(Location.Whole, title.Zh, string.Join(" / ", geometry), title.En)
            : LayerFindings.LayerSeveral.At(Location.Whole, fitting.Count, string.Join(", ", fitting.Select(l => l.Schema.Name).Take(10)), name));
        return null;
    }

    /// <summary>Whether a geometry of this dimension is of the asked kind.</summary>
    public static bool Is(Geometry geometry, IReadOnlyList<LayerGeometry> asked)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry.OgcGeometryType switch
        {
            OgcGeometryType.Point or OgcGeometryType.MultiPoint => asked.Contains(LayerGeometry.Point),
            OgcGeometryType.LineString or OgcGeometryType.MultiLineString => asked.Contains(LayerGeometry.Line),
            OgcGeometryType.Polygon or OgcGeometryType.MultiPolygon => asked.Contains(LayerGeometry.Polygon),
            _ => false,
        };
    }

    private static bool MayHold(GeometryKind declared, LayerGeometry asked) => declared switch
    {
        GeometryKind.Any or GeometryKind.GeometryCollection => true,
        GeometryKind.Point or GeometryKind.MultiPoint => asked == LayerGeometry.Point,
        GeometryKind.LineString or GeometryKind.MultiLineString => asked == LayerGeometry.Line,
        GeometryKind.Polygon or GeometryKind.MultiPolygon => asked == LayerGeometry.Polygon,
        _ => false,
    };
}
