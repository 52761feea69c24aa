using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.Spatial.Kernel;

/// <summary>
/// A packed R-tree: boxes in the order of a Hilbert curve, sixteen to a node, four looked at at once. Built once, immutable and thread-safe after that.
/// </summary>
internal sealed class BoxIndex
{
    private const int NodeSize = 16;

    private readonly int[] _items;
    private readonly List<BoxColumns> _levels = [];

    /// <summary>Indexes boxes; an item is the number of its box.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="threads">Degree of parallelism.</param>
    public BoxIndex(Box[] boxes, int threads = 1)
        : this(boxes, HilbertCurve.Order(boxes, threads))
    {
    }

    private BoxIndex(Box[] boxes, int[] order)
    {
        _items = order;
        var level = Level(_items.Length);
        for (var i = 0; i < _items.Length; i++)
            level.Set(i, boxes[_items[i]]);
        for (var width = _items.Length; width > NodeSize; level = _levels[^1])
            width = Pack(level, width);
    }

    /// <summary>Indexes some boxes whose numbers already come in the order of the curve; an item is the number of its box.</summary>
    public static BoxIndex OfOrdered(Box[] boxes, int[] order) => new(boxes, order);

    /// <summary>Collects the items whose boxes share more than a boundary with <paramref name="box"/>, in ascending order.</summary>
    public void Query(in Box box, List<int> found)
    {
        found.Clear();
        Collect(_levels.Count - 1, 0, box, found);
        CollectionsMarshal.AsSpan(found).Sort();
    }

    /// <summary>Whether any item's box shares more than a boundary with <paramref name="box"/>.</summary>
    public bool Any(in Box box) => Collect(_levels.Count - 1, 0, box, null);

    private bool Collect(int level, int first, in Box box, List<int>? found)
    {
        var boxes = _levels[level];
        var any = false;
        for (var group = first; group < first + NodeSize; group += 4)
        {
            for (var met = boxes.Overlapping(group, box); met != 0; met &= met - 1)
            {
                var i = group + BitOperations.TrailingZeroCount(met);
                if (level == 0)
                    found?.Add(_items[i]);
                any |= level == 0 || Collect(level - 1, i * NodeSize, box, found);
                if (any && found is null)
                    return true;
            }
        }

        return any;
    }

    private BoxColumns Level(int boxes)
    {
        var count = (Math.Max(1, boxes) + NodeSize - 1) / NodeSize * NodeSize;
        var level = new BoxColumns(count);
        level.Clear(count);
        _levels.Add(level);
        return level;
    }

    private int Pack(BoxColumns children, int width)
    {
        var nodes = (width + NodeSize - 1) / NodeSize;
        var level = Level(nodes);
        for (var i = 0; i < width; i++)
            level.Extend(i / NodeSize, children, i);
        return nodes;
    }
}
