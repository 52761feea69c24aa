using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Extents in columns, padded so that four can be read from any multiple of four.</summary>
    private sealed class BoxColumns
    {
        private double[] _minX = new double[64];
        private double[] _minY = new double[64];
        private double[] _maxX = new double[64];
        private double[] _maxY = new double[64];

        public int Count { get; private set; }

        public void Clear(int count)
        {
            Count = count;
            var padded = (count + 3) & ~3;
            if (_minX.Length < padded)
            {
                var size = 2 * padded;
                (_minX, _minY, _maxX, _maxY) = (new double[size], new double[size], new double[size], new double[size]);
            }

            _minX.AsSpan(0, padded).Fill(double.PositiveInfinity);
            _minY.AsSpan(0, padded).Fill(double.PositiveInfinity);
            _maxX.AsSpan(0, padded).Fill(double.NegativeInfinity);
            _maxY.AsSpan(0, padded).Fill(double.NegativeInfinity);
        }

        public void Set(int i, double x0, double y0, double x1, double y1)
        {
            (_minX[i], _maxX[i]) = (Math.Min(x0, x1), Math.Max(x0, x1));
            (_minY[i], _maxY[i]) = (Math.Min(y0, y1), Math.Max(y0, y1));
        }

        public void Extend(int i, BoxColumns other, int j)
        {
            (_minX[i], _maxX[i]) = (Math.Min(_minX[i], other._minX[j]), Math.Max(_maxX[i], other._maxX[j]));
            (_minY[i], _maxY[i]) = (Math.Min(_minY[i], other._minY[j]), Math.Max(_maxY[i], other._maxY[j]));
        }

        /// <summary>Whether an extent meets, or touches, one of others.</summary>
        public bool Meets(int i, BoxColumns other, int j) =>
            _minX[i] <= other._maxX[j] && other._minX[j] <= _maxX[i] && _minY[i] <= other._maxY[j] && other._minY[j] <= _maxY[i];

        /// <summary>One bit for each of four extents from <paramref name="group"/> on that meets, or touches, extent <paramref name="i"/>.</summary>
        public uint Meeting(BoxColumns of, int i, int group)
        {
            var met = Vector256.LessThanOrEqual(Load(_minX, group), Vector256.Create(of._maxX[i]))
                & Vector256.GreaterThanOrEqual(Load(_maxX, group), Vector256.Create(of._minX[i]))
                & Vector256.LessThanOrEqual(Load(_minY, group), Vector256.Create(of._maxY[i]))
                & Vector256.GreaterThanOrEqual(Load(_maxY, group), Vector256.Create(of._minY[i]));
            return met.ExtractMostSignificantBits();
        }

        private static Vector256<double> Load(double[] column, int at) =>
            Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)at);
    }
}
