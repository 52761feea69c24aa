using NetTopologySuite.Geometries;
using Platform.Spatial.Change;

namespace Platform.Tests.Unit.Spatial.Change;

/// <summary>The parts of change detection that measure shifts, on shapes whose shift is known.</summary>
public sealed class ShiftTests
{
    private static readonly ChangeDetectionOptions Options = new() { MinimumPairs = 5, ShiftCellMetres = 100 };

    [Theory]
    [InlineData(new double[0], 0.5, 0)]
    [InlineData(new double[] { 7 }, 0.9, 7)]
    [InlineData(new double[] { 1, 2, 4 }, 0, 1)]
    [InlineData(new double[] { 1, 2, 4 }, 0.5, 2)]
    [InlineData(new double[] { 1, 2, 4 }, 0.75, 3)]
    [InlineData(new double[] { 1, 2, 4 }, 1, 4)]
    public void At_SortedValues_IsInterpolated(double[] sorted, double quantile, double expected) => Assert.Equal(expected, Quantiles.At(sorted, quantile));

    [Fact]
    public void MedianAndDeviation_DoNotDependOnTheOrder()
    {
        Assert.Equal(2.5, Quantiles.Median([10, 1, 3, 2]));
        Assert.Equal(1.4826, Quantiles.Deviation([10, 3, 1, 4, 2]));
    }

    [Theory]
    [InlineData(60, -35, 200, 40, 60, -35)]
    [InlineData(60, -35, 200, 41, 0, 0)]
    [InlineData(60, -35, 50, 20, 0, 0)]
    [InlineData(-61, 199, 200, 40, -61, 199)]
    [InlineData(1.5, -1.9, 200, 20, 0, 0)]
    [InlineData(1.5, -2.1, 200, 20, 1.5, -2.1)]
    [InlineData(2.1, 1, 200, 20, 2.1, 1)]
    public void CoarseShift_OfShapesLargeAndSmall_IsTheCommonVector(double east, double north, double largest, int votes, double expectedEast, double expectedNorth)
    {
        var old = Various(40);
        var shift = CoarseShift.Estimate(old, Moved(old, _ => (east, north)), largest, votes);
        Assert.Equal(expectedEast, shift.East, 1e-6);
        Assert.Equal(expectedNorth, shift.North, 1e-6);
    }

    [Fact]
    public void CoarseShift_VotesOnEitherSideOfABin_CountTogether()
    {
        var old = Various(40);
        var shift = CoarseShift.Estimate(old, Moved(old, i => (61 + (i % 2 == 0 ? 0.9 : -0.9), 21 + (i % 4 < 2 ? 0.9 : -0.9))), 200, 40);
        Assert.Equal(61, shift.East, 1e-6);
        Assert.Equal(21, shift.North, 1e-6);
    }

    [Theory]
    [InlineData(1.02, 1, 60)]
    [InlineData(1, 1.02, 60)]
    [InlineData(1.04, 1, 0)]
    [InlineData(1, 1.04, 0)]
    [InlineData(1.04, 0.97, 0)]
    [InlineData(1.02, 1.02, 0)]
    [InlineData(1.0305, 1, 60)]
    [InlineData(0.96, 1, 0)]
    public void CoarseShift_ShapesOfAnotherSize_DoNotVote(double wider, double higher, double expected)
    {
        var old = Various(40);
        var @new = old.Select(s => Box(s.Index, s.Envelope.MinX + 60 + (s.Envelope.Width * (1 - wider) / 2), s.Envelope.MinY + (s.Envelope.Height * (1 - higher) / 2), s.Envelope.Width * wider, s.Envelope.Height * higher)).ToArray();
        Assert.Equal(expected, CoarseShift.Estimate(old, @new, 200, 20).East, 1e-6);
    }

    [Fact]
    public void CoarseShift_Move_MovesByIt()
    {
        var moved = new CoarseShift(3, -4).Move([Box(0, 10, 20, 5, 5)])[0].Envelope;
        Assert.Equal(new Envelope(13, 18, 16, 21), moved);
        Assert.Equal(default, CoarseShift.Estimate([], [], 200, 0));
    }

    [Fact]
    public void ShiftField_TwoCells_IsInterpolatedBetweenTheirCentres()
    {
        // The shapes of two cells are displaced by 5 m and 7 m, each cell's exactly.
        var old = Enumerable.Range(0, 20).Select(i => Box(i, 5 + (10 * i), 20, 4, 4)).ToArray();
        var field = Field(old, i => (i < 10 ? 5 : 7, -3), Options);
        Assert.Equal((6, -3, 1, false), (field.East, field.North, field.LargestLocal, field.IsZero));
        var moved = field.Move([Polygon((10, 50), (50, 50), (75, 50), (100, 50), (150, 50), (190, 80), (500, 500))])[0].Geometry.Coordinates;
        double[] expected = [15, 55, 80.5, 106, 157, 197, 506];
        Assert.Equal(expected, moved.Take(7).Select(c => Math.Round(c.X, 9)));
        Assert.Equal([47, 47, 47, 47, 47, 77, 497], moved.Take(7).Select(c => Math.Round(c.Y, 9)));
    }

    [Fact]
    public void ShiftField_CellsOneAboveTheOther_AreInterpolatedToo()
    {
        var old = Enumerable.Range(0, 20).Select(i => Box(i, 20, -95 + (10 * i), 4, 4)).ToArray();
        var field = Field(old, i => (0, i < 10 ? 5 : 8), Options);
        var moved = field.Move([Polygon((50, -50), (50, -25), (60, 0), (50, 50))])[0].Geometry.Coordinates;
        Assert.Equal([-45, -19.25, 6.5, 58], moved.Take(4).Select(c => Math.Round(c.Y, 9)));
    }

    [Fact]
    public void ShiftField_CellsWithFewShapes_HaveNoSay()
    {
        var old = Enumerable.Range(0, 14).Select(i => Box(i, 5 + (10 * i), 20, 4, 4)).ToArray();
        Assert.Equal((5, 0), Shift(Field(old, i => (i < 10 ? 5 : 7, 0), Options)));
        Assert.Equal((5, 2), Shift(Field(old, i => (i < 10 ? 5 : 7, 0), Options with { MinimumPairs = 4 })));
        Assert.True(Field(old, _ => (5, 5), Options with { MinimumPairs = 15 }).IsZero);
        Assert.Equal((5, 0), Shift(Field(old, _ => (5, 5), Options with { MinimumPairs = 14 })));

        static (double, double) Shift(ShiftField field) => (field.East, field.LargestLocal);
    }

    [Theory]
    [InlineData(0.009, 0, true)]
    [InlineData(0.011, 0, false)]
    [InlineData(-0.011, 0, false)]
    [InlineData(0, 0.011, false)]
    [InlineData(0, -0.009, true)]
    public void ShiftField_BelowACentimetre_IsNone(double east, double north, bool isZero)
    {
        var old = Enumerable.Range(0, 10).Select(i => Box(i, 0, 20, 4, 4)).ToArray();
        var field = Field(old, _ => (east, north), Options);
        Assert.Equal(isZero, field.IsZero);
        Assert.Equal(isZero, ReferenceEquals(old, field.Move(old)));
    }

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(1.2, 0)]
    [InlineData(1.3, 1.3)]
    public void ShiftField_WithinTheErrorOfTheMedian_IsChance(double shift, double expected)
    {
        // Displacements of a metre to either side: three standard errors of the median of twenty are 3 · 1.2533 · 1.4826 / √20 = 1.246 m.
        var old = Enumerable.Range(0, 20).Select(i => Box(i, 0, 20, 4, 4)).ToArray();
        Assert.Equal(expected, Field(old, i => (shift + (i % 2 == 0 ? 1 : -1), 0), Options).East, 1e-9);
    }

    private static ShiftField Field(Shape[] old, Func<int, (double, double)> shift, ChangeDetectionOptions options) =>
        ShiftField.Estimate(old, Moved(old, shift), [.. old.Select(s => new ShapePair(s.Index, s.Index, 1))], options);

    private static Shape[] Moved(Shape[] shapes, Func<int, (double East, double North)> shift) =>
        [.. shapes.Select(s => Box(s.Index, s.Envelope.MinX + shift(s.Index).East, s.Envelope.MinY + shift(s.Index).North, s.Envelope.Width, s.Envelope.Height))];

    /// <summary>Boxes of which no two are alike.</summary>
    private static Shape[] Various(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Box(i, i * 37 % 40 * 31, i * 23 % 40 * 29, 4 * Math.Pow(1.07, i), 4 * Math.Pow(1.07, i * 17 % 40)))];

    private static Shape Box(int index, double x, double y, double width, double height) => new(index, [index], Town.Box(x, y, width, height), null);

    private static Shape Polygon(params (double X, double Y)[] corners) =>
        new(0, [0], new GeometryFactory().CreatePolygon([.. corners.Append(corners[0]).Select(c => new Coordinate(c.X, c.Y))]), null);
}
