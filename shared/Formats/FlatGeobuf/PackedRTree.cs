using NetTopologySuite.Geometries;

namespace Platform.Formats.FlatGeobuf;

/// <summary>
/// The packed Hilbert R-tree of FlatGeobuf: nodes of 40 bytes (box, offset), the root first, the leaves last. A leaf's offset is the place of
/// its feature in the data section, an inner node's is the number of its first child.
/// </summary>
internal static class PackedRTree
{
    public const int NodeLength = 40;

    /// <summary>First node and number of nodes of each level, leaves first.</summary>
    /// <param name="items">Number of features, at least 1.</param>
    /// <param name="nodeSize">Children of a node, at least 2.</param>
    public static IReadOnlyList<(long First, long Count)> Levels(long items, int nodeSize)
    {
        var counts = new List<long> { items };
        while (counts[^1] > 1)
        {
            counts.Add((counts[^1] + nodeSize - 1) / nodeSize);
        }

        var levels = new List<(long, long)>();
        var end = counts.Sum();
        foreach (var count in counts)
        {
            end -= count;
            levels.Add((end, count));
        }

        return levels;
    }

    /// <summary>Length of the index in bytes, or null when no file can hold it.</summary>
    public static long? Length(ulong items, int nodeSize) =>
        items > long.MaxValue / NodeLength / 2 ? null : Levels((long)items, nodeSize).Sum(level => level.Count) * NodeLength;

    /// <summary>Position of a box's centre along the Hilbert curve of order 16 over the extent.</summary>
    public static uint HilbertOf(Envelope box, Envelope extent)
    {
        const double Cells = (1 << 16) - 1;
        var x = extent.Width > 0 ? (uint)Math.Floor(Cells * (((box.MinX + box.MaxX) / 2) - extent.MinX) / extent.Width) : 0;
        var y = extent.Height > 0 ? (uint)Math.Floor(Cells * (((box.MinY + box.MaxY) / 2) - extent.MinY) / extent.Height) : 0;
        return Hilbert(x, y);
    }

    /// <summary>Distance along the curve: from the highest bit down, each quadrant turns what lies below it.</summary>
    private static uint Hilbert(uint x, uint y)
    {
        var distance = 0u;
        for (var side = 1u << 15; side > 0; side >>= 1)
        {
            var (right, upper) = ((x & side) != 0, (y & side) != 0);
            distance += side * side * ((right ? 3u : 0u) ^ (upper ? 1u : 0u));
            if (!upper)
            {
                (x, y) = right ? (side - 1 - (y & (side - 1)), side - 1 - (x & (side - 1))) : (y, x);
            }
        }

        return distance;
    }
}
