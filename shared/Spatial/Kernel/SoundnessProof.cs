using System.Numerics;

namespace Platform.Spatial.Kernel;

/// <summary>
/// Proves quickly that a polygon is sound: no two edges meet but neighbours at their common point, holes lie in their shell and apart, parts lie
/// apart. It never errs: where rounding leaves a doubt, where rings touch, or where there is too much to look at, it proves nothing, and the
/// geometry guard has to judge. One instance serves one thread.
/// </summary>
internal sealed class SoundnessProof
{
    private const int MostPoints = 50_000;
    private const int MostRings = 1_000;
    private const int BlockEdges = 16;

    private readonly BoxColumns _edges = new();
    private readonly BoxColumns _blocks = new();
    private int[] _next = new int[64];

    /// <summary>Whether the polygon is proven sound.</summary>
    public bool Holds(FlatPolygon polygon)
    {
        if (polygon.X.Length > MostPoints || polygon.Rings.Length > MostRings)
            return false;

        Describe(polygon);
        return EdgesAreApart(polygon) && (polygon.Rings.Length == 1 || new RingNesting(polygon).IsSound());
    }

    private void Describe(FlatPolygon polygon)
    {
        var count = polygon.X.Length;
        if (_next.Length < count)
            _next = new int[2 * count];
        _edges.Clear(count);
        _blocks.Clear((count + BlockEdges - 1) / BlockEdges);
        foreach (ref readonly var ring in polygon.Rings)
        {
            for (var i = ring.Start; i < ring.End; i++)
            {
                var next = i + 1 == ring.End ? ring.Start : i + 1;
                _next[i] = next;
                _edges.Set(i, polygon.X[i], polygon.Y[i], polygon.X[next], polygon.Y[next]);
                _blocks.Extend(i / BlockEdges, _edges, i);
            }
        }
    }

    private bool EdgesAreApart(FlatPolygon polygon)
    {
        for (var block = 0; block < _blocks.Count; block++)
        {
            for (var group = block & ~3; group < _blocks.Count; group += 4)
            {
                for (var met = _blocks.Meeting(_blocks, block, group); met != 0; met &= met - 1)
                {
                    var other = group + BitOperations.TrailingZeroCount(met);
                    if (other >= block && !BlocksAreApart(polygon, block, other))
                        return false;
                }
            }
        }

        return true;
    }

    private bool BlocksAreApart(FlatPolygon polygon, int block, int other)
    {
        var (end, otherEnd) = (Math.Min((block + 1) * BlockEdges, _edges.Count), Math.Min((other + 1) * BlockEdges, _edges.Count));
        for (var i = block * BlockEdges; i < end; i++)
        {
            if (block != other && !_blocks.Meets(other, _edges, i))
                continue;
            for (var group = Math.Max(other * BlockEdges, i & ~3); group < otherEnd; group += 4)
            {
                for (var met = _edges.Meeting(_edges, i, group); met != 0; met &= met - 1)
                {
                    var j = group + BitOperations.TrailingZeroCount(met);
                    if (j > i && !AreApart(polygon, i, j))
                        return false;
                }
            }
        }

        return true;
    }

    private bool AreApart(FlatPolygon polygon, int i, int j)
    {
        if (_next[i] == j)
            return TurnsAt(polygon, i, j, _next[j]);
        if (_next[j] == i)
            return TurnsAt(polygon, j, i, _next[i]);

        var (a, b, c, d) = (i, _next[i], j, _next[j]);
        return IsSameSide(Side.Of(polygon, a, b, c), Side.Of(polygon, a, b, d)) || IsSameSide(Side.Of(polygon, c, d, a), Side.Of(polygon, c, d, b));
    }

    // Neighbours meet in one point only, unless the boundary goes straight back.
    private static bool TurnsAt(FlatPolygon polygon, int before, int at, int after)
    {
        var x = polygon.X;
        var y = polygon.Y;
        var along = (x[before] - x[at]) * (x[after] - x[at]);
        var up = (y[before] - y[at]) * (y[after] - y[at]);
        return along + up < -1e-15 * (Math.Abs(along) + Math.Abs(up)) || Side.Of(polygon, before, at, after) != 0;
    }

    private static bool IsSameSide(int one, int other) => one != 0 && one == other;
}
