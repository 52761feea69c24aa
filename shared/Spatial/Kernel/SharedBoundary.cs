using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Platform.Spatial.Kernel;

/// <summary>
/// The quick answer for rows that share their boundaries: where every piece of boundary in a box is walked once in either direction, all places of the box lie
/// in equally many rows. One instance serves one thread.
/// </summary>
internal sealed class SharedBoundary
{
    private Edge[] _edges = new Edge[64];
    private int _count;

    /// <summary>Starts a question.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds the edges of a row that may come into the box.</summary>
    public void Add(BoundaryTable table, int row, in Box box)
    {
        var (from, to) = (table.FirstLeaf[row], table.FirstLeaf[row + 1]);
        if (from == to)
            Add(table, table.FirstPoint[row], table.FirstPoint[row] + table.Edges(row), box);
        for (var group = from; group < to; group += 4)
        {
            for (var met = table.Leaves.Overlapping(group, box); met != 0; met &= met - 1)
            {
                var (first, end) = table.Leaf(row, group + BitOperations.TrailingZeroCount(met));
                Add(table, first, end, box);
            }
        }
    }

    /// <summary>
    /// Whether every edge has its own edge in the opposite direction. Neighbours walk their common boundary in opposite directions, so the one after the last that
    /// was found is looked at first.
    /// </summary>
    public bool Cancels()
    {
        var edges = _edges.AsSpan(0, _count);
        var next = -1;
        for (var i = 0; i < edges.Length; i++)
        {
            if (edges[i].IsTaken)
                continue;
            var twin = next > i && edges[i].IsOpposite(edges[next]) ? next : Find(edges, i);
            if (twin < 0)
                return false;
            edges[twin].IsTaken = true;
            next = twin - 1;
        }

        return true;
    }

    private static int Find(ReadOnlySpan<Edge> edges, int i)
    {
        for (var j = i + 1; j < edges.Length; j++)
        {
            if (edges[i].IsOpposite(edges[j]))
                return j;
        }

        return -1;
    }

    private void Add(BoundaryTable table, int first, int end, in Box box)
    {
        if (_count + end - first > _edges.Length)
            Array.Resize(ref _edges, 2 * (_count + end - first));
        ref var xs = ref MemoryMarshal.GetArrayDataReference(table.X);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(table.Y);
        for (var group = first; group < end; group += Vector256<double>.Count)
        {
            var (x0, x1) = (Vector256.LoadUnsafe(ref xs, (nuint)group), Vector256.LoadUnsafe(ref xs, (nuint)group + 1));
            var (y0, y1) = (Vector256.LoadUnsafe(ref ys, (nuint)group), Vector256.LoadUnsafe(ref ys, (nuint)group + 1));
            var isIn = Vector256.LessThan(Vector256.Min(x0, x1), Vector256.Create(box.MaxX)) & Vector256.GreaterThan(Vector256.Max(x0, x1), Vector256.Create(box.MinX))
                & Vector256.LessThan(Vector256.Min(y0, y1), Vector256.Create(box.MaxY)) & Vector256.GreaterThan(Vector256.Max(y0, y1), Vector256.Create(box.MinY));
            for (var met = isIn.ExtractMostSignificantBits(); met != 0; met &= met - 1)
            {
                var i = group + BitOperations.TrailingZeroCount(met);
                if (i < end)
                    _edges[_count++] = new Edge(table.X[i], table.Y[i], table.X[i + 1], table.Y[i + 1]);
            }
        }
    }

    private struct Edge(double x0, double y0, double x1, double y1)
    {
        public bool IsTaken;

        private readonly double _x0 = x0;
        private readonly double _y0 = y0;
        private readonly double _x1 = x1;
        private readonly double _y1 = y1;

        public readonly bool IsOpposite(in Edge other) =>
            _x0 == other._x1 && _y0 == other._y1 && _x1 == other._x0 && _y1 == other._y0 && !other.IsTaken;
    }
}
