using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Kernel.KernelShapes;

namespace Platform.Tests.Unit.Spatial.Kernel;

/// <summary>When rows are seen at once not to overlap, and that nothing that does overlap is missed.</summary>
public sealed class SharedBoundaryTests
{
    private static readonly Polygon Subject = Box(0, 0, 10, 10);

    [Fact]
    public void Cancels_WholeCoverage_IsSeen()
    {
        Geometry[] rows = [Box(-5, -5, 5, 5), Box(5, -5, 15, 5), Box(-5, 5, 5, 15), Box(5, 5, 15, 15)];
        Assert.True(Cancels(rows));
        Assert.False(Cancels(rows[..3]));
        Assert.False(Cancels([.. rows, rows[0]]));
        AssertOverlap(rows, 0);
    }

    [Fact]
    public void Cancels_LongSharedBoundary_IsSeenFromLeaves()
    {
        var random = new Random(20170801);
        var river = Enumerable.Range(0, 401).Select(i => new Coordinate(5 + (0.2 * random.NextDouble()), -20 + (i / 10.0))).ToArray();
        var left = Factory.CreatePolygon([new Coordinate(-30, -20), .. river, new Coordinate(-30, 20), new Coordinate(-30, -20)]);
        var right = Factory.CreatePolygon([new Coordinate(40, 20), .. river.Reverse(), new Coordinate(40, -20), new Coordinate(40, 20)]);
        Assert.True(Cancels(left, right));
        var bent = river.Select((c, i) => i == 250 ? new Coordinate(Math.BitIncrement(c.X), c.Y) : c.Copy()).Reverse();
        Assert.False(Cancels(left, Factory.CreatePolygon([new Coordinate(40, 20), .. bent, new Coordinate(40, -20), new Coordinate(40, 20)])));
    }

    [Fact]
    public void Areas_OverlapAndGapOfEqualSize_AreNotTakenForCoverage()
    {
        // All edges in the subject are horizontal, and the areas add up to the subject's.
        AssertOverlap([Box(-10, -1, 20, 2), Box(-10, 1, 20, 3), Box(-10, 4, 20, 11)], 10);
        AssertOverlap([Box(-1, -10, 2, 20), Box(1, -10, 3, 20), Box(4, -10, 11, 20)], 10);

        // The same half twice, and nothing in the other.
        AssertOverlap([Box(-10, -10, 5, 20), Box(-10, -10, 5, 20)], 50);
        AssertOverlap([Box(-10, -10, 20, 20), Box(-10, -10, 20, 20)], 100);
    }

    [Fact]
    public void Areas_RowInsideAHole_OverlapsNothing()
    {
        var frame = (Polygon)Box(-10, -10, 20, 20).Difference(Box(2, 2, 8, 8));
        AssertOverlap([frame, Box(2, 2, 8, 8)], 0);
        AssertOverlap([frame, Box(2, 2, 8, 9)], 6);
    }

    [Fact]
    public void Areas_OnlyRowsThatOverlapAreSwept_OthersCountWhole()
    {
        var result = Areas([Box(-1, -1, 4, 11), Box(3, -1, 6, 11), Box(6, -1, 9, 11), Box(9.5, -1, 12, 11)]);
        Assert.Equal((95, 10), (result.CoveredM2, result.OverlapM2));
        Assert.Equal(new RowOverlap(0, 1, 10), Assert.Single(result.OverlappingRows));
    }

    private static void AssertOverlap(Geometry[] rows, double expected)
    {
        var result = Areas(rows);
        Assert.Equal(expected, result.OverlapM2, 1e-9);
        Assert.Equal(expected, result.OverlappingRows.Sum(overlap => overlap.AreaM2), 1e-9);
    }

    private static SubjectAreas Areas(Geometry[] rows) => new AreaOverlay(threads: 1)
        .Prepare(rows.Select((row, i) => new LayerRow(i, "a", row)), AreaMeasure.PlanarMetres).AreasByClass([new OverlaySubject(0, Subject)]).Single();

    private static bool Cancels(params Geometry[] rows)
    {
        var (shared, table, box) = (new SharedBoundary(), Table(rows), new Box(0, 0, 10, 10));
        for (var row = 0; row < rows.Length; row++)
            shared.Add(table, row, box);
        return shared.Cancels();
    }
}
