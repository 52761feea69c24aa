using CsCheck;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class PatchIdentityTests
{
    private const string Square = "POLYGON ((114 38, 114.001 38, 114.001 38.001, 114 38.001, 114 38))";

    [Fact]
    public void KeyOf_DefinitionVersion1_NeverChanges() => Assert.Equal("4fca6c8015434c7cfda2", Key(Square));

    [Theory]
    [InlineData("POLYGON ((114.001 38, 114.001 38.001, 114 38.001, 114 38, 114.001 38))")]
    [InlineData("POLYGON ((114 38, 114 38.001, 114.001 38.001, 114.001 38, 114 38))")]
    [InlineData("MULTIPOLYGON (((114 38, 114.001 38, 114.001 38.001, 114 38.001, 114 38)))")]
    [InlineData("POLYGON ((114 38, 114 38.000000001, 114.001 38, 114.001 38.001, 114 38.001, 114 38))")]
    [InlineData("POLYGON ((114.000000001 38, 114.001 38, 114.001 37.9999999999 , 114.001 38.001, 114 38.001, 114.000000001 38))")]
    public void KeyOf_SameShapeDrawnOtherwise_IsTheSame(string wkt) => Assert.Equal(Key(Square), Key(wkt));

    [Theory]
    [InlineData("POLYGON ((114 38, 114.00100002 38, 114.001 38.001, 114 38.001, 114 38))")]
    [InlineData("POLYGON ((114 38, 114.0005 38, 114.001 38, 114.001 38.001, 114 38.001, 114 38))")]
    [InlineData("POLYGON ((38 114, 38.001 114, 38.001 114.001, 38 114.001, 38 114))")]
    [InlineData("POLYGON ((114 38, 114.001 38, 114.001 38.001, 114 38.001, 114 38), (114.0002 38.0002, 114.0004 38.0002, 114.0004 38.0004, 114.0002 38.0002))")]
    public void KeyOf_AnotherShape_IsAnother(string wkt) => Assert.NotEqual(Key(Square), Key(wkt));

    [Fact]
    public void KeyOf_PartsAndHolesInAnyOrder_IsTheSame()
    {
        const string a = "((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (4 4, 5 4, 5 5, 4 4))";
        const string b = "((20 0, 21 0, 21 1, 20 0))";
        const string aTurned = "((9 9, 9 0, 0 0, 0 9, 9 9), (5 5, 4 4, 5 4, 5 5), (2 1, 2 2, 1 1, 2 1))";

        Assert.Equal(Key($"MULTIPOLYGON ({a}, {b})"), Key($"MULTIPOLYGON ({b}, {aTurned})"));
    }

    [Fact]
    public void KeyOf_RingTouchingItself_DoesNotDependOnTheStart()
    {
        // The smallest vertex (0 0) is visited twice.
        Assert.Equal(Key("POLYGON ((0 0, 2 1, 2 2, 0 0, 2 3, 1 5, 0 0))"), Key("POLYGON ((0 0, 2 3, 1 5, 0 0, 2 1, 2 2, 0 0))"));
    }

    [Fact]
    public void KeyOf_RandomStarShapes_IsInvariantUnderRotationAndReversal() =>
        (from n in Gen.Int[3, 40] from radii in Gen.Double[0.001, 0.01].Array[n] from start in Gen.Int[0, n - 1] select (radii, start)).Sample(star =>
        {
            var (radii, start) = star;
            var ring = radii.Select((r, i) => new Coordinate(
                114 + (r * Math.Cos(2 * Math.PI * i / radii.Length)), 38 + (r * Math.Sin(2 * Math.PI * i / radii.Length)))).ToArray();
            Coordinate[] turned = [.. ring[start..], .. ring[..start]];
            return PatchIdentity.KeyOf(Polygon(ring)) == PatchIdentity.KeyOf(Polygon([.. turned.Reverse()]));
        }, iter: 500, seed: "0000000000001");

    [Fact]
    public void KeyOf_NoPolygon_Throws()
    {
        Assert.Throws<ArgumentException>(() => Key("POLYGON EMPTY"));
        Assert.Throws<ArgumentException>(() => Key("POINT (1 1)"));
    }

    private static Polygon Polygon(Coordinate[] ring) => new(new LinearRing([.. ring, ring[0]]));

    private static string Key(string wkt) => PatchIdentity.KeyOf(new WKTReader().Read(wkt));
}
