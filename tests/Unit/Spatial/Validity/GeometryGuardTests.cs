using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Spatial.Validity;

public sealed class GeometryGuardTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData("POLYGON((114 38, 115 38, 115 39, 114 38))", null)]
    [InlineData("MULTIPOLYGON(((114 38, 115 38, 115 39, 114 38)),((116 38, 117 38, 117 39, 116 38)))", null)]
    [InlineData("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0),(2 2, 4 2, 4 4, 2 2))", null)]
    [InlineData("POLYGON EMPTY", "GEOM_MISSING")]
    [InlineData("POINT(1 2)", "GEOM_NOT_POLYGONAL")]
    [InlineData("GEOMETRYCOLLECTION(POLYGON((0 0, 1 0, 1 1, 0 0)))", "GEOM_NOT_POLYGONAL")]
    [InlineData("POLYGON((181 38, 182 38, 182 39, 181 38))", "GEOM_VERTEX_OUT_OF_RANGE")]
    [InlineData("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))", "GEOM_SELF_INTERSECTION")]
    [InlineData("POLYGON((0 0, 4 4, 4 0, 0 3, 0 0))", "GEOM_SELF_INTERSECTION")]
    [InlineData("POLYGON((0 0, 1 1, 0 0, 0 0))", "GEOM_RING_COLLAPSED")]
    [InlineData("POLYGON((1 1, 1 1, 1 1, 1 1))", "GEOM_RING_COLLAPSED")]
    [InlineData("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0),(2 2, 3 3, 2 2, 2 2))", "GEOM_RING_COLLAPSED")]
    [InlineData("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)),((1 1, 3 1, 3 3, 1 3, 1 1)))", "GEOM_PARTS_OVERLAP")]
    [InlineData("MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)),((1 1, 3 1, 3 3, 1 3, 1 1)))", "GEOM_PARTS_OVERLAP")]
    [InlineData("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 0)),((0 0, 2 0, 2 2, 0 0)))", "GEOM_PARTS_OVERLAP")]
    [InlineData("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0),(5 5, 6 5, 6 6, 5 5))", "GEOM_INVALID")]
    public void Check_Polygon_NamesItsFault(string wkt, string? expected) =>
        Assert.Equal(expected, GeometryGuard.Check(new WKTReader().Read(wkt), GeometryLimits.Degrees, Location.Whole)?.Code);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Check_NotFinite_IsNamedWithItsRow(double x)
    {
        var polygon = Factory.CreatePolygon([new(0, 0), new(x, 0), new(1, 1), new(0, 0)]);
        var finding = GeometryGuard.Check(polygon, GeometryLimits.Degrees, new Location(Row: 7));
        Assert.Equal("GEOM_VERTEX_NOT_FINITE", finding!.Code);
        Assert.Equal(7, finding.Location.Row);
    }

    [Fact]
    public void Check_BowTie_PointsAtTheCrossing()
    {
        var bowTie = new WKTReader().Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))");
        var finding = GeometryGuard.Check(bowTie, GeometryLimits.Degrees, Location.Whole);
        Assert.Equal((1, 1), (finding!.Location.X, finding.Location.Y));
    }

    [Fact]
    public void Check_NestedByTheThousand_IsRefusedNotOverflown()
    {
        Geometry nested = Factory.CreatePoint(new Coordinate(1, 1));
        for (var i = 0; i < 500; i++)
            nested = Factory.CreateGeometryCollection([nested]);
        Assert.Equal("GEOM_COLLECTION_TOO_DEEP", GeometryGuard.Check(nested, GeometryLimits.Degrees, Location.Whole)?.Code);
    }

    [Fact]
    public void Check_TooManyVertices_IsRefused()
    {
        var circle = Factory.CreatePoint(new Coordinate(10, 10)).Buffer(1, 100);
        Assert.Equal("GEOM_TOO_MANY_VERTICES", GeometryGuard.Check(circle, GeometryLimits.Degrees with { MaxVertices = 100 }, Location.Whole)?.Code);
    }

    [Theory]
    [InlineData("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))", 2)]
    [InlineData("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)),((1 1, 3 1, 3 3, 1 3, 1 1)))", 7)]
    public void Repair_Mendable_SaysWhatItDid(string wkt, double area)
    {
        var result = GeometryRepair.Repair(new WKTReader().Read(wkt), GeometryLimits.Projected, AreaMeasure.PlanarMetres, Location.Whole);
        Assert.True(result.IsChanged);
        Assert.Equal("GEOM_REPAIRED", result.Finding!.Code);
        Assert.Equal(area, result.AreaAfterM2, 1e-12);
        Assert.Equal(area, result.Geometry!.Area, 1e-12);
        Assert.Null(GeometryGuard.Check(result.Geometry, GeometryLimits.Projected, Location.Whole));
    }

    [Fact]
    public void Repair_Sound_IsLeftAlone()
    {
        var square = new WKTReader().Read("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
        var result = GeometryRepair.Repair(square, GeometryLimits.Projected, AreaMeasure.PlanarMetres, Location.Whole);
        Assert.Same(square, result.Geometry);
        Assert.Null(result.Finding);
    }

    [Theory]
    [InlineData("POLYGON((1 1, 1 1, 1 1, 1 1))", "GEOM_BEYOND_REPAIR")]
    [InlineData("POINT(1 1)", "GEOM_NOT_POLYGONAL")]
    public void Repair_Hopeless_HasNoGeometry(string wkt, string code)
    {
        var result = GeometryRepair.Repair(new WKTReader().Read(wkt), GeometryLimits.Projected, AreaMeasure.PlanarMetres, Location.Whole);
        Assert.Null(result.Geometry);
        Assert.Equal(code, result.Finding!.Code);
    }
}
