using NetTopologySuite.Geometries;

namespace Platform.Formats.Features;

/// <summary>
/// Declared geometry type of a layer. A <c>Multi…</c> layer may hold single parts too: a shapefile's polygon layer is
/// <see cref="MultiPolygon"/> because a record may have several shells, and a record of one shell comes as a polygon.
/// </summary>
public enum GeometryKind
{
    /// <summary>A table without geometry.</summary>
    None,
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,

    /// <summary>Geometries of several dimensions, or not declared.</summary>
    Any,
}

/// <summary>Which geometries belong into layers of which kind.</summary>
public static class GeometryKinds
{
    /// <summary>Whether a layer of that kind may hold the geometry.</summary>
    public static bool Holds(this GeometryKind kind, Geometry geometry) => (kind, geometry) switch
    {
        (GeometryKind.Any, _) => true,
        (GeometryKind.Point or GeometryKind.MultiPoint, Point) => true,
        (GeometryKind.LineString or GeometryKind.MultiLineString, LineString) => true,
        (GeometryKind.Polygon or GeometryKind.MultiPolygon, Polygon) => true,
        (GeometryKind.MultiPoint, MultiPoint) or (GeometryKind.MultiLineString, MultiLineString) or (GeometryKind.MultiPolygon, MultiPolygon) => true,
        (GeometryKind.GeometryCollection, GeometryCollection) => true,
        _ => false,
    };
}
