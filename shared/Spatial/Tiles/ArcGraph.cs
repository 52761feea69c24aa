using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Noding.Snapround;

namespace Platform.Spatial.Tiles;

/// <summary>
/// The boundaries of all features of a tile as arcs, each once, with the features that it bounds. Boundaries meet only at the ends of arcs: they are noded by snap
/// rounding. What a feature's boundary passes twice bounds nothing of it. Not thread-safe.
/// </summary>
internal sealed class ArcGraph(TileGrid grid)
{
    private readonly List<ISegmentString> _rings = [];
    private readonly Dictionary<(GridPoint From, GridPoint To), List<int>> _edges = [];
    private readonly SortedDictionary<GridPoint, List<GridPoint>> _neighbours = [];
    private readonly HashSet<GridPoint> _nodes = [];

    /// <summary>Adds a ring of a feature, its first point repeated at the end.</summary>
    public void Add(IReadOnlyList<GridPoint> ring, int feature) =>
        _rings.Add(new NodedSegmentString([.. ring.Select(point => point.ToCoordinate())], feature));

    /// <summary>The arcs, in an order that depends on the boundaries only.</summary>
    public List<Arc> Arcs()
    {
        Node();
        foreach (var (from, to) in _edges.Keys)
        {
            Join(from, to);
            Join(to, from);
        }

        // Nodes are told before the first arc is taken out. What is left behind them are rings without nodes; the lowest point of each comes first.
        _nodes.UnionWith(_neighbours.Keys.Where(IsNode));
        return [.. ArcsFrom(_nodes.Order()), .. ArcsFrom(_neighbours.Keys)];
    }

    private IEnumerable<Arc> ArcsFrom(IEnumerable<GridPoint> points) =>
        from point in points
        from next in _neighbours[point].Order()
        where _edges.ContainsKey(Key(point, next))
        select Follow(point, next);

    private void Node()
    {
        var noder = new SnapRoundingNoder(new PrecisionModel(1));
        noder.ComputeNodes(_rings);
        foreach (var piece in noder.GetNodedSubstrings())
        {
            var points = Array.ConvertAll(piece.Coordinates, c => new GridPoint((long)c.X, (long)c.Y));
            for (var i = 1; i < points.Length; i++)
                Toggle(points[i - 1], points[i], (int)piece.Context);
        }

        foreach (var (edge, features) in _edges)
        {
            features.Sort();
            if (features.Count == 0)
                _edges.Remove(edge);
        }
    }

    private void Toggle(GridPoint from, GridPoint to, int feature)
    {
        if (from == to)
            return;
        var key = Key(from, to);
        if (!_edges.TryGetValue(key, out var features))
            _edges.Add(key, features = []);
        if (!features.Remove(feature))
            features.Add(feature);
    }

    private void Join(GridPoint from, GridPoint to)
    {
        if (!_neighbours.TryGetValue(from, out var neighbours))
            _neighbours.Add(from, neighbours = []);
        neighbours.Add(to);
    }

    private bool IsNode(GridPoint point) =>
        _neighbours[point] is not [var one, var other] || grid.IsPinned(point)
        || !_edges[Key(point, one)].SequenceEqual(_edges[Key(point, other)]);

    /// <summary>Takes an arc out of the graph, from a node, or once around.</summary>
    private Arc Follow(GridPoint from, GridPoint to)
    {
        _edges.Remove(Key(from, to), out var features);
        var points = new List<GridPoint> { from, to };
        for (var (before, at) = (from, to); at != from && !_nodes.Contains(at); points.Add(at))
        {
            var neighbours = _neighbours[at];
            (before, at) = (at, neighbours[0] == before ? neighbours[1] : neighbours[0]);
            _edges.Remove(Key(before, at));
        }

        return new Arc(points, features!);
    }

    private static (GridPoint From, GridPoint To) Key(GridPoint a, GridPoint b) => a.CompareTo(b) < 0 ? (a, b) : (b, a);
}

/// <summary>A piece of boundary between two nodes, or a ring without nodes.</summary>
/// <param name="Points">Its points; of a ring, the first comes again at the end.</param>
/// <param name="Features">The features that it bounds, ascending.</param>
internal sealed record Arc(IReadOnlyList<GridPoint> Points, IReadOnlyList<int> Features)
{
    /// <summary>Whether it ends where it starts.</summary>
    public bool IsRing => Points[0] == Points[^1];
}
