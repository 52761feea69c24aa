using NetTopologySuite.Geometries;
using Platform.Spatial.Change;
using static Platform.Tests.Unit.Spatial.Overlay.AreaOverlayTests;

namespace Platform.Tests.Unit.Spatial.Change;

/// <summary>The parts of change detection that compare shapes.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.501, 0)]
    public void Match_TheLeastRatio_IsEnough(double ratio, int pairs)
    {
        // Common area 2 over united area 4.
        var found = ShapeMatcher.Match([Shape(0, Box(0, 0, 3, 1))], [Shape(0, Box(1, 0, 4, 1))], ratio, 1);
        Assert.Equal(pairs, found.Count);
        Assert.All(found, pair => Assert.Equal(new ShapePair(0, 0, 0.5), pair));
    }

    [Fact]
    public void Match_EachTakesItsBest_AndNoneIsTakenTwice()
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(0, 0, 10, 9)), Shape(2, Box(50, 0, 60, 10)), Shape(3, Box(80, 0, 90, 10))];
        Shape[] @new = [Shape(0, Box(51, 0, 61, 10)), Shape(1, Box(0, 0, 10, 10)), Shape(2, Box(50, 0, 60, 9.9)), Shape(3, Box(200, 0, 210, 10))];
        Assert.Equal([(0, 1), (2, 2)], ShapeMatcher.Match(old, @new, 0.5, 2).Select(pair => (pair.Old, pair.New)));
    }

    [Fact]
    public void Displacement_IsTheLargestOfBothWays() =>
        Assert.Equal(3, ShapeMatcher.Displacement(Box(0, 0, 10, 10), Read("POLYGON((0 0, 10 0, 10 10, 5 13, 0 10, 0 0))")), 1e-9);

    [Fact]
    public void Heirs_AreThoseThatShareMost_Mutually()
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(10, 0, 20, 10))];
        Shape[] @new = [Shape(0, Box(0, 0, 10, 6)), Shape(1, Box(0, 6, 10, 10)), Shape(2, Box(10, 0, 20, 10))];
        var heirs = new Heirs([new ShapePair(1, 2, 1)], Common(old, @new, (0, 1), (0, 0)));
        Assert.Equal([true, true], old.Select(heirs.LivesOn));
        Assert.Equal([true, false, true], @new.Select(heirs.HasPredecessor));
        Assert.Equal([true, false, false], @new.Select(shape => heirs.Are(old[0], shape)));
        Assert.True(heirs.Are(old[1], @new[2]));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(5.1, false)]
    public void Heirs_ShareHalfOfTheSmallerAtLeast(double from, bool isHeir)
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10))], @new = [Shape(0, Box(from, 0, from + 10, 20))];
        Assert.Equal(isHeir, new Heirs([], Common(old, @new, (0, 0))).LivesOn(old[0]));
        Assert.Equal(isHeir, new Heirs([], Common(@new, old, (0, 0))).LivesOn(@new[0]));
    }

    [Fact]
    public void Heirs_OfWhatHasAnEqual_AreNoOthers()
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(0, 0, 10, 9)), Shape(2, Box(30, 0, 40, 10))];
        Shape[] @new = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(30, 0, 40, 10)), Shape(2, Box(30, 0, 40, 9))];
        var heirs = new Heirs([new ShapePair(0, 0, 1), new ShapePair(2, 1, 1)], Common(old, @new, (1, 0), (2, 2)));
        Assert.Equal([true, false, true], old.Select(heirs.LivesOn));
        Assert.Equal([true, true, false], @new.Select(heirs.HasPredecessor));
    }

    [Fact]
    public void Heirs_OfEqualShares_AreTheLowest()
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10))];
        Shape[] @new = [Shape(0, Box(0, 5, 10, 10)), Shape(1, Box(0, 0, 10, 5))];
        Assert.True(new Heirs([], Common(old, @new, (0, 1), (0, 0))).Are(old[0], @new[0]));
        Assert.True(new Heirs([], Common(@new, old, (1, 0), (0, 0))).Are(@new[0], old[0]));
    }

    [Theory]
    [InlineData("POLYGON((0 0, 50 0, 50 1.9, 0 1.9, 0 0))", "")]
    [InlineData("POLYGON((0 0, 50 0, 50 2.1, 0 2.1, 0 0))", "105")]
    [InlineData("POLYGON((0 0, 10 0, 10 4, 60 4, 60 5, 10 5, 10 10, 0 10, 0 0))", "100")]
    [InlineData("MULTIPOLYGON(((30 0, 40 0, 40 10, 30 10, 30 0)),((0 20, 10 20, 10 29, 0 29, 0 20)),((0 0, 10 0, 10 8, 0 8, 0 0)),((70 0, 90 0, 90 1, 70 1, 70 0)))", "80 90 100")]
    [InlineData("POLYGON((0 0, 10 0, 10 4, 20 4, 20 0, 30 0, 30 9, 20 9, 20 5, 10 5, 10 10, 0 10, 0 0))", "100 90")]
    public void RealParts_AreWhatIsWiderThanTwiceTheTolerance(string wkt, string areas) =>
        Assert.Equal(areas, string.Join(' ', new SliverFilter(1).RealParts(Read(wkt)).Select(part => $"{Math.Round(part.Area, 6)}")));

    [Theory]
    [InlineData("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "ENV9A7RP1S1KCT51")]
    [InlineData("POLYGON((2 2, 2 0, 0 0, 0 2, 2 2))", "ENV9A7RP1S1KCT51")]
    [InlineData("POLYGON((0 0, 2.0004 0, 2 1.9996, 0 2, 0 0))", "ENV9A7RP1S1KCT51")]
    public void PatchKey_IsTheDigestOfTheRoundedCoordinates(string wkt, string expected)
    {
        // By Python: hashlib.sha256 of struct.pack("<qq", …) of each corner in millimetres, clockwise from the lowest, in base 32.
        Assert.Equal(expected, PatchKey.Of(Read(wkt), 1000));
        Assert.NotEqual(expected, PatchKey.Of(Read(wkt), 10_000));
    }

    [Fact]
    public void DifferenceFinder_ShapesOnTopOfEachOther_AreMadeDisjoint_TheSmallerOnTop()
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(2, 2, 4, 4)), Shape(2, Box(20, 0, 30, 10)), Shape(3, Box(20, 0, 30, 10))];
        var finder = new DifferenceFinder(old, [], []);
        Assert.Empty(finder.Common());
        Assert.Equal([96, 4, 100, 0], finder.OneSided().Select(d => Math.Round(d.Geometry.Area, 6)));
    }

    [Fact]
    public void DifferenceFinder_TellsWhatIsCommonAndWhatIsNew()
    {
        Shape[] old = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(10, 0, 20, 10)), Shape(2, Box(40, 0, 50, 10))];
        Shape[] @new = [Shape(0, Box(0, 0, 10, 10)), Shape(1, Box(10, 0, 23, 10)), Shape(2, Box(5, 5, 12, 7))];
        var finder = new DifferenceFinder(old, @new, [new ShapePair(0, 0, 1)]);
        Assert.Equal(
            [(0, 2, 10), (1, 1, 96), (1, 2, 4)], finder.Common().Select(d => (d.Old!.Index, d.New!.Index, Math.Round(d.Geometry.Area, 6))));
        Assert.Equal(
            [(1, -1, 0), (2, -1, 100), (-1, 1, 30), (-1, 2, 0)],
            finder.OneSided().Select(d => (d.Old?.Index ?? -1, d.New?.Index ?? -1, Math.Round(d.Geometry.Area, 6))));
    }

    private static Shape Shape(int index, Geometry geometry) => new(index, [index], geometry, null);

    private static Difference[] Common(Shape[] old, Shape[] @new, params (int Old, int New)[] pairs) =>
        [.. pairs.Select(p => new Difference(old[p.Old], @new[p.New], old[p.Old].Geometry.Intersection(@new[p.New].Geometry)))];
}
