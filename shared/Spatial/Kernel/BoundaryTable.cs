using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace Platform.Spatial.Kernel;

/// <summary>
/// The boundaries of many polygons, each one closed chain of points that keeps the polygon on its left. A hole or a further part is reached by a bridge that
/// the chain later takes back, so that the two cancel in every sum. Rows of more than <see cref="LeafWorth"/> edges have leaves: pieces of
/// <see cref="LeafEdges"/> edges with their boxes. Not thread-safe while rows are added, thread-safe after.
/// </summary>
internal sealed class BoundaryTable
{
    /// <summary>Edges of a leaf; the last one of a row may have fewer.</summary>
    public const int LeafEdges = 16;

    /// <summary>Rows of no more edges than this are looked at edge by edge.</summary>
    private const int LeafWorth = 32;

    // Four edges are read at a time, each from its point and the next.
    private const int Slack = 4;

    private readonly List<int> _firstPoint = [0];
    private readonly List<int> _firstLeaf = [0];
    private readonly List<Box> _boxes = [];
    private int _points;

    /// <summary>x of the points.</summary>
    public double[] X = new double[64];

    /// <summary>y of the points.</summary>
    public double[] Y = new double[64];

    /// <summary>Leaves of the rows, four to a vector.</summary>
    public BoxColumns Leaves { get; } = new();

    /// <summary>Points in use.</summary>
    public int Points => _points;

    /// <summary>First point of each row, and behind the last.</summary>
    public ReadOnlySpan<int> FirstPoint => CollectionsMarshal.AsSpan(_firstPoint);

    /// <summary>First leaf of each row, and behind the last; equal where a row has none; multiples of four.</summary>
    public ReadOnlySpan<int> FirstLeaf => CollectionsMarshal.AsSpan(_firstLeaf);

    /// <summary>Extents of the rows.</summary>
    public ReadOnlySpan<Box> Boxes => CollectionsMarshal.AsSpan(_boxes);

    /// <summary>Number of edges of a row.</summary>
    public int Edges(int row) => Math.Max(0, _firstPoint[row + 1] - _firstPoint[row] - 1);

    /// <summary>Whether a row has leaves.</summary>
    public bool HasLeaves(int row) => _firstLeaf[row] != _firstLeaf[row + 1];

    /// <summary>The edges of a leaf of a row: the point where the first starts, and the point where the last ends.</summary>
    public (int First, int End) Leaf(int row, int leaf)
    {
        var first = _firstPoint[row] + ((leaf - _firstLeaf[row]) * LeafEdges);
        return (first, Math.Min(first + LeafEdges, _firstPoint[row + 1] - 1));
    }

    /// <summary>Most points that a geometry takes: its own, and one more for each ring that a bridge leads back from.</summary>
    public static int PointsFor(Geometry? geometry) => geometry switch
    {
        Polygon polygon => polygon.NumPoints + polygon.NumInteriorRings + 1,
        MultiPolygon parts => parts.Sum(PointsFor),
        _ => 0,
    };

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        _points = 0;
        Leaves.Clear();
        _firstPoint.RemoveRange(1, _firstPoint.Count - 1);
        _firstLeaf.RemoveRange(1, _firstLeaf.Count - 1);
        _boxes.Clear();
    }

    /// <summary>Adds a polygon whose rings do not cross, and returns its row.</summary>
    public int Add(FlatPolygon polygon)
    {
        Reserve(polygon.X.Length + (2 * polygon.Rings.Length) - 1);
        foreach (ref readonly var ring in polygon.Rings)
            AddRing(polygon, ring);
        for (var i = polygon.Rings.Length - 2; i >= 0; i--)
            Append(polygon.X[polygon.Rings[i].Start], polygon.Y[polygon.Rings[i].Start]);
        return Close(Box.Of(polygon.X, polygon.Y));
    }

    /// <summary>Adds a point to the chain that <see cref="Close"/> will end.</summary>
    public void Append(double x, double y)
    {
        if (_points + Slack >= X.Length)
            Reserve(X.Length);
        (X[_points], Y[_points]) = (x, y);
        _points++;
    }

    /// <summary>Ends a row and returns its number. The chain ends where it began.</summary>
    public int Close(in Box box)
    {
        AddLeaves(_firstPoint[^1]);
        _firstPoint.Add(_points);
        _firstLeaf.Add(Leaves.Count);
        _boxes.Add(box);
        return _boxes.Count - 1;
    }

    /// <summary>Makes room for as many more points and rows at once.</summary>
    public void Reserve(int points, int rows)
    {
        Reserve(points);
        _firstPoint.EnsureCapacity(_firstPoint.Count + rows);
        _firstLeaf.EnsureCapacity(_firstLeaf.Count + rows);
        _boxes.EnsureCapacity(_boxes.Count + rows);
    }

    private void AddRing(FlatPolygon polygon, in FlatRing ring)
    {
        var count = ring.End - ring.Start;
        var x = X.AsSpan(_points, count + 1);
        var y = Y.AsSpan(_points, count + 1);
        polygon.X.Slice(ring.Start, count).CopyTo(x);
        polygon.Y.Slice(ring.Start, count).CopyTo(y);
        if ((polygon.TwiceArea(ring) > 0) == ring.IsHole)
        {
            x[1..count].Reverse();
            y[1..count].Reverse();
        }

        (x[count], y[count]) = (x[0], y[0]);
        _points += count + 1;
    }

    private void AddLeaves(int first)
    {
        if (_points - first - 1 <= LeafWorth)
            return;

        for (var at = first; at < _points - 1; at += LeafEdges)
        {
            var end = Math.Min(at + LeafEdges + 1, _points);
            Leaves.Add(Box.Of(X.AsSpan(at..end), Y.AsSpan(at..end)));
        }

        Leaves.Pad();
    }

    private void Reserve(int points)
    {
        if (_points + points + Slack <= X.Length)
            return;

        var size = Math.Max(_points + points + Slack, _points == 0 ? 0 : X.Length + (X.Length / 2));
        Array.Resize(ref X, size);
        Array.Resize(ref Y, size);
    }
}
