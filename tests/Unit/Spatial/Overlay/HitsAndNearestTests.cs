using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Overlay.AreaOverlayTests;

namespace Platform.Tests.Unit.Spatial.Overlay;

public sealed class HitsAndNearestTests
{
    [Theory]
    [InlineData("POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))", Contact.Touching, 0)]
    [InlineData("POLYGON((10 10, 20 10, 20 20, 10 20, 10 10))", Contact.Touching, 0)]
    [InlineData("POLYGON((9.9 0, 20 0, 20 10, 9.9 10, 9.9 0))", Contact.Touching, 1)]
    [InlineData("POLYGON((9.7 0, 20 0, 20 10, 9.7 10, 9.7 0))", Contact.Overlapping, 3)]
    [InlineData("POLYGON((9 9, 20 9, 20 20, 9 20, 9 9))", Contact.Overlapping, 1)]
    [InlineData("LINESTRING(10 0, 10 10)", Contact.Touching, 0)]
    [InlineData("LINESTRING(9.95 0, 9.95 10)", Contact.Touching, 0)]
    [InlineData("LINESTRING(5 5, 20 5)", Contact.Overlapping, 0)]
    [InlineData("POINT(5 5)", Contact.Overlapping, 0)]
    [InlineData("POINT(10 5)", Contact.Touching, 0)]
    public void Hits_TouchingIsNotOverlapping(string wkt, Contact contact, double area)
    {
        var hit = Assert.Single(Hits(Planar(("a", Read(wkt))), 0.2).Hits);
        Assert.Equal(contact, hit.Contact);
        Assert.Equal(area, hit.AreaM2, 1e-9);
        Assert.Equal(area / 100, hit.Share, 1e-9);
    }

    [Fact]
    public void Hits_OnTheEllipsoid_ToleranceIsInMetres()
    {
        // 1e-6° is 0.09 m to the east at 38° N: within 0.2 m it is touching, within 1 mm it is overlapping.
        var layer = new AreaOverlay().Prepare([new LayerRow(0, "a", Box(114.001, 38, 114.002, 38.001))], AreaMeasure.Ellipsoidal);
        OverlaySubject[] subjects = [new(0, Box(114, 38, 114.001001, 38.001))];
        Assert.Equal(Contact.Touching, layer.Hits(subjects, new HitOptions(0.2)).Single().Hits.Single().Contact);
        Assert.Equal(Contact.Overlapping, layer.Hits(subjects, new HitOptions()).Single().Hits.Single().Contact);
    }

    [Fact]
    public void Hits_RowsApart_AreNone() => Assert.Empty(Hits(Planar(("a", Box(11, 0, 20, 10))), 0.2).Hits);

    [Fact]
    public void Nearest_Planar_IsTheLowestOfTheNearest()
    {
        var layer = Planar(("far", Box(500, 0, 600, 10)), ("a", Box(15, 0, 20, 10)), ("b", Box(-20, 0, -5, 10)));
        var nearest = layer.Nearest([new OverlaySubject(7, Box(0, 0, 10, 10))], 1000).Single();
        Assert.Equal((1L, "a", 5.0), (nearest.Row!.Value, nearest.Class, nearest.Metres!.Value));
    }

    [Fact]
    public void Nearest_BeyondTheAskedDistance_IsNone()
    {
        var nearest = Planar(("a", Box(15, 0, 20, 10))).Nearest([new OverlaySubject(7, Box(0, 0, 10, 10))], 4.9).Single();
        Assert.Null(nearest.Row);
        Assert.Null(nearest.Metres);
    }

    [Fact]
    public void Nearest_FarRow_IsFoundBeyondTheFirstReach()
    {
        var nearest = Planar(("a", Box(3010, 0, 3020, 10))).Nearest([new OverlaySubject(7, Box(0, 0, 10, 10))], 5000).Single();
        Assert.Equal(3000, nearest.Metres!.Value, 1e-9);
    }

    [Theory]
    [InlineData(114.51, 38, 114.52, 38.001, 790.4814)]
    [InlineData(114.5, 38.01, 114.501, 38.02, 998.9692)]
    public void Nearest_OnTheEllipsoid_IsInMetres(double x0, double y0, double x1, double y1, double expected)
    {
        // Geodesics by geographiclib: pyproj.Geod(ellps="GRS80").inv.
        var layer = new AreaOverlay().Prepare([new LayerRow(0, "a", Box(x0, y0, x1, y1))], AreaMeasure.Ellipsoidal);
        var nearest = layer.Nearest([new OverlaySubject(7, Box(114.5, 38, 114.501, 38.001))], 5000).Single();
        Assert.Equal(expected, nearest.Metres!.Value, 0.02);
    }

    private static SubjectHits Hits(IPreparedLayer layer, double tolerance) =>
        layer.Hits([new OverlaySubject(5, Box(0, 0, 10, 10))], new HitOptions(tolerance)).Single();
}
