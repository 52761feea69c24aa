using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Kernel;

/// <summary>
/// The area that two polygons have in common, from their edges alone (docs/decisions/0013-area-overlay.md). At every height y the common width of A and B
/// is −Σ σₑ σ_f (xₑ(y) − x_f(y))⁺ over the edges e of A and f of B that cross y, σ = 1 upwards and −1 downwards; the area is its integral. Every term is a
/// continuous function of the coordinates: touching, shared, identical and nearly coincident edges are no special cases, and a rounding error stays one.
/// </summary>
/// <remarks>
/// Pieces of the boundary of B to the right of A give nothing. A piece to the left of A gives the part of A between the heights at which the piece starts
/// and ends, whatever its shape. Only the rest is looked at edge by edge, four edges at a time. One instance serves one thread.
/// </remarks>
internal sealed class CommonArea(AreaMeasure measure, long maxEdgePairs)
{
    // Rounding of a sum is told from an area by the size of what was summed.
    private const double Noise = 1e-14;

    private int[] _near = new int[64];
    private long _pairs;

    /// <summary>Pairs of edges that the last pair of rows took, or would take at least.</summary>
    public long EdgePairs => _pairs;

    /// <summary>The common area of two rows, m²; NaN when it would take more pairs of edges than allowed.</summary>
    public double Of(EdgeTable first, int i, EdgeTable second, int j)
    {
        _pairs = 0;
        var isFirstSmaller = EdgesOf(first, i) <= EdgesOf(second, j);
        var (outer, o, inner, n) = isFirstSmaller ? (first, i, second, j) : (second, j, first, i);
        var common = outer.Boxes[o].Common(inner.Boxes[n]);
        if (!(common.MinY < common.MaxY && common.MinX < common.MaxX))
            return 0;

        var sums = default(Sums);
        if (measure.Kind == AreaMeasureKind.Planar)
        {
            AddBand(outer, o, inner, n, common.MinY, common.MaxY, new PlanarWeight(measure.SquareMetresPerSquareUnit), ref sums);
        }
        else
        {
            foreach (var (low, high) in new LatitudeBands(common.MinY, common.MaxY))
                AddBand(outer, o, inner, n, low, high, new EllipsoidalWeight((low + high) / 2), ref sums);
        }

        return _pairs > maxEdgePairs ? double.NaN : sums.Total > Noise * sums.Size ? sums.Total : 0;
    }

    private static int EdgesOf(EdgeTable table, int row) => table.FirstEdge[row + 1] - table.FirstEdge[row];

    private void AddBand<TWeight>(EdgeTable outer, int o, EdgeTable inner, int n, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var band = new Sums();
        if (inner.FirstLeaf[n] == inner.FirstLeaf[n + 1])
        {
            var all = new Piece(inner.FirstEdge[n], inner.FirstEdge[n + 1], inner.Boxes[n].MinX);
            Pairs(outer, outer.FirstEdge[o], outer.FirstEdge[o + 1], inner, all, low, high, weight, ref band);
        }
        else
        {
            var near = SortLeaves(outer, o, inner, n, low, high, weight, ref band);
            AddNear(outer, o, inner, near, low, high, weight, ref band);
        }

        sums.Total += band.Total * weight.Scale;
        sums.Size += band.Size * weight.Scale;
    }

    /// <summary>Adds what the leaves to the left of the outer polygon give and returns how many others are near it.</summary>
    private int SortLeaves<TWeight>(EdgeTable outer, int o, EdgeTable inner, int n, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var leaf = inner.Leaf;
        var (from, to) = (inner.FirstLeaf[n], inner.FirstLeaf[n + 1]);
        if (_near.Length < to - from)
            _near = new int[2 * (to - from)];

        var below = new StripArea<TWeight>(outer, o, low, high, weight);
        var box = outer.Boxes[o];
        var count = 0;
        double runStart = 0, runEnd = 0;
        for (var group = from; group < to; group += Vector256<double>.Count)
        {
            var met = Meeting(leaf, group, box.MaxX, low, high);
            for (; met != 0; met &= met - 1)
            {
                var l = group + System.Numerics.BitOperations.TrailingZeroCount(met);
                if (leaf.MaxX[l] > box.MinX)
                {
                    _near[count++] = l;
                    continue;
                }

                // Pieces that continue each other count as one.
                if (leaf.StartY[l] != runEnd)
                {
                    below.AddBetween(runStart, runEnd, ref sums);
                    runStart = leaf.StartY[l];
                }

                runEnd = leaf.EndY[l];
            }
        }

        below.AddBetween(runStart, runEnd, ref sums);
        return count;
    }

    // One bit per leaf that shares heights and does not lie to the right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Meeting(LeafTable leaf, int group, double maxX, double low, double high)
    {
        var at = (nuint)group;
        var met = Vector256.LessThan(Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(leaf.MinX), at), Vector256.Create(maxX))
            & Vector256.LessThan(Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(leaf.MinY), at), Vector256.Create(high))
            & Vector256.GreaterThan(Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(leaf.MaxY), at), Vector256.Create(low));
        return met.ExtractMostSignificantBits();
    }

    private void AddNear<TWeight>(EdgeTable outer, int o, EdgeTable inner, int near, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var (leaf, own) = (inner.Leaf, outer.Leaf);
        var (from, to) = (outer.FirstLeaf[o], outer.FirstLeaf[o + 1]);
        for (var k = 0; k < near; k++)
        {
            var l = _near[k];
            var piece = new Piece(leaf.First[l], leaf.End[l], leaf.MinX[l]);
            var (pieceLow, pieceHigh) = (Math.Max(low, leaf.MinY[l]), Math.Min(high, leaf.MaxY[l]));
            if (from == to)
                Pairs(outer, outer.FirstEdge[o], outer.FirstEdge[o + 1], inner, piece, pieceLow, pieceHigh, weight, ref sums);
            for (var m = from; m < to; m++)
            {
                if (own.MinY[m] < pieceHigh && own.MaxY[m] > pieceLow && own.MaxX[m] > piece.MinX)
                    Pairs(outer, own.First[m], own.End[m], inner, piece, pieceLow, pieceHigh, weight, ref sums);
            }

            if (_pairs > maxEdgePairs)
                return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pairs<TWeight>(
        EdgeTable outer, int first, int end, EdgeTable inner, Piece piece, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        _pairs += (long)(end - first) * (piece.End - piece.First);
        if (_pairs > maxEdgePairs)
            return;
        for (var e = first; e < end; e++)
        {
            var y0 = Math.Max(outer.LowY[e], low);
            var y1 = Math.Min(outer.HighY[e], high);
            if (!(y0 < y1) || Math.Max(outer.XAt(e, y0), outer.XAt(e, y1)) <= piece.MinX)
                continue;

            var edge = new OuterEdge(outer.LowX[e], outer.LowY[e], outer.Slope[e], y0, y1);
            var (total, size) = edge.Against(inner, piece.First, piece.End, weight);
            sums.Total -= outer.Sign[e] * Vector256.Sum(total);
            sums.Size += Vector256.Sum(size);
        }
    }

    /// <summary>Edges of the inner polygon that are looked at together.</summary>
    private readonly record struct Piece(int First, int End, double MinX);
}

/// <summary>A sum, and the sum of the sizes of its terms.</summary>
internal struct Sums
{
    public double Total;
    public double Size;
}
