using System.Numerics;

namespace Platform.Spatial.Kernel;

/// <summary>
/// Proves quickly that a polygon is sound: no two edges meet but neighbours at their common point, holes lie in their shell and apart, parts lie
/// apart or have corners in common. It never errs: where rounding leaves a doubt, where rings touch in another way, or where there is too much to look at, it
/// proves nothing, and the geometry guard has to judge. One instance serves one thread.
/// </summary>
/// <remarks>
/// Edges are looked at in blocks. A block whose edges all run to one side, or all upwards or downwards, does not meet itself; nor do two that follow each
/// other and run the same way.
/// </remarks>
internal sealed class SoundnessProof
{
    private const int MostPoints = 50_000;
    private const int MostRings = 1_000;
    private const int BlockEdges = 16;

    private readonly BoxColumns _edges = new();
    private readonly BoxColumns _blocks = new();
    private int[] _next = new int[64];
    private Ways[] _ways = new Ways[4];

    [Flags]
    private enum Ways : byte
    {
        None = 0,
        Right = 1,
        Left = 2,
        Up = 4,
        Down = 8,
        All = Right | Left | Up | Down,
    }

    /// <summary>Whether the polygon is proven sound.</summary>
    public bool Holds(FlatPolygon polygon)
    {
        if (polygon.X.Length > MostPoints || polygon.Rings.Length > MostRings)
            return false;

        Clear(polygon.X.Length);
        foreach (ref readonly var ring in polygon.Rings)
        {
            if (!Describe(polygon, ring))
                return false;
        }

        return EdgesAreApart(polygon) && (polygon.Rings.Length == 1 || new RingNesting(polygon).IsSound());
    }

    private void Clear(int count)
    {
        var blocks = (count + BlockEdges - 1) / BlockEdges;
        if (_next.Length < count)
            (_next, _ways) = (new int[2 * count], new Ways[2 * blocks]);
        _edges.Clear(count);
        _blocks.Clear(blocks);
        _ways.AsSpan(0, blocks).Fill(Ways.All);
    }

    /// <summary>Describes the edges of a ring; false where two that follow each other may share more than their common point.</summary>
    private bool Describe(FlatPolygon polygon, in FlatRing ring)
    {
        var x = polygon.X;
        var y = polygon.Y;
        var last = ring.End - 1;
        var (dx, dy) = (x[ring.Start] - x[last], y[ring.Start] - y[last]);
        for (var i = ring.Start; i < ring.End; i++)
        {
            var next = i == last ? ring.Start : i + 1;
            var (nextDx, nextDy) = (x[next] - x[i], y[next] - y[i]);
            if (!Turns(dx * nextDx, dy * nextDy) && Side.Of(polygon, i == ring.Start ? last : i - 1, i, next) == 0)
                return false;

            (dx, dy, _next[i]) = (nextDx, nextDy, next);
            _ways[i / BlockEdges] &= (dx > 0 ? Ways.Right : dx < 0 ? Ways.Left : Ways.None) | (dy > 0 ? Ways.Up : dy < 0 ? Ways.Down : Ways.None);
            _edges.Set(i, x[i], y[i], x[next], y[next]);
            _blocks.Extend(i / BlockEdges, _edges, i);
        }

        // Edges of two rings do not follow each other.
        if (ring.End < x.Length && ring.End % BlockEdges != 0)
            _ways[ring.End / BlockEdges] = Ways.None;
        return true;
    }

    // Neighbours meet in one point only, unless the boundary goes straight back.
    private static bool Turns(double along, double up) => along + up > 1e-15 * (Math.Abs(along) + Math.Abs(up));

    private bool EdgesAreApart(FlatPolygon polygon)
    {
        for (var block = 0; block < _blocks.Count; block++)
        {
            for (var group = block & ~3; group < _blocks.Count; group += 4)
            {
                for (var met = _blocks.Meeting(_blocks, block, group); met != 0; met &= met - 1)
                {
                    var other = group + BitOperations.TrailingZeroCount(met);
                    if (other >= block && !RunOn(block, other) && !BlocksAreApart(polygon, block, other))
                        return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether two blocks are one, or one after the other, and all edges run the same way.</summary>
    private bool RunOn(int block, int other) =>
        (_ways[block] & _ways[other]) != 0 && (block == other || (other == block + 1 && _next[(other * BlockEdges) - 1] == other * BlockEdges));

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
        if (_next[i] == j || _next[j] == i)
            return true;

        var (a, b, c, d) = (i, _next[i], j, _next[j]);
        return IsSameSide(Side.Of(polygon, a, b, c), Side.Of(polygon, a, b, d)) || IsSameSide(Side.Of(polygon, c, d, a), Side.Of(polygon, c, d, b))
            || HaveCornerInCommon(polygon, i, j);
    }

    /// <summary>
    /// Whether edges of two parts meet at a corner of both, and there only, without a crossing of the boundaries: the one comes and goes on one side of the other.
    /// This is looked at with the edges that end at the corner; the others that meet there follow from it.
    /// </summary>
    private bool HaveCornerInCommon(FlatPolygon polygon, int i, int j)
    {
        if (polygon.PartOf(i) == polygon.PartOf(j))
            return false;

        var (a, b) = (_next[i], _next[j]);
        if (polygon.IsSamePoint(a, b))
            return IsSameSide(Side.OfCorner(polygon, i, a, _next[a], j), Side.OfCorner(polygon, i, a, _next[a], _next[b]));
        return polygon.IsSamePoint(i, j) || polygon.IsSamePoint(i, b) || polygon.IsSamePoint(a, j);
    }

    private static bool IsSameSide(int one, int other) => one != 0 && one == other;
}
