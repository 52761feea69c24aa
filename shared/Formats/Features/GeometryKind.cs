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
