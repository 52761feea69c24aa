using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Tests.Unit.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Kernel.KernelShapes;

namespace Platform.Tests.Unit.Spatial.Kernel;

/// <summary>The areas of sets of rows, against shapes whose regions are known, rational arithmetic and the geometry library.</summary>
public sealed class CellDivisionTests
{
    [Fact]
    public void TryDivide_UprightAndHorizontalEdges_IsExact() => AssertParts(
        Box(0, 0, 10, 10), [Box(0, 0, 6, 10), Box(4, 0, 10, 10), Box(2, 2, 8, 8), Box(20, 0, 30, 10)],
        ("0", 28), ("1", 28), ("0 1", 8), ("0 2", 12), ("1 2", 12), ("0 1 2", 12));

    [Fact]
    public void TryDivide_EdgesThatCrossInAStrip_IsExact() => AssertParts(
        Box(0, 0, 10, 10), [Triangle(0, 0, 10, 0, 0, 10), Triangle(0, 0, 10, 0, 10, 10)], ("", 25), ("0", 25), ("1", 25), ("0 1", 25));

    [Fact]
    public void TryDivide_ThreeEdgesThroughOnePlace_IsExact() => AssertParts(
        Box(0, 0, 10, 10), [Box(-5, -5, 5, 15), Triangle(-5, -5, 15, -5, 15, 15), Triangle(15, -5, -5, 15, -5, -5)],
        ("", 12.5), ("0", 12.5), ("1", 25), ("0 2", 25), ("1 2", 12.5), ("0 1 2", 12.5));

    [Fact]
    public void TryDivide_SubjectWithHolesAndParts_CountsOnlyItsOwn()
    {
        var frame = (Polygon)Box(0, 0, 10, 10).Difference(Box(3, 3, 7, 7));
        var subject = Factory.CreateMultiPolygon([frame, Box(20, 4, 22, 6)]);
        AssertParts(subject, [Box(-1, -1, 5, 11), Box(4, 4, 21, 5)], ("", 42), ("0", 42), ("1", 4), ("0 1", 0));
        AssertParts(subject, [frame, Box(3, 3, 7, 7)], ("", 4), ("0", 84), ("1", 0));
    }

    [Fact]
    public void TryDivide_RowsThatNearlyCoincide_MovesNoMoreThanRounding()
    {
        var star = Star(new Random(20171101), 38_500_100, 4_200_100, 60, 40);
        var moved = (Polygon)star.Copy();
        var random = new Random(20171102);
        moved.Apply(new Shake(random));
        moved.GeometryChanged();
        var parts = Divide(star, [star, star, moved], AreaMeasure.PlanarMetres, out _);
        Assert.Equal(star.Area, parts.Values.Sum(), 1e-6);
        Assert.Equal(star.Area, parts["0 1 2"], 1e-5);
        Assert.Equal(0, parts.Where(part => part.Key is not "0 1 2").Sum(part => Math.Abs(part.Value)), 1e-5);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(9, 7)]
    [InlineData(60, 4)]
    [InlineData(700, 3)]
    public void TryDivide_Stars_GivesEachRowItsCommonArea(int corners, int count)
    {
        var random = new Random(20171103 + corners);
        corners = Trials.Of(corners, Math.Min(corners, 90));
        for (var round = 0; round < (corners > 100 ? 2 : Trials.Of(12, 3)); round++)
        {
            var subject = Star(random, 512_345, 4_212_345, 50, 11);
            var rows = Enumerable.Range(0, count).Select(_ => Star(random, 512_345 + (60 * (random.NextDouble() - 0.5)), 4_212_345 + (60 * (random.NextDouble() - 0.5)), 50, corners)).ToArray();
            var parts = Divide(subject, rows, AreaMeasure.PlanarMetres, out _);
            Assert.Equal(subject.Area, parts.Values.Sum(), 1e-7);
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(ExactOverlay.CommonArea(subject, rows[i]), Sum(parts, i), 1e-6);
                for (var j = 0; j < i; j++)
                    Assert.Equal(subject.Intersection(rows[i]).Intersection(rows[j]).Area, Sum(parts, i, j), 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(3)]
    public void TryDivide_OnTheEllipsoid_GivesOfficialAreas(double degrees)
    {
        var random = new Random(20171104);
        var subject = Star(random, 114.5, 38, degrees, 9);
        var rows = Enumerable.Range(0, 4).Select(i => Star(random, 114.5 + (degrees * i / 9), 38, degrees, 7)).ToArray();
        var parts = Divide(subject, rows, AreaMeasure.Ellipsoidal, out _);
        AssertEqual(AreaMeasure.Ellipsoidal.Of(subject), parts.Values.Sum());
        var kernel = new CommonArea(AreaMeasure.Ellipsoidal, long.MaxValue);
        for (var i = 0; i < rows.Length; i++)
            AssertEqual(kernel.Of(Table(subject), 0, Table(rows[i]), 0), Sum(parts, i));

        static void AssertEqual(double expected, double actual) => Assert.True(AreaTolerance.AreEqual(expected, actual), $"{actual:R} instead of {expected:R}");
    }

    [Fact]
    public void TryDivide_MoreWorkThanAllowed_StopsAndSaysHowMuch()
    {
        var (subject, rows) = (Table(Star(new Random(3), 0, 0, 50, 30)), Table(Star(new Random(4), 0, 0, 50, 30)));
        var cells = new CellDivision(40);
        Assert.False(cells.TryDivide(subject, 0, [new CellRow(rows, 0, 0)], new Parts(), AreaMeasure.PlanarMetres));
        Assert.InRange(cells.Work, 41, 200);
        Assert.True(new CellDivision(100_000).TryDivide(subject, 0, [new CellRow(rows, 0, 0)], new Parts(), AreaMeasure.PlanarMetres));
        Assert.False(new CellDivision(40).TryDivide(subject, 0, [new CellRow(rows, 0, 0)], new Parts(), AreaMeasure.Ellipsoidal));
    }

    private static double Sum(Dictionary<string, double> parts, params int[] rows) =>
        parts.Where(part => rows.All(row => part.Key.Split(' ').Contains($"{row}"))).Sum(part => part.Value);

    private static void AssertParts(Geometry subject, Geometry[] rows, params (string Rows, double Area)[] expected)
    {
        var parts = Divide(subject, rows, AreaMeasure.PlanarMetres, out var work);
        foreach (var (set, area) in expected)
            Assert.Equal(area, parts.GetValueOrDefault(set), 1e-12);
        Assert.Equal(subject.Area, parts.Values.Sum(), 1e-12);
        Assert.Equal(expected.Sum(part => part.Area), parts.Values.Sum(), 1e-12);
        Assert.True(work > 0);
    }

    private static Dictionary<string, double> Divide(Geometry subject, Geometry[] rows, AreaMeasure measure, out long work)
    {
        var (cells, parts, table) = (new CellDivision(long.MaxValue), new Parts(), Table(rows));
        Assert.True(cells.TryDivide(Table(subject), 0, [.. rows.Select((_, i) => new CellRow(table, i, i))], parts, measure));
        work = cells.Work;
        return parts.Areas;
    }

    private static Polygon Triangle(double x0, double y0, double x1, double y1, double x2, double y2) =>
        Factory.CreatePolygon([new Coordinate(x0, y0), new Coordinate(x1, y1), new Coordinate(x2, y2), new Coordinate(x0, y0)]);

    private sealed class Parts : ISetAreas
    {
        public Dictionary<string, double> Areas { get; } = [];

        public void Add(IReadOnlyList<int> rows, double area)
        {
            var key = string.Join(' ', rows);
            Areas[key] = Areas.GetValueOrDefault(key) + area;
        }
    }

    /// <summary>Moves corners by a few of the smallest steps; the ring stays closed.</summary>
    private sealed class Shake(Random random) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            if (i > 0 && i < seq.Count - 1)
                seq.SetX(i, seq.GetX(i) + (1e-8 * (random.NextDouble() - 0.5)));
        }
    }
}
