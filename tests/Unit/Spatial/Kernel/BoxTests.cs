using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Tests.Unit.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Kernel;

/// <summary>The index against looking at every box, and clips against the geometry library.</summary>
public sealed class BoxTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(257)]
    [InlineData(5000)]
    public void Query_FindsWhatSharesMoreThanABoundary(int count)
    {
        var random = new Random(20171001);
        var boxes = Enumerable.Range(0, count).Select(i => i % 50 == 7 ? Box.Empty : Any(random, 9)).ToArray();
        var order = HilbertCurve.Order(boxes);
        var half = order[..(count / 2)];
        var (all, some) = (new BoxIndex(boxes), BoxIndex.OfOrdered(boxes, half));
        var found = new List<int>();
        for (var i = 0; i < Trials.Of(200, 20); i++)
        {
            var asked = Any(random, 20);
            var expected = Enumerable.Range(0, count).Where(item => boxes[item].Overlaps(asked)).ToArray();
            all.Query(asked, found);
            Assert.Equal(expected, found);
            Assert.Equal(expected.Length > 0, all.Any(asked));
            some.Query(asked, found);
            Assert.Equal(expected.Where(half.Contains), found);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Clip_HasTheAreaInsideTheBox(int corners)
    {
        var random = new Random(20171002);
        var (clip, target) = (new BoxClip(), new BoundaryTable());
        for (var round = 0; round < Trials.Of(60, 12); round++)
        {
            var polygon = KernelShapes.Star(random, 100, 100, 50, corners);
            var (x, y, width, height) = (50 + (100 * random.NextDouble()), 50 + (100 * random.NextDouble()), 5 + (40 * random.NextDouble()), 5 + (40 * random.NextDouble()));
            var box = new Box(x, y, x + width, y + height);
            var row = clip.Add(KernelShapes.Table(polygon), 0, box, target);
            var outer = new OuterBoundary();
            outer.Take(target, row);
            Assert.Equal(polygon.Intersection(KernelShapes.Box(x, y, x + width, y + height)).Area, RowArea.Of(outer, AreaMeasure.PlanarMetres), 1e-9);
            Assert.True(target.Edges(row) < corners + 9);
        }
    }

    // Whole coordinates, so that many boxes only touch.
    private static Box Any(Random random, int size)
    {
        var (x, y) = (random.Next(100), random.Next(100));
        return new Box(x, y, x + random.Next(size), y + random.Next(size));
    }
}
