using Platform.Spatial.Kernel;

namespace Platform.Spatial.Partition;

/// <summary>
/// Divides the part of a polygon in one cell among the combinations of rows that lie there. The cell is cut into strips at every end and crossing of an edge;
/// within a strip edges do not change their order, so widths are linear in the height. Every width goes to exactly one combination: what rounding does to the
/// order of nearly coincident edges moves rounding from one to the other and never out of the sum. Quadratic in the edges of the cell. One thread.
/// </summary>
internal sealed class StripSweep
{
    private readonly List<SweepEdge> _edges = [];
    private readonly List<double> _heights = [];
    private readonly List<SweepEdge> _active = [];

    /// <summary>Edges looked at in strips so far.</summary>
    public long Work { get; private set; }

    /// <summary>Forgets the edges of the last cell and, with <paramref name="all"/>, the work.</summary>
    public void Clear(bool all)
    {
        _edges.Clear();
        if (all)
            Work = 0;
    }

    /// <summary>Adds the edges of a row, which the caller has clipped to the cell.</summary>
    public void Add(BoundaryTable table, int row, int owner, in Box cell)
    {
        // Near the origin of the cell differences lose nothing.
        foreach (var edge in new RowEdges(table, row))
            _edges.Add(new SweepEdge(owner, edge.Low, edge.High, edge.X - cell.MinX, edge.Slope));
    }

    /// <summary>Sweeps the cell from below.</summary>
    public void Run<TWeight>(in Box cell, Combinations combinations, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        _edges.Sort((a, b) => a.Low.CompareTo(b.Low));
        FindHeights();
        _active.Clear();
        var (next, from) = (0, cell.MinY);
        foreach (var height in _heights.Append(cell.MaxY))
        {
            var to = Math.Min(height, cell.MaxY);
            if (!(to > from))
                continue;

            while (next < _edges.Count && _edges[next].Low <= from)
                _active.Add(_edges[next++]);
            _active.RemoveAll(edge => edge.High <= from);
            AddStrip(from, to, combinations, weight);
            from = to;
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

    private void AddStrip<TWeight>(double from, double to, Combinations combinations, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        Work += _active.Count;
        _active.Sort((a, b) => (a.At(from) + a.At(to)).CompareTo(b.At(from) + b.At(to)));
        var (isInSubject, set, left) = (false, Combinations.Outside, default(SweepEdge));
        foreach (var edge in _active)
        {
            if (isInSubject)
                combinations.Add(set, weight.Integral(from, to - from, edge.At(from) - left.At(from), edge.At(to) - left.At(to)) * weight.Scale);
            left = edge;
            if (edge.Owner == SweepEdge.Subject)
                isInSubject = !isInSubject;
            else
                set = combinations.Cross(set, edge.Owner);
        }
    }

    /// <summary>An edge of a cell.</summary>
    /// <param name="Owner">Whose boundary it is.</param>
    /// <param name="Low">Lower end.</param>
    /// <param name="High">Upper end.</param>
    /// <param name="X">x at the lower end, from the cell's left side.</param>
    /// <param name="Slope">Change of x per unit of y.</param>
    internal readonly record struct SweepEdge(int Owner, double Low, double High, double X, double Slope)
    {
        public const int Subject = -1;

        public double At(double y) => X + ((y - Low) * Slope);

        /// <summary>Height at which two edges change places, strictly between their common ends.</summary>
        public double? Crossing(in SweepEdge other)
        {
            var (low, high) = (Math.Max(Low, other.Low), Math.Min(High, other.High));
            if (Owner == other.Owner || !(low < high))
                return null;

            var (below, above) = (At(low) - other.At(low), At(high) - other.At(high));
            if (below == 0 || above == 0 || below > 0 == above > 0)
                return null;

            var y = low + ((high - low) * (below / (below - above)));
            return y > low && y < high ? y : null;
        }
    }
}
