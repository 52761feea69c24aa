using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Spatial.Areas;
using Platform.Spatial.Topology;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Validity;

namespace Platform.Tests.Unit.Spatial.Topology;

public sealed class PolygonPairTests
{
    private static readonly Coordinate[] Places = [new(0, 0), new(38_512_345.678, 4_212_345.678)];

    public static TheoryData<int> Kinds => [-1, .. Enumerable.Range(0, PolygonPairs.Degenerate.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CommonM2_IsExact_AndThePlaceLiesInBoth(int kind)
    {
        var make = kind < 0 ? PolygonPairs.Crossing : PolygonPairs.Degenerate[kind];
        for (var i = 0; i < Trials.Of(1000, 12); i++)
        {
            var (a, b) = make(new Random(20170500 + i), Places[i % 2]);
            var pair = new PolygonPair(a, b, AreaMeasure.PlanarMetres);
            var exact = ExactOverlay.CommonArea(a, b);
            Assert.True(AreaTolerance.AreEqual(exact, pair.CommonM2), $"{pair.CommonM2:R}, exactly {exact:R}: {a} {b}");
            if (exact > 0.01)
                AssertInside(pair.Place(), a, b);
        }
    }

    [Theory]
    [InlineData("POLYGON((0 0, 1000 0, 1000 1000, 0 0))", "POLYGON((0 0, 1000 1000, 0 1000, 0 0))", 0)]
    [InlineData("POLYGON((0 0, 1000 0, 1000 1000, 0 1000, 0 0))", "POLYGON((0 999.99999, 1000 999.99999, 1000 2000, 0 2000, 0 999.99999))", 0.01)]
    [InlineData("POLYGON((0 0, 1000 0, 1000 1000, 0 1000, 0 0))", "POLYGON((999.99999 0, 2000 0, 2000 1000, 999.99999 1000, 999.99999 0))", 0.01)]
    [InlineData("POLYGON((0 0, 4 0, 4 10, 8 10, 8 0, 12 0, 12 12, 0 12, 0 0))", "POLYGON((-5 -5, 20 -5, 20 1, -5 1, -5 -5))", 8)]
    [InlineData("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON((20 0, 30 0, 30 10, 20 10, 20 0))", 0)]
    public void Place_OfSliversAndSeveralParts_LiesInBoth(string first, string second, double area)
    {
        var (a, b) = (new WKTReader().Read(first), new WKTReader().Read(second));
        var pair = new PolygonPair(a, b, AreaMeasure.PlanarMetres);
        Assert.Equal(area, pair.CommonM2, 1e-6);
        if (area == 0)
            Assert.Null(pair.Place());
        else
            AssertInside(pair.Place(), a, b);
    }

    [Fact]
    public void CommonM2_OnTheEllipsoid_IsTheOfficialArea()
    {
        var a = AreaOverlayTests.Box(114.5, 38, 114.6, 38.4);
        var b = AreaOverlayTests.Box(114.55, 37, 115, 38.3);
        var expected = EllipsoidalArea.Of(AreaOverlayTests.Box(114.55, 38, 114.6, 38.3));
        Assert.True(AreaTolerance.AreEqual(expected, new PolygonPair(a, b, AreaMeasure.Ellipsoidal).CommonM2));
    }

    [Fact]
    public void CommonM2_NoPolygons_IsZero()
    {
        var line = new WKTReader().Read("LINESTRING(0 0, 5 5)");
        Assert.Equal(0, new PolygonPair(AreaOverlayTests.Box(0, 0, 5, 5), line, AreaMeasure.PlanarMetres).CommonM2);
        Assert.Equal(0, new PolygonPair(line, AreaOverlayTests.Box(0, 0, 5, 5), AreaMeasure.PlanarMetres).CommonM2);
    }

    [Fact]
    public void CommonM2_MoreWorkThanAllowed_IsNotKnown()
    {
        var (a, b) = (OverlayBudgetTests.Comb(600, false), OverlayBudgetTests.Comb(600, true));
        var pair = new PolygonPair(a, b, AreaMeasure.PlanarMetres, new OverlayBudget(MaxEdgePairs: 10_000));
        Assert.False(pair.IsKnown);
        Assert.Null(pair.Place());
        Assert.True(new PolygonPair(a, b, AreaMeasure.PlanarMetres).IsKnown);
    }

    private static void AssertInside(Coordinate? place, Geometry a, Geometry b)
    {
        Assert.NotNull(place);
        var point = new Point(place);
        Assert.True(a.Contains(point) && b.Contains(point), $"{place}: {a} {b}");
    }
}
