using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using Platform.Spatial.Tiles;

namespace Platform.Tests.Unit.Spatial.Tiles;

/// <summary>The steps of cutting a tile, each on points that can be counted.</summary>
public sealed class TilePartsTests
{
    private static readonly TileOptions Options = new() { Extent = 100, Buffer = 10 };

    [Theory]
    [InlineData(-180, 85.05112877980659, 0, 0)]
    [InlineData(180, -85.05112877980659, 100, 100)]
    [InlineData(0, 90, 50, 0)]
    [InlineData(0, -90, 50, 100)]
    [InlineData(1.79, 0, 50, 50)]
    [InlineData(1.81, 0, 51, 50)]
    [InlineData(-1.79, -1.81, 50, 51)]
    public void Grid_RoundsToTheNearestPoint_AndStaysInTheSquareOfTheWorld(double longitude, double latitude, long x, long y)
    {
        Assert.Equal(new GridPoint(x, y), new TileGrid(new TileId(0, 0, 0), Options).Of(longitude, latitude));
        Assert.Equal(new GridPoint(0, -300), new TileGrid(new TileId(2, 2, 3), Options).Of(0, 90));
    }

    [Fact]
    public void Grid_PinsTheOutlineOfTheTileAndOfItsBuffer()
    {
        var grid = new TileGrid(new TileId(0, 0, 0), Options);
        long[] lines = [-10, 0, 100, 110];
        foreach (var at in new long[] { -11, -10, -9, -1, 0, 1, 50, 99, 100, 101, 109, 110, 111 })
        {
            Assert.Equal(lines.Contains(at), grid.IsPinned(new GridPoint(at, 50)));
            Assert.Equal(lines.Contains(at), grid.IsPinned(new GridPoint(50, at)));
        }
    }

    [Fact]
    public void GridPoints_AreOrderedByXThenY()
    {
        GridPoint[] points = [new(2, 1), new(1, 5), new(1, -5), new(-3, 9)];
        Assert.Equal([new(-3, 9), new(1, -5), new(1, 5), new(2, 1)], points.Order());
    }

    [Theory]
    [InlineData("10 10, 90 10, 90 90, 10 90, 10 10", "10 10, 90 10, 90 90, 10 90, 10 10")]
    [InlineData("-30 20, 40 20, 40 60, -30 60, -30 20", "-10 20, 0 20, 40 20, 40 60, 0 60, -10 60, -10 20")]
    [InlineData("20 -30, 60 -30, 60 40, 20 40, 20 -30", "60 -10, 60 0, 60 40, 20 40, 20 0, 20 -10, 60 -10")]
    [InlineData("60 20, 130 20, 130 60, 60 60, 60 20", "60 20, 100 20, 110 20, 110 60, 100 60, 60 60, 60 20")]
    [InlineData("20 60, 60 60, 60 130, 20 130, 20 60", "20 60, 60 60, 60 100, 60 110, 20 110, 20 100, 20 60")]
    [InlineData("-10 20, 40 20, 40 60, -10 60, -10 20", "-10 20, 0 20, 40 20, 40 60, 0 60, -10 60, -10 20")]
    [InlineData("-30 20, -11 20, -11 60, -30 60, -30 20", "")]
    [InlineData("111 20, 140 20, 140 60, 111 60, 111 20", "")]
    [InlineData("20 20, 20.2 20, 20.2 20.2, 20 20.2, 20 20", "")]
    [InlineData("-10 20, 25 55, 25 90, -10 90, -10 20", "-10 20, 0 30, 25 55, 25 90, 0 90, -10 90, -10 20")]
    [InlineData("-5 0, 2 9, -5 9, -5 0", "-5 0, 0 6, 2 9, 0 9, -5 9, -5 0")]
    public void Clip_AddsAPointAtTheOutline_AndEndsAtTheBuffer(string ring, string expected)
    {
        Assert.Equal(expected, Clip(ring));

        // The other way round the same points come in the other order.
        var reversed = string.Join(", ", ring.Split(", ").Reverse());
        Assert.Equal(expected.Split(", ").Order().Distinct(), Clip(reversed).Split(", ").Order().Distinct());
    }

    [Theory]
    [InlineData("0 0, 5 3, 10 0", 3, "0 0, 10 0")]
    [InlineData("0 0, 5 3, 10 0", 2.99, "0 0, 5 3, 10 0")]
    [InlineData("0 0, 5 0, 10 0", 0, "0 0, 10 0")]
    [InlineData("0 0, 3 1, 5 9, 8 1, 10 0", 1.2, "0 0, 3 1, 5 9, 8 1, 10 0")]
    [InlineData("0 0, 3 1, 5 9, 8 1, 10 0", 1.5, "0 0, 3 1, 5 9, 10 0")]
    [InlineData("0 0, 3 1, 5 9, 8 1, 10 0", 3, "0 0, 5 9, 10 0")]
    [InlineData("0 0, -4 0, 10 0", 3.9, "0 0, -4 0, 10 0")]
    [InlineData("0 0, -4 0, 10 0", 4, "0 0, 10 0")]
    [InlineData("0 0, 13 4, 10 0", 4.9, "0 0, 13 4, 10 0")]
    [InlineData("0 0, 13 4, 10 0", 5, "0 0, 10 0")]
    [InlineData("0 0, 3 4, 0 0", 5, "0 0, 0 0")]
    [InlineData("0 0, 3 4, 0 0", 4.9, "0 0, 3 4, 0 0")]
    public void Simplify_KeepsWhatIsFartherThanTheTolerance(string arc, double tolerance, string expected) => Assert.Equal(expected, Simplify(tolerance, arc));

    [Theory]
    [InlineData("5 1", true)]
    [InlineData("5 0", true)]
    [InlineData("1 0", true)]
    [InlineData("9 0", true)]
    [InlineData("5 -1", false)]
    [InlineData("5 4", false)]
    [InlineData("11 0", false)]
    [InlineData("-1 0", false)]
    [InlineData("0 0", false)]
    [InlineData("10 0", false)]
    [InlineData("1 3", false)]
    [InlineData("9 1", false)]
    public void Simplify_TakesNoShortcutAcrossAnotherPoint(string other, bool isKept)
    {
        Assert.Equal(isKept ? "0 0, 5 3, 10 0" : "0 0, 10 0", Simplify(8, "0 0, 5 3, 10 0", $"{other}, 90 90"));
        Assert.Equal(isKept ? "10 0, 5 3, 0 0" : "10 0, 0 0", Simplify(8, "10 0, 5 3, 0 0", $"90 90, {other}"));
        Assert.Equal(isKept ? "0 0, 3 5, 0 10" : "0 0, 0 10", Simplify(8, "0 0, 3 5, 0 10", $"{string.Join(' ', other.Split(' ').Reverse())}, 90 90"));
    }

    [Theory]
    [InlineData("9 1", false)]
    [InlineData("1 5", true)]
    [InlineData("5 5", true)]
    public void Simplify_OfASlantedShortcut_AsksForTheLineAndNotForItsExtent(string other, bool isKept) =>
        Assert.Equal(isKept ? "0 0, 0 10, 10 10" : "0 0, 10 10", Simplify(8, "0 0, 0 10, 10 10", $"{other}, 90 90"));

    private static string Simplify(double tolerance, params string[] arcs) =>
        Text(new ArcSimplifier([.. arcs.Select(arc => new Arc([.. Points(arc).Select(c => new GridPoint((long)c.X, (long)c.Y))], [0]))], tolerance).Simplify(0));

    /// <summary>The clip of a ring in units of a tile that has others around it.</summary>
    private static string Clip(string ring)
    {
        var degrees = Points(ring).Select(c => new Coordinate(((c.X + 100) * 0.9) - 180, Math.Atan(Math.Sinh(Math.PI * (1 - ((c.Y + 100) / 200)))) * 180 / Math.PI)).ToArray();
        var grid = new TileGrid(new TileId(2, 1, 1), Options);
        return Text(new RingClip(grid).Clip(new CoordinateArraySequence(degrees)));
    }

    private static IEnumerable<Coordinate> Points(string text) => text.Split(", ").Select(point => Array.ConvertAll(point.Split(' '), word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture)))
        .Select(xy => new Coordinate(xy[0], xy[1]));

    private static string Text(IEnumerable<GridPoint> points) => string.Join(", ", points.Select(point => $"{point.X} {point.Y}"));
}
