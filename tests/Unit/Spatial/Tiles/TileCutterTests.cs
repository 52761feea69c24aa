using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Tiles;
using Platform.Tests.Unit.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Topology;

namespace Platform.Tests.Unit.Spatial.Tiles;

public sealed class TileCutterTests
{
    private const int World = 4096;

    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData(0, 0, 0, -180, 85.05112877980659)]
    [InlineData(1, 1, 1, 0, 0)]
    [InlineData(10, 837, 394, 114.2578125, 38.27268853598096)]
    public void Cut_ATile_HasItsCornerAtZero(int zoom, int column, int row, double longitude, double latitude)
    {
        // The corner's degrees are those of the tile matrix set: 360 x / 2^z − 180, atan(sinh(π (1 − 2 y / 2^z))).
        var (east, south) = (longitude + (180.0 / (1 << zoom)), latitude - (20.0 / (1 << zoom)));
        var square = AreaOverlayTests.Box(longitude, south, east, latitude);
        var cut = Assert.Single(Cut(new TileId(zoom, column, row), [new TileFeature(9, square)], new TileOptions { Tolerance = 0 }));
        Assert.Equal(9, cut.Id);
        Assert.Equal((0, 0, 2048), (cut.Geometry.EnvelopeInternal.MinX, cut.Geometry.EnvelopeInternal.MinY, cut.Geometry.EnvelopeInternal.MaxX));
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(13, 0)]
    [InlineData(13, 8)]
    [InlineData(15, 8)]
    [InlineData(16, 40)]
    public void Cut_ParcelsThatShareEveryEdge_LeaveNoGapAndNoOverlap(int zoom, double tolerance)
    {
        var parcels = Parcels(0.0004);
        var options = new TileOptions { Tolerance = tolerance };
        var tiles = TilesOver(zoom, 114.502, 38.002);
        foreach (var tile in tiles)
        {
            var cut = Cut(tile, parcels, options);
            Geometry[] shapes = [.. cut.Select(feature => feature.Geometry)];
            Assert.All(shapes, shape => Assert.True(shape.IsValid, shape.AsText()));
            Assert.True(CoverageValidator.IsValid(shapes));
            AssertCoverTheirUnion(shapes);
        }
    }

    [Fact]
    public void Cut_ATileInsideOfTheLayer_IsFullToTheLastUnit()
    {
        var cut = Cut(TileAt(16, 114.506, 38.006), Parcels(0.0004), new TileOptions());
        Assert.Equal((4096.0 + 128) * (4096 + 128), cut.Sum(feature => feature.Geometry.Area));
        Assert.True(cut.Count > 20);
    }

    [Fact]
    public void Cut_NeighbouringTiles_MeetInTheSamePoints()
    {
        var zones = Zones();
        var (left, right) = (TileAt(12, 114.6, 38.1), TileAt(12, 114.6, 38.1));
        right = new TileId(12, left.Column + 1, left.Row);
        var below = new TileId(12, left.Column, left.Row + 1);
        var options = new TileOptions { Tolerance = 12 };
        var tiles = new[] { left, right, below }.Select(tile => Cut(tile, zones, options).ToDictionary(f => f.Id, f => f.Geometry)).ToArray();
        var seams = 0;
        foreach (var id in zones.Select(zone => zone.Id))
        {
            seams += AssertSame(OnLine(tiles[0], id, c => c.X == World, c => c.Y), OnLine(tiles[1], id, c => c.X == 0, c => c.Y));
            seams += AssertSame(OnLine(tiles[0], id, c => c.Y == World, c => c.X), OnLine(tiles[2], id, c => c.Y == 0, c => c.X));
        }

        Assert.True(seams > 4, $"only {seams} points on the seams");
    }

    [Fact]
    public void Cut_LongBoundaries_AreSimplifiedWithinTheTolerance()
    {
        var zones = Zones();
        var tile = TileAt(11, 114.6, 38.1);
        var (exact, simple) = (Cut(tile, zones, new TileOptions { Tolerance = 0 }), Cut(tile, zones, new TileOptions { Tolerance = 8 }));
        Assert.Equal(exact.Select(f => f.Id), simple.Select(f => f.Id));
        Assert.True(simple.Sum(f => f.Geometry.NumPoints) * 5 < exact.Sum(f => f.Geometry.NumPoints));
        foreach (var (before, after) in exact.Zip(simple))
        {
            Assert.True(after.Geometry.IsValid);
            var boundary = after.Geometry.Boundary;
            var every = before.Geometry.NumPoints / Trials.Of(before.Geometry.NumPoints / 7, 40);
            Assert.All(before.Geometry.Coordinates.Where((_, i) => i % every == 0), c => Assert.True(boundary.Distance(new Point(c)) <= 8));
        }
    }

    [Fact]
    public void Cut_AnIslandBehindAShortcut_KeepsItsSide()
    {
        // A bay so shallow that it would be left out, with an island in it that would then lie inside the land.
        var land = Grid("POLYGON((100 100, 500 100, 500 500, 480 500, 300 493, 120 500, 100 500, 100 100))");
        var island = Grid("POLYGON((290 497, 310 497, 310 499, 290 499, 290 497))");
        TileFeature[] both = [new(0, land), new(1, island)];
        Assert.Equal(5, Cut(new TileId(0, 0, 0), [both[0]], new TileOptions { Tolerance = 8 })[0].Geometry.NumPoints);
        var cut = Cut(new TileId(0, 0, 0), both, new TileOptions { Tolerance = 8 });
        Assert.Equal(0, cut[0].Geometry.Intersection(Grid2("POLYGON((290 497, 310 497, 310 499, 290 499, 290 497))")).Area);
    }

    [Fact]
    public void Cut_HolesPartsAndClips_AreExact()
    {
        var frame = Grid("MULTIPOLYGON(((-2000 1000, 2000 1000, 2000 3000, -2000 3000, -2000 1000),(500 1500, 1500 1500, 1500 2500, 500 2500, 500 1500)),((3000 3000, 3500 3000, 3500 3500, 3000 3000)))");
        var cut = Assert.Single(Cut(new TileId(1, 1, 1), [new TileFeature(0, frame)], new TileOptions { Tolerance = 0 }, 2)).Geometry;

        // The clip is at the buffer, 64 units to the left.
        Assert.Equal((2064 * 2000) - (1000 * 1000) + (500 * 500 / 2), cut.Area);
        Assert.Equal(-64, cut.EnvelopeInternal.MinX);
        Assert.Equal(2, cut.NumGeometries);
    }

    [Fact]
    public void Cut_OverlappingFeatures_StayOverlapping()
    {
        TileFeature[] both = [new(0, Grid("POLYGON((100 100, 500 100, 500 500, 100 500, 100 100))")), new(1, Grid("POLYGON((300 300, 700 300, 700 700, 300 700, 300 300))"))];
        var cut = Cut(new TileId(0, 0, 0), both, new TileOptions());
        Assert.Equal([160_000, 160_000], cut.Select(f => f.Geometry.Area));
        Assert.Equal(40_000, cut[0].Geometry.Intersection(cut[1].Geometry).Area);
    }

    [Fact]
    public void Cut_TooSmallForTheGrid_VanishesAndTheNeighbourClosesThePlace()
    {
        TileFeature[] both =
        [
            new(0, Grid("POLYGON((100 100, 500 100, 500 500, 100 500, 100 100),(200 200, 200.3 200, 200.3 200.3, 200 200.3, 200 200))")),
            new(1, Grid("POLYGON((200 200, 200.3 200, 200.3 200.3, 200 200.3, 200 200))")),
        ];
        var cut = Assert.Single(Cut(new TileId(0, 0, 0), both, new TileOptions { Tolerance = 0 }));
        Assert.Equal((0, 160_000), (cut.Id, cut.Geometry.Area));
    }

    [Fact]
    public void Cut_ManyRandomStars_AreValid()
    {
        // Stars on each other, far finer than the grid in places: whatever falls together has to stay valid.
        var random = new Random(20170801);
        for (var round = 0; round < Trials.Of(40, 4); round++)
        {
            var stars = Enumerable.Range(0, 30).Select(i => new TileFeature(i, Factory.CreatePolygon(
                PolygonPairs.Star(random, new Coordinate(114.5 + (0.01 * random.NextDouble()), 38 + (0.01 * random.NextDouble())), 0.0001 * Math.Pow(100, random.NextDouble()), 14)))).ToArray();
            foreach (var feature in Cut(TileAt(random.Next(9, 16), 114.505, 38.005), stars, new TileOptions { Tolerance = random.Next(0, 30) }))
                Assert.True(feature.Geometry.IsValid, feature.Geometry.AsText());
        }
    }

    [Fact]
    public void Cut_SameFeaturesInAnyOrder_IsTheSame()
    {
        var zones = Zones();
        var tile = TileAt(12, 114.6, 38.1);
        var one = Cut(tile, zones, new TileOptions()).OrderBy(f => f.Id).Select(f => f.Geometry.AsText());
        var other = Cut(tile, [.. zones.Reverse()], new TileOptions()).OrderBy(f => f.Id).Select(f => f.Geometry.AsText());
        Assert.Equal(one, other);
    }

    [Fact]
    public void Cut_WhatCannotBeUsed_IsAFinding()
    {
        TileFeature[] features =
        [
            new(3, Factory.CreatePolygon([new(0, 0), new(double.NaN, 0), new(1, 1), new(0, 0)])),
            new(4, AreaOverlayTests.Read("POINT(1 1)")),
            new(5, AreaOverlayTests.Box(0, 0, 10, 10)),
        ];
        var findings = new List<Finding>();
        Assert.Equal(5, Assert.Single(new TileCutter().Cut(new TileId(0, 0, 0), features, findings.Add)).Id);
        Assert.Equal([("GEOM_VERTEX_NOT_FINITE", 3L), ("GEOM_NOT_POLYGONAL", 4L)], findings.Select(f => (f.Code, f.Location.Row!.Value)));
    }

    [Theory]
    [InlineData(25, 0, 0)]
    [InlineData(-1, 0, 0)]
    [InlineData(3, 8, 0)]
    [InlineData(3, -1, 0)]
    [InlineData(3, 0, 8)]
    [InlineData(3, 0, -1)]
    public void TileId_ThatDoesNotExist_Throws(int zoom, int column, int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileId(zoom, column, row));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 7, 0)]
    [InlineData(3, 0, 7)]
    [InlineData(24, (1 << 24) - 1, (1 << 24) - 1)]
    public void TileId_OfTheLastTiles_Exists(int zoom, int column, int row)
    {
        var tile = new TileId(zoom, column, row);
        Assert.Equal((zoom, column, row), (tile.Zoom, tile.Column, tile.Row));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(65_536, 64, 8)]
    [InlineData(100, 100, 8)]
    public void Options_UpToTheirBounds_AreTaken(int extent, int buffer, double tolerance) =>
        Assert.Empty(new TileCutter(new TileOptions { Extent = extent, Buffer = buffer, Tolerance = tolerance }).Cut(new TileId(0, 0, 0), [], _ => { }));

    [Theory]
    [InlineData(0, 64, 8)]
    [InlineData(65_537, 64, 8)]
    [InlineData(4096, 0, 8)]
    [InlineData(4096, 4097, 8)]
    [InlineData(4096, 64, double.PositiveInfinity)]
    [InlineData(4096, 64, double.NaN)]
    [InlineData(4096, 64, -1)]
    public void Options_WithoutSense_Throw(int extent, int buffer, double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TileCutter(new TileOptions { Extent = extent, Buffer = buffer, Tolerance = tolerance }));

    private static IReadOnlyList<TileFeature> Cut(TileId tile, IReadOnlyList<TileFeature> features, TileOptions options, int scale = 1)
    {
        // Made shapes are in units of the world's tile; a deeper zoom sees them larger and from its own corner.
        var moved = scale == 1 ? features : [.. features.Select(f => f with { Geometry = Shrink(f.Geometry, scale, tile) })];
        return new TileCutter(options).Cut(tile, moved, finding => Assert.Fail(finding.MessageEn));
    }

    private static TileFeature[] Parcels(double size) => [.. Mosaic.Of(new Random(20170802), 114.5, 38, size, 30).Select(row => new TileFeature(row.Row, row.Geometry))];

    /// <summary>Zones of 3,000 points that share every edge.</summary>
    private static TileFeature[] Zones()
    {
        var random = new Random(20170803);
        Coordinate[] River(Coordinate a, Coordinate b) =>
        [
            a, .. Enumerable.Range(1, 749).Select(i => new Coordinate(
                a.X + ((b.X - a.X) * i / 750) + (a.X == b.X ? 0.0008 * Math.Sin(i / 20.0) * (0.5 + random.NextDouble()) : 0),
                a.Y + ((b.Y - a.Y) * i / 750) + (a.Y == b.Y ? 0.0008 * Math.Sin(i / 20.0) * (0.5 + random.NextDouble()) : 0))), b,
        ];
        var flat = Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 5).Select(j => River(new(114.5 + (0.05 * i), 38 + (0.05 * j)), new(114.55 + (0.05 * i), 38 + (0.05 * j)))).ToArray()).ToArray();
        var upright = Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 4).Select(j => River(new(114.5 + (0.05 * i), 38 + (0.05 * j)), new(114.5 + (0.05 * i), 38.05 + (0.05 * j)))).ToArray()).ToArray();
        return
        [
            .. from i in Enumerable.Range(0, 4)
               from j in Enumerable.Range(0, 4)
               select new TileFeature((4 * i) + j, Factory.CreatePolygon(
                   [.. flat[i][j].SkipLast(1), .. upright[i + 1][j].SkipLast(1), .. flat[i][j + 1].Reverse().SkipLast(1), .. upright[i][j].Reverse()])),
        ];
    }

    private static TileId TileAt(int zoom, double longitude, double latitude)
    {
        var n = 1 << zoom;
        var radians = latitude * Math.PI / 180;
        return new TileId(zoom, (int)((longitude + 180) / 360 * n), (int)((1 - (Math.Asinh(Math.Tan(radians)) / Math.PI)) / 2 * n));
    }

    private static TileId[] TilesOver(int zoom, double longitude, double latitude)
    {
        var first = TileAt(zoom, longitude, latitude);
        return [first, new TileId(zoom, first.Column + 1, first.Row), new TileId(zoom, first.Column, first.Row - 1)];
    }

    /// <summary>A shape of the world tile's grid in degrees.</summary>
    private static Geometry Grid(string wkt)
    {
        var shape = AreaOverlayTests.Read(wkt);
        foreach (var c in shape.Coordinates)
            (c.X, c.Y) = Degrees(c.X, c.Y, World);
        shape.GeometryChanged();
        return shape;
    }

    private static Geometry Grid2(string wkt) => AreaOverlayTests.Read(wkt);

    private static Geometry Shrink(Geometry shape, int scale, TileId tile)
    {
        var copy = shape.Copy();
        foreach (var c in copy.Coordinates)
        {
            var (x, y) = ((c.X + 180) / 360 * World, (1 - (Math.Asinh(Math.Tan(c.Y * Math.PI / 180)) / Math.PI)) / 2 * World);
            (c.X, c.Y) = Degrees(x + (tile.Column * World), y + (tile.Row * World), World * scale);
        }

        copy.GeometryChanged();
        return copy;
    }

    private static (double X, double Y) Degrees(double x, double y, double world) =>
        ((360 * x / world) - 180, Math.Atan(Math.Sinh(Math.PI * (1 - (2 * y / world)))) * 180 / Math.PI);

    private static void AssertCoverTheirUnion(Geometry[] shapes)
    {
        var union = shapes.Length == 0 ? Factory.CreatePolygon() : CoverageUnion.Union(shapes);
        Assert.Equal(union.Area, shapes.Sum(shape => shape.Area));
        for (var i = 0; i < union.NumGeometries; i++)
            Assert.True(((Polygon)union.GetGeometryN(i)) is { NumInteriorRings: 0 } or { IsEmpty: true });
    }

    private static double[] OnLine(Dictionary<long, Geometry> tile, long id, Func<Coordinate, bool> isOn, Func<Coordinate, double> along) =>
        tile.TryGetValue(id, out var geometry) ? [.. geometry.Coordinates.Where(isOn).Select(along).Where(at => at is >= 0 and <= World).Distinct().Order()] : [];

    private static int AssertSame(double[] one, double[] other)
    {
        Assert.Equal(one, other);
        return one.Length;
    }
}
