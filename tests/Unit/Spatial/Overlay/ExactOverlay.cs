using System.Numerics;
using NetTopologySuite.Geometries;

namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>
/// An oracle for common areas that never rounds: the plane is cut into strips at every vertex and every crossing, in rational numbers of any size; within a strip the
/// common width is linear, so its area is the height times the width half-way. Every double is a rational number, so the input is exact too. Only the areas of
/// the strips, none of them negative, are rounded when they are added.
/// </summary>
internal static class ExactOverlay
{
    // All coordinates become whole numbers: no double in use here is finer than 2⁻¹¹⁰⁰ of them.
    private const int MantissaBits = 52;

    /// <summary>The common area of two valid polygons or multi-polygons, in square units of their coordinates.</summary>
    public static double CommonArea(Geometry first, Geometry second)
    {
        var coordinates = first.Coordinates.Concat(second.Coordinates).SelectMany(c => new[] { c.X, c.Y }).ToArray();
        var shift = coordinates.Min(LowestBit);
        var box = first.EnvelopeInternal.Intersection(second.EnvelopeInternal);
        if (box.IsNull)
            return 0;
        var edges = Edges(first, 0, shift, box).Concat(Edges(second, 1, shift, box)).ToArray();
        var heights = Heights(edges);
        var area = 0.0;
        for (var i = 1; i < heights.Count; i++)
            area += Strip(edges, heights[i - 1], heights[i]);
        return Math.ScaleB(area, 2 * shift);
    }

    private static double Strip(Edge[] edges, Ratio low, Ratio high)
    {
        var middle = (low + high).Half();
        var crossed = edges.Where(e => e.Covers(low, high)).Select(e => (X: e.At(middle), e.Owner)).ToArray();
        Array.Sort(crossed, (a, b) => a.X.CompareTo(b.X));
        Span<bool> inside = [false, false];
        var width = 0.0;
        for (var i = 0; i < crossed.Length; i++)
        {
            if (inside[0] && inside[1])
                width += (crossed[i].X - crossed[i - 1].X).ToDouble();
            inside[crossed[i].Owner] = !inside[crossed[i].Owner];
        }

        return width == 0 ? 0 : width * (high - low).ToDouble();
    }

    private static List<Ratio> Heights(Edge[] edges)
    {
        var heights = new List<Ratio>();
        for (var i = 0; i < edges.Length; i++)
        {
            heights.Add(new Ratio(edges[i].Y, 1));
            heights.Add(new Ratio(edges[i].Y + edges[i].Dy, 1));
            for (var j = i + 1; j < edges.Length; j++)
            {
                if (edges[i].Owner != edges[j].Owner && edges[i].Crossing(edges[j]) is { } y)
                    heights.Add(y);
            }
        }

        heights.Sort((a, b) => a.CompareTo(b));
        return heights;
    }

    private static IEnumerable<Edge> Edges(Geometry geometry, int owner, int shift, Envelope box)
    {
        var rings = Enumerable.Range(0, geometry.NumGeometries).Select(i => (Polygon)geometry.GetGeometryN(i))
            .SelectMany(p => p.InteriorRings.Prepend(p.ExteriorRing));
        foreach (var ring in rings.Select(r => r.Coordinates))
        {
            for (var i = 1; i < ring.Length; i++)
            {
                var (a, b) = ring[i - 1].Y < ring[i].Y ? (ring[i - 1], ring[i]) : (ring[i], ring[i - 1]);
                if (a.Y == b.Y || a.Y >= box.MaxY || b.Y <= box.MinY)
                    continue;
                var (x, y) = (Whole(a.X, shift), Whole(a.Y, shift));
                yield return new Edge(owner, x, y, Whole(b.X, shift) - x, Whole(b.Y, shift) - y);
            }
        }
    }

    private static int LowestBit(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> MantissaBits) & 0x7FF);
        var mantissa = (bits & ((1L << MantissaBits) - 1)) | (exponent == 0 ? 0 : 1L << MantissaBits);
        return mantissa == 0 ? int.MaxValue : Math.Max(exponent, 1) - 1075 + BitOperations.TrailingZeroCount(mantissa);
    }

    private static BigInteger Whole(double value, int shift)
    {
        if (value == 0)
            return BigInteger.Zero;
        var lowest = LowestBit(value);
        return new BigInteger(Math.ScaleB(value, -lowest)) << (lowest - shift);
    }

    private readonly record struct Edge(int Owner, BigInteger X, BigInteger Y, BigInteger Dx, BigInteger Dy)
    {
        public bool Covers(in Ratio low, in Ratio high) => low.CompareTo(Y) >= 0 && high.CompareTo(Y + Dy) <= 0 && low.CompareTo(high) < 0;

        public Ratio At(in Ratio y) => new((X * Dy * y.Denominator) + ((y.Numerator - (Y * y.Denominator)) * Dx), Dy * y.Denominator);

        /// <summary>Height of the point that two lines have in common, if it lies between both edges' ends.</summary>
        public Ratio? Crossing(in Edge other)
        {
            var turn = (Dx * other.Dy) - (other.Dx * Dy);
            if (turn.IsZero)
                return null;

            // X + (y − Y) Dx / Dy = X' + (y − Y') Dx' / Dy', times Dy Dy'.
            var numerator = ((other.X - X) * Dy * other.Dy) + (Y * Dx * other.Dy) - (other.Y * other.Dx * Dy);
            var y = turn.Sign > 0 ? new Ratio(numerator, turn) : new Ratio(-numerator, -turn);
            return y.CompareTo(Y) > 0 && y.CompareTo(Y + Dy) < 0 && y.CompareTo(other.Y) > 0 && y.CompareTo(other.Y + other.Dy) < 0 ? y : null;
        }
    }

    /// <summary>A fraction; the denominator is positive.</summary>
    private readonly record struct Ratio(BigInteger Numerator, BigInteger Denominator)
    {
        public static Ratio operator +(in Ratio a, in Ratio b) =>
            new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

        public static Ratio operator -(in Ratio a, in Ratio b) =>
            new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

        public int CompareTo(in Ratio other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

        public int CompareTo(BigInteger other) => Numerator.CompareTo(other * Denominator);

        public Ratio Half() => new(Numerator, 2 * Denominator);

        // Both are brought down to the range of a double first.
        public double ToDouble()
        {
            var excess = (int)Math.Max(0, Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength()) - 900);
            return excess == 0 ? (double)Numerator / (double)Denominator : Math.Exp(BigInteger.Log(BigInteger.Abs(Numerator)) - BigInteger.Log(Denominator)) * Numerator.Sign;
        }
    }
}
