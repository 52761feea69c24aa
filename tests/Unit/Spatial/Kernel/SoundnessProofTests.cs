using NetTopologySuite.Geometries;
using Platform.Spatial.Kernel;
using Platform.Tests.Unit.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Kernel.KernelShapes;

namespace Platform.Tests.Unit.Spatial.Kernel;

/// <summary>The proof against NetTopologySuite: it never holds for an invalid polygon, and holds for nearly all valid ones.</summary>
public sealed class SoundnessProofTests
{
    private readonly SoundnessProof _proof = new();

    [Theory]
    [InlineData(5, 2_000)]
    [InlineData(17, 2_000)]
    [InlineData(40, 1_000)]
    [InlineData(300, 200)]
    public void Holds_RandomWalks_OnlyForValidRings(int corners, int count)
    {
        var random = new Random(20170901 + corners);
        var (valid, proven) = (0, 0);
        count = Trials.Of(count, Math.Max(40, count / 20));
        for (var i = 0; i < count; i++)
        {
            var polygon = Factory.CreatePolygon(Walk(random, corners, i % 2 == 0 ? 0.02 : 0.6));
            var holds = _proof.Holds(Flat(polygon));
            Assert.True(!holds || polygon.IsValid, $"{polygon}");
            valid += polygon.IsValid ? 1 : 0;
            proven += holds ? 1 : 0;
        }

        Assert.InRange(valid, count / 4, count - 1);
        Assert.True(proven > 0.99 * valid, $"{proven} of {valid} are proven");
    }

    [Theory]
    [InlineData("POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))")]
    [InlineData("POLYGON((0 0, 4 0, 2 0, 2 4, 0 0))")]
    [InlineData("POLYGON((0 0, 4 0, 4 4, 2 0, 0 4, 0 0))")]
    [InlineData("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 5 1, 2 2, 1 1))")]
    [InlineData("MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((1 1, 2 1, 2 2, 1 1)))")]
    [InlineData("MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((0 0, 3 1, 2 2, 0 0)))")]
    [InlineData("MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((4 4, 4 0, 5 0, 4 4)))")]
    [InlineData("MULTIPOLYGON(((0 0, 2 1, 4 0, 4 4, 2 2, 0 4, 0 0)), ((0 1, 2 1, 4 1, 4 2, 2 2, 0 2, 0 1)))")]
    [InlineData("MULTIPOLYGON(((4 2, 4 4, 0 4, 0 0, 4 0, 4 2)), ((4 2, 3 3, 3 1, 4 2)))")]
    [InlineData("MULTIPOLYGON(((4 2, 4 4, 0 4, 0 0, 4 0, 4 2)), ((0 4, 3 1, 3 3, 0 4)))")]
    [InlineData("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 2 1, 4 4, 1 2, 0 0))")]
    [InlineData("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 1 8, 1 1), (2 2, 3 2, 2 3, 2 2))")]
    [InlineData("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 3 2, 2 3, 2 2), (1 1, 8 1, 1 8, 1 1))")]
    public void Holds_Invalid_Never(string wkt) => Assert.False(_proof.Holds(Flat(new NetTopologySuite.IO.WKTReader().Read(wkt))));

    [Theory]
    [InlineData("MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((4 4, 8 4, 8 8, 4 8, 4 4)))")]
    [InlineData("MULTIPOLYGON(((0 0, 2 1, 4 0, 4 4, 0 4, 0 0)), ((2 1, 1 0, 3 0, 2 1)), ((4 4, 5 5, 4 6, 4 4)))")]
    [InlineData("MULTIPOLYGON(((0 0, 4 0, 2 2, 4 4, 0 4, 0 0)), ((4 0, 5 2, 4 4, 4.5 2, 4 0)))")]
    public void Holds_PartsWithCornersInCommon_IsProven(string wkt) => Assert.True(_proof.Holds(Flat(new NetTopologySuite.IO.WKTReader().Read(wkt))));

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(40)]
    public void Holds_RandomPartsWithACornerInCommon_OnlyForValidOnes(int corners)
    {
        var random = new Random(20170917 + corners);
        var (valid, proven, count) = (0, 0, 1_000);
        for (var i = 0; i < count; i++)
        {
            var (one, other) = (Walk(random, corners, 0.3), Walk(random, corners, 0.3));
            var (corner, moved) = (one[random.Next(corners)], other[random.Next(corners)].Copy());
            foreach (var point in other)
                (point.X, point.Y) = point.Equals2D(moved) ? (corner.X, corner.Y) : (point.X + corner.X - moved.X, point.Y + corner.Y - moved.Y);
            other[corners] = other[0].Copy();
            var parts = Factory.CreateMultiPolygon([Factory.CreatePolygon(one), Factory.CreatePolygon(other)]);
            var holds = _proof.Holds(Flat(parts));
            Assert.True(!holds || parts.IsValid, $"{parts}");
            valid += parts.IsValid ? 1 : 0;
            proven += holds ? 1 : 0;
        }

        Assert.InRange(valid, count / 50, count - 1);
        Assert.True(proven > 0.99 * valid, $"{proven} of {valid} are proven");
    }

    [Fact]
    public void Holds_HolesApartWhoseExtentsOverlap_AreProven() =>
        Assert.True(_proof.Holds(Flat(new NetTopologySuite.IO.WKTReader().Read("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 5 1, 1 5, 1 1), (5 3, 5 5, 3 5, 5 3))"))));

    [Theory]
    [InlineData("POLYGON((-180 -90, 180 -90, 180 90, -180 -90))", true)]
    [InlineData("POLYGON((0 0, 181 0, 5 5, 0 0))", false)]
    [InlineData("POLYGON((0 0, 5 0, 5 91, 0 0))", false)]
    [InlineData("POLYGON((0 0, 5 0, 5 0, 0 0))", false)]
    [InlineData("MULTIPOLYGON(EMPTY, ((0 0, 5 0, 5 5, 0 0)))", true)]
    [InlineData("POLYGON EMPTY", false)]
    [InlineData("LINESTRING(0 0, 5 0, 5 5, 0 0)", false)]
    public void TryRead_WhatTheLimitsLetThrough(string wkt, bool isRead) =>
        Assert.Equal(isRead, new FlatPolygon().TryRead(new NetTopologySuite.IO.WKTReader().Read(wkt), Platform.Spatial.Validity.GeometryLimits.Degrees));

    [Fact]
    public void Holds_RingsThatEndWithinABlock_AreNotTakenForOneChain()
    {
        // Both rings run to the right and up where they meet; the second crosses the first.
        var arc = Enumerable.Range(0, 20).Select(i => new Coordinate(i, i * i / 20.0)).ToArray();
        var one = Factory.CreatePolygon([.. arc, new Coordinate(0, 30), arc[0]]);
        var other = Factory.CreatePolygon([new Coordinate(1, -2), new Coordinate(9, 5), new Coordinate(10, -3), new Coordinate(1, -2)]);
        Assert.False(_proof.Holds(Flat(Factory.CreateMultiPolygon([one, other]))));
        Assert.True(_proof.Holds(Flat(Factory.CreateMultiPolygon([one, (Polygon)NetTopologySuite.Geometries.Utilities.AffineTransformation.TranslationInstance(0, -9).Transform(other)]))));
    }

    // A circle whose radius changes from corner to corner, or by a lot now and then, which often crosses itself.
    private static Coordinate[] Walk(Random random, int corners, double by)
    {
        var ring = new Coordinate[corners + 1];
        for (var i = 0; i < corners; i++)
        {
            var (angle, radius) = (2 * Math.PI * (i + (by * 4 * (random.NextDouble() - 0.5))) / corners, 100 * (1 + (by * (random.NextDouble() - 0.5))));
            ring[i] = new Coordinate(radius * Math.Cos(angle), radius * Math.Sin(angle));
        }

        ring[corners] = ring[0].Copy();
        return ring;
    }
}
