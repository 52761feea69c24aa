using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Crs;

public sealed class MapServiceShiftTests
{
    [Fact]
    public void ToGcj02_Tiananmen_IsThePublishedShift()
    {
        // Tian'anmen square, published pairs of the two systems agree to about a metre.
        var (longitude, latitude) = MapServiceShift.ToGcj02(116.391305, 39.905530);
        Assert.Equal(116.397547, longitude, 2e-5);
        Assert.Equal(39.906934, latitude, 2e-5);
    }

    [Fact]
    public void Shifts_OfOnePlace_AreThoseOfThePublishedCode()
    {
        // 116.404, 39.915 in the README of wandergis/coordtransform (MIT).
        AssertNear((116.41024449916938, 39.91640428150164), MapServiceShift.ToGcj02(116.404, 39.915));
        AssertNear((116.41036949371029, 39.92133699351021), MapServiceShift.Gcj02ToBd09(116.404, 39.915));

        static void AssertNear((double X, double Y) expected, (double X, double Y) actual)
        {
            Assert.Equal(expected.X, actual.X, 1e-11);
            Assert.Equal(expected.Y, actual.Y, 1e-11);
        }
    }

    [Fact]
    public void FromGcj02_And_FromBd09_InvertExactly()
    {
        var random = new Random(20170103);
        for (var i = 0; i < 2000; i++)
        {
            var (longitude, latitude) = (74 + (61 * random.NextDouble()), 4 + (49 * random.NextDouble()));
            var gcj = MapServiceShift.ToGcj02(longitude, latitude);
            var back = MapServiceShift.FromGcj02(gcj.Longitude, gcj.Latitude);
            Assert.Equal(longitude, back.Longitude, 1e-12);
            Assert.Equal(latitude, back.Latitude, 1e-12);
            var bd = MapServiceShift.ToBd09(longitude, latitude);
            var fromBd = MapServiceShift.FromBd09(bd.Longitude, bd.Latitude);
            Assert.Equal(longitude, fromBd.Longitude, 1e-12);
            Assert.Equal(latitude, fromBd.Latitude, 1e-12);
        }
    }

    [Theory]
    [InlineData(72.004, 30, true)]
    [InlineData(72.0039, 30, false)]
    [InlineData(137.8347, 30, true)]
    [InlineData(137.8348, 30, false)]
    [InlineData(110, 0.8293, true)]
    [InlineData(110, 0.8292, false)]
    [InlineData(110, 55.8271, true)]
    [InlineData(110, 55.8272, false)]
    public void ToGcj02_AtTheBoundsOfThePublishedCode_IsDisplacedWithin(double longitude, double latitude, bool isDisplaced) =>
        Assert.Equal(isDisplaced, (longitude, latitude) != MapServiceShift.ToGcj02(longitude, latitude));

    [Fact]
    public void ToGcj02_OutsideChina_IsNotDisplaced() => Assert.Equal((-71.1, 42.37), MapServiceShift.ToGcj02(-71.1, 42.37));
}
