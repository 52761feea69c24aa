using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;

namespace Platform.Tests.Unit.Spatial.Areas;

public sealed class EllipsoidalAreaTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData("POLYGON((114.5 38, 114.6 38, 114.6 38.1, 114.5 38.1, 114.5 38))")]
    [InlineData("POLYGON((114.5 38, 114.6 38.02, 114.63 38.11, 114.51 38.1, 114.48 38.04, 114.5 38))")]
    [InlineData("POLYGON((113.4 36, 119.9 36.2, 119.8 42.6, 113.5 42.5, 113.4 36),(115 38, 118 38.5, 117 40, 115 38))")]
    [InlineData("POLYGON((73 3, 135 20, 134 53, 80 49, 73 3))")]
    [InlineData("POLYGON((-170 -80, 170 -75, 160 88, -150 85, -170 -80))")]
    [InlineData("POLYGON((-71.1 42.37, -71.099 42.3701, -71.0991 42.3708, -71.1001 42.3707, -71.1 42.37))")]
    [InlineData("MULTIPOLYGON(((114 38, 114.1 38, 114.1 38.1, 114 38)),((115 38, 115.2 38, 115.1 38.3, 115 38)))")]
    public void Of_Polygon_EqualsDecimalIntegration(string wkt)
    {
        var geometry = Read(wkt);
        AssertEqualArea(DecimalEllipsoid.Area(geometry), EllipsoidalArea.Of(geometry));
    }

    [Fact]
    public void Of_RandomTinyParcels_KeepsTwelveDigits()
    {
        var random = new Random(20170101);
        for (var i = 0; i < 200; i++)
        {
            var size = Math.Pow(10, -7.5 + (random.NextDouble() * 3));
            var parcel = RandomStar(random, 73 + (62 * random.NextDouble()), 4 + (49 * random.NextDouble()), size);
            var expected = DecimalEllipsoid.Area(parcel);
            Assert.True(Math.Abs(EllipsoidalArea.Of(parcel) - expected) <= 1e-12 * expected, $"{parcel}: {expected}");
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void Of_EdgesOfAnyLength_KeepsThirteenDigits(double size)
    {
        // Each length takes another number of nodes; one too few is seen only here.
        var slanted = Factory.CreatePolygon([new(100, 5), new(100 + size, 5 + (size / 3)), new(100 + (size / 2), 5 + size), new(100, 5)]);
        var expected = DecimalEllipsoid.Area(slanted);
        Assert.True(Math.Abs(EllipsoidalArea.Of(slanted) - expected) <= 1e-13 * expected, $"{EllipsoidalArea.Of(slanted):R} instead of {expected:R}");
    }

    [Fact]
    public void Of_WholeEllipsoid_IsItsKnownSurface()
    {
        var whole = Read("POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))");
        AssertEqualArea(510065621718491.4, EllipsoidalArea.Of(whole), 1e-12);
    }

    [Fact]
    public void Of_PartsOfACutPolygon_AddUp()
    {
        var random = new Random(20170102);
        for (var i = 0; i < 60; i++)
        {
            var whole = RandomStar(random, 114.5, 38, Math.Pow(10, -4 + (random.NextDouble() * 5)));
            var cut = RandomStar(random, 114.5, 38, whole.EnvelopeInternal.Width / 3);
            var inside = OverlayNGRobust.Overlay(whole, cut, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection);
            var outside = OverlayNGRobust.Overlay(whole, cut, NetTopologySuite.Operation.Overlay.SpatialFunction.Difference);
            AssertEqualArea(EllipsoidalArea.Of(whole), EllipsoidalArea.Of(inside) + EllipsoidalArea.Of(outside));
        }
    }

    [Fact]
    public void Of_RingsInAnyOrientation_IsTheSame()
    {
        var polygon = (Polygon)Read("POLYGON((114 38, 115 38, 115 39, 114 39, 114 38),(114.2 38.2, 114.4 38.2, 114.3 38.4, 114.2 38.2))");
        var turned = Factory.CreatePolygon((LinearRing)polygon.Shell.Reverse(), [polygon.Holes[0]]);
        AssertEqualArea(EllipsoidalArea.Of(polygon), EllipsoidalArea.Of(turned), 1e-15);
    }

    [Fact]
    public void OfRing_CounterClockwise_IsPositive()
    {
        var ring = ((Polygon)Read("POLYGON((114 38, 115 38, 115 39, 114 38))")).ExteriorRing;
        Assert.True(EllipsoidalArea.OfRing(ring.CoordinateSequence) > 0);
        Assert.True(EllipsoidalArea.OfRing(((LineString)ring.Reverse()).CoordinateSequence) < 0);
    }

    [Theory]
    [InlineData("POINT(1 2)")]
    [InlineData("LINESTRING(1 2, 3 4)")]
    [InlineData("POLYGON EMPTY")]
    public void Of_WithoutInterior_IsZero(string wkt) => Assert.Equal(0, EllipsoidalArea.Of(Read(wkt)));

    [Theory]
    [InlineData(double.NaN, 38)]
    [InlineData(114, double.PositiveInfinity)]
    [InlineData(114, 90.0001)]
    public void Of_OutOfRange_Throws(double x, double y)
    {
        var polygon = Factory.CreatePolygon([new(114, 38), new(115, 38), new(x, y), new(114, 38)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => EllipsoidalArea.Of(polygon));
    }

    [Fact]
    public void Official_RoundsToHundredths()
    {
        var polygon = Read("POLYGON((114.5 38, 114.6 38, 114.6 38.1, 114.5 38.1, 114.5 38))");
        Assert.Equal(AreaM2.Round(EllipsoidalArea.Of(polygon)), EllipsoidalArea.Official(polygon));
    }

    internal static Geometry Read(string wkt) => new WKTReader().Read(wkt);

    internal static Polygon RandomStar(Random random, double x, double y, double size)
    {
        var count = 5 + random.Next(12);
        var ring = new Coordinate[count + 1];
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / count);
            var radius = size * (0.3 + random.NextDouble());
            ring[i] = new Coordinate(x + (radius * cos), y + (radius * sin));
        }

        ring[count] = ring[0].Copy();
        return Factory.CreatePolygon(ring);
    }

    private static void AssertEqualArea(double expected, double actual, double relative = AreaTolerance.Relative)
    {
        var allowed = Math.Max(relative * expected, relative < AreaTolerance.Relative ? 0 : 1e-4);
        Assert.True(Math.Abs(expected - actual) <= allowed, $"expected {expected:R}, got {actual:R}");
    }
}
