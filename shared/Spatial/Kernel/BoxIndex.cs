namespace Platform.Spatial.Kernel;

/// <summary>
/// A packed R-tree: boxes in the order of a Hilbert curve, sixteen to a node. Built once, immutable and thread-safe after that.
/// </summary>
internal sealed class BoxIndex
{
    private const int NodeSize = 16;
    private const int HilbertBits = 16;

    private readonly int[] _items;
    private readonly Box[] _nodes;
    private readonly int[] _levels;

    /// <summary>Indexes boxes; an item is the number of its box.</summary>
    public BoxIndex(ReadOnlySpan<Box> boxes)
    {
        _items = HilbertOrder(boxes);
        var levels = new List<int> { 0 };
        var total = boxes.Length;
        for (var width = boxes.Length; width > 1; total += width)
        {
            levels.Add(total);
            width = (width + NodeSize - 1) / NodeSize;
        }

        levels.Add(total);
        _levels = [.. levels];
        _nodes = new Box[total];
        for (var i = 0; i < boxes.Length; i++)
            _nodes[i] = boxes[_items[i]];
        for (var level = 1; level < _levels.Length - 1; level++)
            Pack(level);
    }

    /// <summary>Collects the items whose boxes share more than a boundary with <paramref name="box"/>, in ascending order.</summary>
    public void Query(in Box box, List<int> found)
    {
        found.Clear();
        if (_nodes.Length > 0)
            Collect(_levels.Length - 2, _levels[^2], _nodes.Length, box, found);
        found.Sort();
    }

    /// <summary>Whether any item's box shares more than a boundary with <paramref name="box"/>.</summary>
    public bool Any(in Box box) => _nodes.Length > 0 && Collect(_levels.Length - 2, _levels[^2], _nodes.Length, box, null);

    private bool Collect(int level, int first, int end, in Box box, List<int>? found)
    {
        var any = false;
        for (var i = first; i < end; i++)
        {
            if (!_nodes[i].Overlaps(box))
                continue;
            if (level > 0)
            {
                var child = _levels[level - 1] + ((i - _levels[level]) * NodeSize);
                any |= Collect(level - 1, child, Math.Min(child + NodeSize, _levels[level]), box, found);
            }
            else
            {
                found?.Add(_items[i]);
                any = true;
            }

            if (any && found is null)
                return true;
        }

        return any;
    }

    private void Pack(int level)
    {
        var child = _levels[level - 1];
        for (var node = _levels[level]; node < _levels[level + 1]; node++, child += NodeSize)
        {
            var box = Box.Empty;
            for (var i = child; i < Math.Min(child + NodeSize, _levels[level]); i++)
                box = box.Around(_nodes[i]);
            _nodes[node] = box;
        }
    }

    /// <summary>The boxes in the order of the curve. Empty boxes come anywhere.</summary>
    public static int[] HilbertOrder(ReadOnlySpan<Box> boxes)
    {
        var items = new int[boxes.Length];
        var keys = new uint[boxes.Length];
        if (boxes.Length == 0)
            return items;

        var extent = Box.Empty;
        foreach (ref readonly var box in boxes)
            extent = extent.Around(box);
        const int Side = (1 << HilbertBits) - 1;
        var (perX, perY) = (Side / Math.Max(extent.MaxX - extent.MinX, double.Epsilon), Side / Math.Max(extent.MaxY - extent.MinY, double.Epsilon));
        for (var i = 0; i < boxes.Length; i++)
        {
            var x = (((boxes[i].MinX + boxes[i].MaxX) / 2) - extent.MinX) * perX;
            var y = (((boxes[i].MinY + boxes[i].MaxY) / 2) - extent.MinY) * perY;
            keys[i] = Hilbert((uint)Math.Clamp(x, 0, Side), (uint)Math.Clamp(y, 0, Side));
            items[i] = i;
        }

        Array.Sort(keys, items);
        return items;
    }

    /// <summary>Place of a cell along the Hilbert curve, one quadrant after the other from the coarsest.</summary>
    private static uint Hilbert(uint x, uint y)
    {
        uint place = 0;
        for (var side = 1u << (HilbertBits - 1); side > 0; side >>= 1)
        {
            var (right, up) = ((x & side) != 0, (y & side) != 0);
            place = (place << 2) | (right ? (up ? 2u : 3u) : (up ? 1u : 0u));
            if (up)
                continue;

            // The lower quadrants are mirrored, so that the curve goes on where it left the one before.
            if (right)
                (x, y) = (~x, ~y);
            (x, y) = (y, x);
        }

        return place;
    }
}
