using Platform.Spatial.Kernel;

namespace Platform.Tests.Unit.Spatial.Kernel;

public sealed class HilbertCurveTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(64)]
    public void Order_CellsOfAGrid_GoesFromNeighbourToNeighbour(int side)
    {
        Box[] cells = [.. from i in Enumerable.Range(0, side) from j in Enumerable.Range(0, side) select new Box(100 + i, 50 + (2 * j), 101 + i, 52 + (2 * j))];
        new Random(20171003).Shuffle(cells);
        var order = HilbertCurve.Order(cells);
        Assert.Equal(Enumerable.Range(0, cells.Length), order.Order());
        for (var k = 1; k < order.Length; k++)
        {
            var (one, next) = (cells[order[k - 1]], cells[order[k]]);
            Assert.Equal(1, Math.Abs(one.MinX - next.MinX) + (Math.Abs(one.MinY - next.MinY) / 2));
        }
    }

    [Fact]
    public void Order_OnePlaceOrNone_HasEveryBoxOnce()
    {
        Assert.Empty(HilbertCurve.Order([]));
        Assert.Equal([0, 1, 2], HilbertCurve.Order([new Box(3, 3, 3, 3), new Box(3, 3, 3, 3), Box.Empty]).Order());
    }
}
