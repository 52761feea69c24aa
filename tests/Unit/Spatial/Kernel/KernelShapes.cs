using NetTopologySuite.Geometries;
using Platform.Spatial.Kernel;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Kernel;

/// <summary>Polygons as the kernel reads them, and polygons of many corners, rings and parts.</summary>
internal static class KernelShapes
{
    public static readonly GeometryFactory Factory = new();

    public static FlatPolygon Flat(Geometry geometry)
    {
        var flat = new FlatPolygon();
        Assert.True(flat.TryRead(geometry, GeometryLimits.Projected));
        return flat;
    }

    public static BoundaryTable Table(params Geometry[] rows)
    {
        var table = new BoundaryTable();
        foreach (var row in rows)
            table.Add(Flat(row));
        return table;
    }

    public static OuterBoundary Outer(Geometry geometry)
    {
        var outer = new OuterBoundary();
        outer.Take(Table(geometry), 0);
        return outer;
    }

    public static Polygon Star(Random random, double x, double y, double size, int corners) =>
        Factory.CreatePolygon(PolygonPairs.Star(random, new Coordinate(x, y), size, corners));

    public static Polygon Box(double x0, double y0, double x1, double y1) => (Polygon)Factory.ToGeometry(new Envelope(x0, x1, y0, y1));

    /// <summary>Parts on a grid, each with a hole.</summary>
    public static MultiPolygon Archipelago(Random random, int across) => Factory.CreateMultiPolygon(
    [
        .. from i in Enumerable.Range(0, across)
           from j in Enumerable.Range(0, across)
           select Factory.CreatePolygon(
               Factory.CreateLinearRing(PolygonPairs.Star(random, new Coordinate(10 * i, 10 * j), 5, 8)),
               [Factory.CreateLinearRing(PolygonPairs.Star(random, new Coordinate(10 * i, 10 * j), 0.6, 4))]),
    ]);
}
