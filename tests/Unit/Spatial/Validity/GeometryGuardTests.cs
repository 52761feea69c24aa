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
    [InlineData("POLYGON((0 90, 180 90, 180 -90, -180 0, 0 90))", null)]
    [InlineData("MULTIPOLYGON(EMPTY,((116 38, 117 38, 117 39, 116 38)))", null)]
    [InlineData("POLYGON((0 0, 1 1, 2 2, 0 0))", "GEOM_RING_COLLAPSED")]
    [InlineData("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0),(2 2, 200 2, 4 4, 2 2))", "GEOM_VERTEX_OUT_OF_RANGE")]
    [InlineData("MULTIPOLYGON(((0 0, 2 2, 2 0, 0 2, 0 0)),((10 10, 11 10, 11 11, 10 10)))", "GEOM_SELF_INTERSECTION")]
    [InlineData("POLYGON((18 38, 18 91, 82 39, 18 38))", "GEOM_VERTEX_OUT_OF_RANGE")]
    [InlineData("MULTIPOINT((1 2),(3 4))", "GEOM_NOT_POLYGONAL")]
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

    [Theory]
    [InlineData(32, "GEOM_NOT_POLYGONAL")]
    [InlineData(33, "GEOM_COLLECTION_TOO_DEEP")]
    public void Check_NestedAsDeepAsAllowed_IsNotTooDeep(int depth, string expected)
    {
        Geometry nested = Factory.CreatePoint(new Coordinate(1, 1));
        for (var i = 0; i < depth; i++)
            nested = Factory.CreateGeometryCollection([nested]);
        Assert.Equal(expected, GeometryGuard.Check(nested, GeometryLimits.Degrees, Location.Whole)?.Code);
    }

    [Fact]
    public void Check_OutOfRange_PointsAtTheVertex()
    {
        var finding = GeometryGuard.Check(new WKTReader().Read("MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)),((2 2, 3 2, 3 -95, 200 7, 2 2)))"), GeometryLimits.Degrees, new Location(Row: 7));
        Assert.Equal((3, -95, 7L), (finding!.Location.X, finding.Location.Y, finding.Location.Row));
        Assert.Contains("3, -95", finding.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WhereLinesAreAllowed_LetsThemThrough()
    {
        var limits = GeometryLimits.Degrees with { PolygonsOnly = false };
        Assert.Null(GeometryGuard.Check(new WKTReader().Read("LINESTRING(1 2, 3 4)"), limits, Location.Whole));
        Assert.Equal("GEOM_NOT_POLYGONAL", GeometryGuard.Check(new WKTReader().Read("LINESTRING(1 2, 3 4)"), GeometryLimits.Degrees, Location.Whole)!.Code);
        Assert.Equal("GEOM_MISSING", GeometryGuard.Check(null, limits, Location.Whole)!.Code);
    }

    [Fact]
    public void Check_RingThatWasOpened_IsNamed()
    {
        var polygon = (Polygon)new WKTReader().Read("POLYGON((1 1, 4 1, 4 4, 1 1))");
        polygon.ExteriorRing.CoordinateSequence.SetX(3, 2);
        Assert.Equal("GEOM_RING_NOT_CLOSED", GeometryGuard.Check(polygon, GeometryLimits.Degrees, Location.Whole)!.Code);
    }

    [Fact]
    public void Check_AsManyVerticesAsAllowed_IsSound()
    {
        var square = new WKTReader().Read("MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)),((3 0, 4 0, 4 2, 3 0)))");
        Assert.Null(GeometryGuard.Check(square, GeometryLimits.Degrees with { MaxVertices = 9 }, Location.Whole));
        Assert.Equal("GEOM_TOO_MANY_VERTICES", GeometryGuard.Check(square, GeometryLimits.Degrees with { MaxVertices = 8 }, Location.Whole)!.Code);
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
        Assert.Equal((4, 4, false), (result.AreaBeforeM2, result.AreaAfterM2, result.IsChanged));
    }

    [Theory]
    [InlineData("GEOMETRYCOLLECTION(LINESTRING(0 0, 5 5), POLYGON((0 0, 2 0, 2 2, 0 0)), POINT(1 1))", "POLYGON ((0 0, 2 0, 2 2, 0 0))")]
    [InlineData("GEOMETRYCOLLECTION(POLYGON EMPTY, POLYGON((0 0, 2 0, 2 2, 0 0)), POLYGON((5 0, 7 0, 7 2, 5 0)))", "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 0)), ((5 0, 7 0, 7 2, 5 0)))")]
    [InlineData("LINESTRING(0 0, 5 5)", "MULTIPOLYGON EMPTY")]
    public void PolygonalPart_IsWhatHasAnArea(string wkt, string expected) => Assert.Equal(expected, PolygonalPart.Of(new WKTReader().Read(wkt)).AsText());

    [Fact]
    public void Repair_MoreCrossingsThanTheBudget_IsNotTried()
    {
        var (standing, lying) = (OverlayBudgetTests.Comb(500, false).Coordinates, OverlayBudgetTests.Comb(500, true).Coordinates);
        var crossed = Factory.CreatePolygon([.. standing, .. lying, standing[0]]);
        var result = GeometryRepair.Repair(crossed, GeometryLimits.Projected, AreaMeasure.PlanarMetres, Location.Whole);
        Assert.Equal((null, "GEOM_BEYOND_REPAIR", crossed.Area, 0), (result.Geometry, result.Finding!.Code, result.AreaBeforeM2, result.AreaAfterM2));
        Assert.False(result.IsChanged);
        Assert.Contains("crossings", result.Finding.MessageEn, StringComparison.Ordinal);
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
