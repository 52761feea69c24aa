using Platform.Spatial.Areas;

namespace Platform.Spatial.Kernel;

/// <summary>
/// What several rows cover of one polygon when they overlap each other: each place once, and how much each two of them share inside it. The plane is cut
/// into strips at every end and crossing of an edge; within a strip the edges do not change their order, so widths are linear in the height. Near-coincident
/// edges may change places within rounding, which costs rounding. Quadratic in the edges near the polygon; for the few subjects that need it.
/// </summary>
internal sealed class CoverageSweep
{
    private readonly List<SweepEdge> _edges = [];
    private readonly List<double> _heights = [];
    private readonly List<SweepEdge> _active = [];
    private readonly List<double> _places = [];
    private readonly List<int> _inside = [];
    private readonly Dictionary<(int, int), double> _shared = [];
    private double _covered;

    /// <summary>Area covered by at least one row, m².</summary>
    public double CoveredM2 => _covered;

    /// <summary>Pairs of edges that the last sweep took, or would take.</summary>
    public long EdgePairs { get; private set; }

    /// <summary>Common area of each two rows inside the polygon, m², by their places in the list of rows.</summary>
    public IReadOnlyDictionary<(int First, int Second), double> SharedM2 => _shared;

    /// <summary>Sweeps over one polygon.</summary>
    /// <returns>False when it would take more pairs of edges than allowed.</returns>
    public bool TryRun(BoundaryTable subjects, int subject, BoundaryTable layer, IReadOnlyList<int> rows, AreaMeasure measure, long maxEdgePairs)
    {
        (_covered, var box) = (0, subjects.Boxes[subject]);
        _shared.Clear();
        _edges.Clear();
        Take(subjects, subject, SweepEdge.Subject, box);
        for (var i = 0; i < rows.Count; i++)
            Take(layer, rows[i], i, box);
        EdgePairs = (long)_edges.Count * _edges.Count;
        if (EdgePairs > maxEdgePairs)
            return false;

        _edges.Sort((a, b) => a.Low.CompareTo(b.Low));
        FindHeights();
        if (measure.Kind == AreaMeasureKind.Planar)
        {
            Sweep(box.MinY, box.MaxY, new PlanarWeight(measure.SquareMetresPerSquareUnit));
            return true;
        }

        foreach (var (low, high) in new LatitudeBands(box.MinY, box.MaxY))
            Sweep(low, high, new EllipsoidalWeight((low + high) / 2));
        return true;
    }

    // Edges to the right of the polygon never matter; those to the left tell what the sweep is in when it comes to the polygon.
    private void Take(BoundaryTable table, int row, int owner, in Box box)
    {
        foreach (var line in new RowEdges(table, row))
        {
            var (low, high) = (Math.Max(line.Low, box.MinY), Math.Min(line.High, box.MaxY));
            if (!(low < high))
                continue;
            var edge = new SweepEdge(owner, low, high, line.X, line.Low, line.Slope);
            if (owner == SweepEdge.Subject || Math.Min(edge.At(low), edge.At(high)) < box.MaxX)
                _edges.Add(edge);
        }
    }

    private void FindHeights()
    {
        _heights.Clear();
        for (var i = 0; i < _edges.Count; i++)
        {
            _heights.Add(_edges[i].Low);
            _heights.Add(_edges[i].High);
            for (var j = i + 1; j < _edges.Count && _edges[j].Low < _edges[i].High; j++)
            {
                if (_edges[i].Crossing(_edges[j]) is { } y)
                    _heights.Add(y);
            }
        }

        _heights.Sort();
    }

    private void Sweep<TWeight>(double low, double high, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        _active.Clear();
        var (next, from) = (0, low);
        foreach (var height in _heights.Append(high))
        {
            var to = Math.Min(height, high);
            if (!(to > from))
                continue;

            while (next < _edges.Count && _edges[next].Low <= from)
                _active.Add(_edges[next++]);
            _active.RemoveAll(edge => edge.High <= from);
            AddStrip(from, to, weight);
            from = to;
        }
    }

    private void AddStrip<TWeight>(double from, double to, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        SortActive(from, to);
        _inside.Clear();
        var (isInSubject, left) = (false, default(SweepEdge));
        foreach (var edge in _active)
        {
            if (isInSubject && _inside.Count > 0)
                AddWidth(weight.Integral(from, to - from, edge.At(from) - left.At(from), edge.At(to) - left.At(to)) * weight.Scale);
            left = edge;
            if (edge.Owner == SweepEdge.Subject)
                isInSubject = !isInSubject;
            else if (!_inside.Remove(edge.Owner))
                _inside.Add(edge.Owner);
        }
    }

    /// <summary>Brings the active edges into their order in a strip. Few change places from strip to strip.</summary>
    private void SortActive(double from, double to)
    {
        _places.Clear();
        for (var i = 0; i < _active.Count; i++)
        {
            var edge = _active[i];
            var place = edge.At(from) + edge.At(to);
            var at = i;
            _places.Add(place);
            for (; at > 0 && _places[at - 1] > place; at--)
                (_places[at], _active[at]) = (_places[at - 1], _active[at - 1]);
            (_places[at], _active[at]) = (place, edge);
        }
    }

    private void AddWidth(double area)
    {
        _covered += area;
        for (var i = 0; i < _inside.Count; i++)
        {
            for (var j = i + 1; j < _inside.Count; j++)
            {
                var pair = (Math.Min(_inside[i], _inside[j]), Math.Max(_inside[i], _inside[j]));
                _shared[pair] = _shared.GetValueOrDefault(pair) + area;
            }
        }
    }

    private readonly record struct SweepEdge(int Owner, double Low, double High, double X, double Y, double Slope)
    {
        public const int Subject = -1;

        public double At(double y) => X + ((y - Y) * Slope);

        /// <summary>Height at which two edges change places, strictly between their common ends.</summary>
        public double? Crossing(in SweepEdge other)
        {
            var (low, high) = (Math.Max(Low, other.Low), Math.Min(High, other.High));
            if (Owner == other.Owner || !(low < high))
                return null;

            var apart = X - other.X;
            var below = apart + (((low - Y) * Slope) - ((low - other.Y) * other.Slope));
            var above = apart + (((high - Y) * Slope) - ((high - other.Y) * other.Slope));
            if (below == 0 || above == 0 || below > 0 == above > 0)
                return null;

            var y = low + ((high - low) * (below / (below - above)));
            return y > low && y < high ? y : null;
        }
    }
}
