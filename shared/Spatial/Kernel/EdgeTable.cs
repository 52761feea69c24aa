using System.Runtime.InteropServices;

namespace Platform.Spatial.Kernel;

/// <summary>
/// The edges of many polygons, column by column, as <see cref="CommonArea"/> reads them four at a time. Horizontal edges are left out: no
/// horizontal line crosses them. Boundaries keep the polygon on their left. Rows of more than <see cref="LeafWorth"/> lanes have leaves:
/// short pieces of boundary with their boxes. Not thread-safe while rows are added, thread-safe after.
/// </summary>
internal sealed class EdgeTable
{
    /// <summary>Rows of no more lanes than this are looked at edge by edge.</summary>
    private const int LeafWorth = 64;

    private const int Lanes = 4;
    private const int LeafEdges = 16;

    // Edges steeper to the left or right than this are horizontal for every purpose; their slope could overflow.
    private const double FlattestSlope = 1e150;

    private readonly List<int> _firstEdge = [0];
    private readonly List<int> _firstLeaf = [0];
    private readonly List<Box> _boxes = [];
    private int _edges;
    private int _leaves;

    /// <summary>Lower end of each edge.</summary>
    public double[] LowY = new double[64];

    /// <summary>Upper end.</summary>
    public double[] HighY = new double[64];

    /// <summary>x at the lower end.</summary>
    public double[] LowX = new double[64];

    /// <summary>Change of x per unit of y.</summary>
    public double[] Slope = new double[64];

    /// <summary>1 where the boundary runs upwards, -1 where it runs downwards, 0 in lanes without an edge.</summary>
    public double[] Sign = new double[64];

    /// <summary>Leaves of the rows, four to a vector.</summary>
    public LeafTable Leaf = new();

    /// <summary>Number of rows.</summary>
    public int Count => _boxes.Count;

    /// <summary>Lanes in use, an upper bound of the edges.</summary>
    public int Edges => _edges;

    /// <summary>First edge of each row, and behind the last; multiples of four.</summary>
    public ReadOnlySpan<int> FirstEdge => CollectionsMarshal.AsSpan(_firstEdge);

    /// <summary>First leaf of each row, and behind the last; equal where a row has none; multiples of four.</summary>
    public ReadOnlySpan<int> FirstLeaf => CollectionsMarshal.AsSpan(_firstLeaf);

    /// <summary>Extents of the rows.</summary>
    public ReadOnlySpan<Box> Boxes => CollectionsMarshal.AsSpan(_boxes);

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        (_edges, _leaves) = (0, 0);
        _firstEdge.RemoveRange(1, _firstEdge.Count - 1);
        _firstLeaf.RemoveRange(1, _firstLeaf.Count - 1);
        _boxes.Clear();
    }

    /// <summary>Adds a polygon whose rings do not cross, and returns its row.</summary>
    public int Add(FlatPolygon polygon)
    {
        foreach (ref readonly var ring in polygon.Rings)
            AddRing(polygon, ring, (polygon.TwiceArea(ring) > 0) != ring.IsHole);
        return Close(Box.Of(polygon.X, polygon.Y));
    }

    /// <summary>Adds an edge, or a piece of one, to the row that <see cref="Close"/> will end. Edges come in the order of the boundary.</summary>
    public void Append(double lowY, double highY, double lowX, double slope, double sign)
    {
        // A group of lanes never spans two pieces of boundary: a leaf is known by its ends.
        if (_edges % Lanes != 0 && (sign > 0 ? lowY : highY) != EndOf(_edges - 1))
            Pad();
        Write(lowY, highY, lowX, slope, sign);
    }

    /// <summary>Adds edges of another table, whole groups of lanes.</summary>
    public void Append(EdgeTable source, int first, int end)
    {
        Pad();
        if (_edges + end - first > LowY.Length)
            Resize(2 * (_edges + end - first));
        source.LowY.AsSpan(first..end).CopyTo(LowY.AsSpan(_edges));
        source.HighY.AsSpan(first..end).CopyTo(HighY.AsSpan(_edges));
        source.LowX.AsSpan(first..end).CopyTo(LowX.AsSpan(_edges));
        source.Slope.AsSpan(first..end).CopyTo(Slope.AsSpan(_edges));
        source.Sign.AsSpan(first..end).CopyTo(Sign.AsSpan(_edges));
        _edges += end - first;
    }

    /// <summary>Ends a row and returns its number.</summary>
    public int Close(in Box box)
    {
        Pad();
        var first = _firstEdge[^1];
        if (_edges - first > LeafWorth)
            AddLeaves(first);
        _firstEdge.Add(_edges);
        _firstLeaf.Add(_leaves);
        _boxes.Add(box);
        return Count - 1;
    }

    /// <summary>Makes room for as many more edges at once.</summary>
    public void Reserve(int edges)
    {
        if (_edges + edges > LowY.Length)
            Resize(_edges + edges);
    }

    /// <summary>x of an edge at a height.</summary>
    public double XAt(int edge, double y) => LowX[edge] + ((y - LowY[edge]) * Slope[edge]);

    private void AddRing(FlatPolygon polygon, in FlatRing ring, bool forward)
    {
        var x = polygon.X[ring.Start..ring.End];
        var y = polygon.Y[ring.Start..ring.End];
        var at = forward ? 0 : x.Length - 1;
        for (var step = 0; step < x.Length; step++)
        {
            var next = forward ? (at + 1 == x.Length ? 0 : at + 1) : (at == 0 ? x.Length - 1 : at - 1);
            AddEdge(x[at], y[at], x[next], y[next]);
            at = next;
        }
    }

    private void AddEdge(double x0, double y0, double x1, double y1)
    {
        var slope = (x1 - x0) / (y1 - y0);
        if (!(Math.Abs(slope) < FlattestSlope))
            return;

        if (y1 > y0)
            Append(y0, y1, x0, slope, 1);
        else
            Append(y1, y0, x1, slope, -1);
    }

    // Lanes without an edge repeat the end of the edge before them, without height.
    private void Pad()
    {
        while (_edges % Lanes != 0)
        {
            var y = EndOf(_edges - 1);
            Write(y, y, XAt(_edges - 1, y), 0, 0);
        }
    }

    private void AddLeaves(int first)
    {
        for (var from = first; from < _edges;)
        {
            var end = from + Lanes;
            while (end < _edges && end - from < LeafEdges && StartOf(end) == EndOf(end - 1))
                end += Lanes;
            Leaf.Set(_leaves++, this, from, end);
            from = end;
        }

        _leaves = Leaf.Pad(_leaves);
    }

    private double StartOf(int edge) => Sign[edge] < 0 ? HighY[edge] : LowY[edge];

    private double EndOf(int edge) => Sign[edge] < 0 ? LowY[edge] : HighY[edge];

    private void Write(double lowY, double highY, double lowX, double slope, double sign)
    {
        if (_edges == LowY.Length)
            Resize(2 * LowY.Length);
        LowY[_edges] = lowY;
        HighY[_edges] = highY;
        LowX[_edges] = lowX;
        Slope[_edges] = slope;
        Sign[_edges] = sign;
        _edges++;
    }

    private void Resize(int size)
    {
        Array.Resize(ref LowY, size);
        Array.Resize(ref HighY, size);
        Array.Resize(ref LowX, size);
        Array.Resize(ref Slope, size);
        Array.Resize(ref Sign, size);
    }
}
