using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Platform.Spatial.Validity;

/// <summary>Overlay of polygons that also touch returns lines and points beside the area; these are not wanted.</summary>
internal static class PolygonalPart
{
    /// <summary>The polygons of a geometry as one polygon or multi-polygon; an empty multi-polygon when there are none.</summary>
    public static Geometry Of(Geometry geometry)
    {
        if (geometry is Polygon or MultiPolygon)
            return geometry;

        var polygons = PolygonExtracter.GetPolygons(geometry).Cast<Polygon>().Where(p => !p.IsEmpty).ToArray();
        return polygons.Length == 1 ? polygons[0] : geometry.Factory.CreateMultiPolygon(polygons);
    }
}
