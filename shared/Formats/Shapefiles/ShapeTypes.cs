using NetTopologySuite.Geometries;
using Platform.Formats.Features;

namespace Platform.Formats.Shapefiles;

/// <summary>Shape types by which geometries are written: one for a whole file.</summary>
internal static class ShapeTypes
{
    public const int Null = 0;
    public const int Point = 1;
    public const int PolyLine = 3;
    public const int Polygon = 5;
    public const int MultiPoint = 8;

    /// <summary>The type for a layer, or null when its features have to say it.</summary>
    public static int? Of(GeometryKind kind) => kind switch
    {
        GeometryKind.Point => Point,
        GeometryKind.MultiPoint => MultiPoint,
        GeometryKind.LineString or GeometryKind.MultiLineString => PolyLine,
        GeometryKind.Polygon or GeometryKind.MultiPolygon => Polygon,
        _ => null,
    };

    /// <summary>The type of a geometry, or null for a collection.</summary>
    public static int? Of(Geometry geometry) => geometry switch
    {
        NetTopologySuite.Geometries.Point => Point,
        NetTopologySuite.Geometries.MultiPoint => MultiPoint,
        LineString or MultiLineString => PolyLine,
        NetTopologySuite.Geometries.Polygon or MultiPolygon => Polygon,
        _ => null,
    };
}
