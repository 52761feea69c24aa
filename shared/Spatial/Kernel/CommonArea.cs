using System.Numerics;
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
/// and ends, whatever its shape. Only the rest is looked at edge by edge, four edges of B at a time. One instance serves one thread.
/// </remarks>
internal sealed class CommonArea(AreaMeasure measure, long maxEdgePairs)
{
    // Rounding of a sum is told from an area by the size of what was summed.
    private const double Noise = 1e-14;

    private readonly OuterBoundary _outer = new();
    private readonly HeldEdge[] _held = new HeldEdge[OuterBoundary.PieceEdges];
    private int[] _near = new int[64];
    private long _pairs;

    /// <summary>Pairs of edges that the last pair of rows took, or would take at least.</summary>
    public long EdgePairs => _pairs;

    /// <summary>The common area of two rows, m²; NaN when it would take more pairs of edges than allowed.</summary>
    public double Of(BoundaryTable first, int i, BoundaryTable second, int j)
    {
        var isFirstSmaller = first.Edges(i) <= second.Edges(j);
        var (outer, o, inner, n) = isFirstSmaller ? (first, i, second, j) : (second, j, first, i);
        _outer.Take(outer, o);
        return Of(_outer, inner, n);
    }

    /// <summary>The same where one polygon is held against many.</summary>
    public double Of(OuterBoundary outer, BoundaryTable inner, int row)
    {
        _pairs = 0;
        var common = outer.Box.Common(inner.Boxes[row]);
        if (!(common.MinY < common.MaxY && common.MinX < common.MaxX))
            return 0;

        var sums = default(Sums);
        if (measure.Kind == AreaMeasureKind.Planar)
        {
            AddBand(outer, inner, row, common.MinY, common.MaxY, new PlanarWeight(measure.SquareMetresPerSquareUnit), ref sums);
        }
        else
        {
            foreach (var (low, high) in new LatitudeBands(common.MinY, common.MaxY))
                AddBand(outer, inner, row, low, high, new EllipsoidalWeight((low + high) / 2), ref sums);
        }

        return _pairs > maxEdgePairs ? double.NaN : sums.Total > Noise * sums.Size ? sums.Total : 0;
    }

    private void AddBand<TWeight>(OuterBoundary outer, BoundaryTable inner, int row, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var band = default(Sums);
        if (inner.HasLeaves(row))
        {
            var near = SortLeaves(outer, inner, row, low, high, weight, ref band);
            for (var k = 0; k < near && _pairs <= maxEdgePairs; k++)
            {
                var (first, end) = inner.Leaf(row, _near[k]);
                AddNear(outer, inner, first, end, inner.Leaves[_near[k]], low, high, weight, ref band);
            }
        }
        else
        {
            var first = inner.FirstPoint[row];
            AddNear(outer, inner, first, first + inner.Edges(row), inner.Boxes[row], low, high, weight, ref band);
        }

        sums.Total += band.Total * weight.Scale;
        sums.Size += band.Size * weight.Scale;
    }

    /// <summary>Adds what the leaves to the left of the outer polygon give and returns how many others are near it.</summary>
    private int SortLeaves<TWeight>(OuterBoundary outer, BoundaryTable inner, int row, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var (from, to) = (inner.FirstLeaf[row], inner.FirstLeaf[row + 1]);
        if (_near.Length < to - from)
            _near = new int[2 * (to - from)];

        var below = new StripArea<TWeight>(outer, low, high, weight);
        var box = outer.Box;
        var (count, runStart, runEnd) = (0, -1, -1);
        for (var group = from; group < to; group += Vector256<double>.Count)
        {
            for (var met = inner.Leaves.NotRightOf(group, low, high, box.MaxX); met != 0; met &= met - 1)
            {
                var leaf = group + BitOperations.TrailingZeroCount(met);
                if (inner.Leaves[leaf].MaxX > box.MinX)
                {
                    _near[count++] = leaf;
                    continue;
                }

                // Pieces that continue each other count as one.
                var (first, end) = inner.Leaf(row, leaf);
                if (first != runEnd)
                {
                    AddRun(ref below, inner, runStart, runEnd, ref sums);
                    runStart = first;
                }

                runEnd = end;
            }
        }

        AddRun(ref below, inner, runStart, runEnd, ref sums);
        return count;
    }

    private static void AddRun<TWeight>(ref StripArea<TWeight> below, BoundaryTable inner, int start, int end, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        if (start >= 0)
            below.AddBetween(inner.Y[start], inner.Y[end], ref sums);
    }

    /// <summary>Adds a piece of the inner boundary, whose extent is known, edge by edge.</summary>
    private void AddNear<TWeight>(
        OuterBoundary outer, BoundaryTable inner, int first, int end, in Box box, double low, double high, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var (from, to) = (Math.Max(low, box.MinY), Math.Min(high, box.MaxY));
        var pieces = outer.Pieces;
        for (var p = 0; p < pieces.Length; p++)
        {
            if (!(pieces[p].MinY < to && pieces[p].MaxY > from && pieces[p].MaxX > box.MinX))
                continue;

            var edges = Hold(outer.Piece(p), from, to, box.MinX);
            _pairs += (long)edges.Length * (end - first);
            if (_pairs > maxEdgePairs)
                return;
            AddPairs(edges, inner, first, end, new Box(box.MinX, from, pieces[p].MaxX, to), weight, ref sums);
        }
    }

    /// <summary>The edges that run between two heights and not all to the left.</summary>
    private ReadOnlySpan<HeldEdge> Hold(ReadOnlySpan<OuterEdge> edges, double low, double high, double minX)
    {
        var count = 0;
        foreach (ref readonly var edge in edges)
        {
            var held = new HeldEdge(edge, Math.Max(edge.Low, low), Math.Min(edge.High, high));
            _held[count] = held;
            count += held.From < held.To & Math.Max(edge.At(held.From), edge.At(held.To)) > minX ? 1 : 0;
        }

        return _held.AsSpan(0, count);
    }

    /// <summary>
    /// −Σ σₑ σ_f ∫ (xₑ(y) − x_f(y))⁺ dy, times two, and the same without signs. Edges f are walked from their start to their end, so that heights have their sign.
    /// Those above, below and to the right of a box around the edges e give nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPairs<TWeight>(
        ReadOnlySpan<HeldEdge> edges, BoundaryTable inner, int first, int end, in Box box, TWeight weight, ref Sums sums)
        where TWeight : struct, IAreaWeight
    {
        var (total, size) = (Vector256<double>.Zero, Vector256<double>.Zero);
        ref var xs = ref MemoryMarshal.GetArrayDataReference(inner.X);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(inner.Y);
        for (var f = first; f < end; f += Vector256<double>.Count)
        {
            var (x0, x1) = (Vector256.LoadUnsafe(ref xs, (nuint)f), Vector256.LoadUnsafe(ref xs, (nuint)f + 1));
            var (y0, y1) = (Vector256.LoadUnsafe(ref ys, (nuint)f), Vector256.LoadUnsafe(ref ys, (nuint)f + 1));
            var isNear = Vector256.LessThan(Vector256.Min(x0, x1), Vector256.Create(box.MaxX))
                & Vector256.LessThan(Vector256.Min(y0, y1), Vector256.Create(box.MaxY)) & Vector256.GreaterThan(Vector256.Max(y0, y1), Vector256.Create(box.MinY));
            if (isNear.ExtractMostSignificantBits() == 0)
                continue;

            var slope = (x1 - x0) / (y1 - y0);

            // Horizontal edges and what lies behind the last edge have no height.
            var isEdge = Vector256.LessThan(Vector256.Abs(slope), Vector256.Create(OuterEdge.Flattest))
                & Vector256.LessThan(Vector256.Create(0.0, 1.0, 2.0, 3.0), Vector256.Create((double)(end - f)));
            slope &= isEdge;
            y1 = Vector256.ConditionalSelect(isEdge, y1, y0);
            var isUp = Vector256.LessThan(y0, y1);
            var (lowX, lowY) = (Vector256.ConditionalSelect(isUp, x0, x1), Vector256.Min(y0, y1));
            foreach (ref readonly var edge in edges)
            {
                var (lowest, highest) = (Vector256.Create(edge.From), Vector256.Create(edge.To));
                var start = Vector256.Min(Vector256.Max(y0, lowest), highest);
                var stop = Vector256.Min(Vector256.Max(y1, lowest), highest);

                // Differences first: of equal edges nothing is left, not even rounding.
                var apart = Vector256.Create(edge.X) - lowX;
                var width0 = apart + (((start - Vector256.Create(edge.Low)) * edge.Slope) - ((start - lowY) * slope));
                var width1 = apart + (((stop - Vector256.Create(edge.Low)) * edge.Slope) - ((stop - lowY) * slope));
                var positive0 = Vector256.Max(width0, Vector256<double>.Zero);
                var positive1 = Vector256.Max(width1, Vector256<double>.Zero);
                var change = width0 - width1;
                var share = Vector256.ConditionalSelect(
                    Vector256.Equals(change, Vector256<double>.Zero), Vector256<double>.One, (positive0 - positive1) / change);
                var term = weight.Integral(start, stop - start, width0, positive0, positive1, share);
                total -= term * edge.Sign;
                size += Vector256.Abs(term);
            }
        }

        sums.Total += Vector256.Sum(total);
        sums.Size += Vector256.Sum(size);
    }
}

/// <summary>An edge and the heights that count.</summary>
internal readonly struct HeldEdge(in OuterEdge edge, double from, double to)
{
    public double X { get; } = edge.X;

    public double Low { get; } = edge.Low;

    public double Slope { get; } = edge.Slope;

    public double Sign { get; } = edge.Sign;

    public double From { get; } = from;

    public double To { get; } = to;
}

/// <summary>A sum, and the sum of the sizes of its terms.</summary>
internal struct Sums
{
    public double Total;
    public double Size;
}
