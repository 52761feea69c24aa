using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Tests.Unit.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Kernel.KernelShapes;

namespace Platform.Tests.Unit.Spatial.Kernel;

/// <summary>Numbers of edges that do not fill the lanes, pieces and leaves of the kernel, and chains over many rings, against rational arithmetic.</summary>
public sealed class CommonAreaTests
{
    private readonly CommonArea _kernel = new(AreaMeasure.PlanarMetres, long.MaxValue);

    [Fact]
    public void Of_EveryNumberOfEdges_IsExact()
    {
        var random = new Random(20170701);
        for (var i = 0; i < Trials.Of(66, 22); i++)
        {
            var corners = 3 + (7 * i % 66);
            AssertExact(Star(random, 0, 0, 50, corners), Star(random, 10, 5, 50, 3 + (corners % 9)));
            AssertExact(Star(random, 0, 0, 50, corners), Star(random, 10, 5, 50, Math.Max(3, (corners - 1) / Trials.Of(1, 4))));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Of_ManyPartsWithHoles_IsExact(int across)
    {
        var random = new Random(20170702);
        across = Math.Min(across, Trials.Of(4, 3));
        for (var round = 0; round < Trials.Of(5, 1); round++)
        {
            var islands = Archipelago(random, across);
            AssertExact(islands, Star(random, 5 * across, 5 * across, 8 * across, 7));
            AssertExact(islands, Archipelago(random, across));
            AssertExact(islands, islands);
        }
    }

    [Fact]
    public void Of_HorizontalAndUprightEdges_IsExact()
    {
        var comb = Factory.CreatePolygon([.. Teeth(20)]);
        Assert.Equal(0, Common(comb, Box(0, 1, 40, 2)) - ExactOverlay.CommonArea(comb, Box(0, 1, 40, 2)));
        Assert.Equal(comb.Area, Common(comb, Box(-1, -1, 41, 6)));
        Assert.Equal(0, Common(comb, Box(0, 5, 40, 9)));
        Assert.Equal(comb.Area, Common(comb, comb));
    }

    [Fact]
    public void Of_MorePairsOfEdgesThanAllowed_IsNoNumber()
    {
        var (a, b) = (Star(new Random(1), 0, 0, 50, 30), Star(new Random(2), 0, 0, 50, 30));
        Assert.Equal(double.NaN, new CommonArea(AreaMeasure.PlanarMetres, 100).Of(Table(a), 0, Table(b), 0));
        Assert.False(double.IsNaN(new CommonArea(AreaMeasure.PlanarMetres, 900).Of(Table(a), 0, Table(b), 0)));
    }

    [Fact]
    public void RowArea_OfPartsAndHoles_IsThePlanarArea()
    {
        var islands = Archipelago(new Random(20170703), 4);
        Assert.Equal(islands.Area, RowArea.Of(Outer(islands), AreaMeasure.PlanarMetres), 1e-10);
    }

    private static IEnumerable<Coordinate> Teeth(int count)
    {
        yield return new Coordinate(0, 0);
        yield return new Coordinate(2 * count, 0);
        for (var i = count - 1; i >= 0; i--)
        {
            yield return new Coordinate((2 * i) + 2, 5);
            yield return new Coordinate((2 * i) + 1, 5);
            yield return new Coordinate((2 * i) + 1, 1);
            yield return new Coordinate(2 * i, 1);
        }

        yield return new Coordinate(0, 0);
    }

    private double Common(Geometry a, Geometry b)
    {
        var one = _kernel.Of(Outer(a), Table(b), 0);
        Assert.Equal(one, _kernel.Of(Outer(b), Table(a), 0), 1e-9);
        return one;
    }

    private void AssertExact(Geometry a, Geometry b) => Assert.Equal(ExactOverlay.CommonArea(a, b), Common(a, b), 1e-10);
}
