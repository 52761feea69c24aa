namespace Platform.Spatial.Kernel;

/// <summary>
/// Divides the part of a polygon in one cell among the sets of rows that lie there. The cell is cut into strips at every end and crossing of an edge, within
/// which edges keep their order. Between two edges that stay neighbours the width is linear over any number of strips, and its area is taken once. Every
/// width goes to exactly one set: what rounding does to the order of nearly coincident edges moves rounding from one to the other and never out of the sum.
/// Quadratic in the edges of the cell. One instance serves one thread.
/// </summary>
internal sealed class StripSweep
{
    /// <summary>The owner of the polygon's own boundary.</summary>
    public const int Subject = -1;

    private const int NoEdge = -1;

    // Edges that change places by less than this share of the cell have not crossed.
    private const double Noise = 1e-13;

    private SweepEdge[] _edges = new SweepEdge[64];
    private double[] _lows = new double[64];
    private int[] _byLow = new int[64];
    private ActiveEdge[] _active = new ActiveEdge[64];
    private Box _cell;
    private double _noise;
    private double _lowestEnd;
    private int _edgeCount;
    private int _entered;
    private int _activeCount;
    private int _kept;

    /// <summary>Sets of rows, by the numbers of their owners, and their areas within the polygon.</summary>
    public RowSets Sets { get; } = new();

    /// <summary>Edges looked at in strips since the caller set this to 0.</summary>
    public long Work { get; set; }

    /// <summary>Starts a cell.</summary>
    /// <param name="cell">Its extent.</param>
    /// <param name="owners">Rows are numbered below this.</param>
    public void Start(in Box cell, int owners)
    {
        (_cell, _edgeCount) = (cell, 0);
        _noise = Noise * (cell.MaxX - cell.MinX + cell.MaxY - cell.MinY);
        Sets.Clear(owners);
    }

    /// <summary>Adds the edges of a row as far as they matter: between the heights of the cell and not to its right.</summary>
    public void Add(BoundaryTable table, int row, int owner)
    {
        Reserve(_edgeCount + table.Edges(row));
        foreach (var edge in new RowEdges(table, row))
        {
            if (!(edge.Low < _cell.MaxY && edge.High > _cell.MinY) || (owner != Subject && Math.Min(edge.X, edge.At(edge.High)) >= _cell.MaxX))
                continue;

            // Near the origin of the cell differences lose nothing.
            _edges[_edgeCount] = new SweepEdge(owner, edge.X - _cell.MinX, edge.Low, edge.High, edge.Slope);
            (_lows[_edgeCount], _byLow[_edgeCount]) = (edge.Low, _edgeCount);
            _edgeCount++;
        }
    }

    /// <summary>Sweeps the cell from below.</summary>
    /// <returns>False when the work came to more than allowed.</returns>
    public bool TryRun<TWeight>(TWeight weight, long maxWork)
        where TWeight : struct, IAreaWeight
    {
        Array.Sort(_lows, _byLow, 0, _edgeCount);
        (_entered, _activeCount, _lowestEnd) = (0, 0, _cell.MaxY);
        for (var from = _cell.MinY; from < _cell.MaxY && Work <= maxWork;)
        {
            Enter(from);
            var to = _entered < _edgeCount ? Math.Min(_lows[_entered], _lowestEnd) : _lowestEnd;
            Order(from, to);
            if (!Join(0, _activeCount, from, weight))
                Cross(from, to, weight);
            Leave(to, weight);
            from = to;
        }

        return Work <= maxWork;
    }

    private void Reserve(int edges)
    {
        if (edges <= _edges.Length)
            return;

        Array.Resize(ref _edges, 2 * edges);
        Array.Resize(ref _lows, 2 * edges);
        Array.Resize(ref _byLow, 2 * edges);
        Array.Resize(ref _active, 2 * edges);
    }

    private void Enter(double height)
    {
        for (_kept = _activeCount; _entered < _edgeCount && _lows[_entered] <= height; _entered++)
        {
            _active[_activeCount++].Edge = _byLow[_entered];
            _lowestEnd = Math.Min(_lowestEnd, _edges[_byLow[_entered]].High);
        }
    }

    /// <summary>Brings the active edges into the order in which they start in a strip, where few change places, and makes one of those that are the same.</summary>
    private void Order(double from, double to)
    {
        Work += _activeCount;
        var active = _active.AsSpan(0, _activeCount);
        var count = 0;
        for (var i = 0; i < active.Length; i++)
        {
            ref readonly var edge = ref _edges[active[i].Edge];
            var place = new ActiveEdge { Edge = active[i].Edge, Start = i < _kept ? active[i].End : edge.At(from), End = edge.At(to) };
            var at = count;
            while (at > 0 && active[at - 1].IsAfter(place))
                at--;
            if (i >= _kept && at > 0 && TryMerge(active[at - 1].Edge, place.Edge))
                continue;
            active[at..count].CopyTo(active[(at + 1)..]);
            active[at] = place;
            count++;
        }

        _activeCount = count;
    }

    /// <summary>Lets an edge stand for another that runs from the same point to the same point, if it does.</summary>
    private bool TryMerge(int one, int other)
    {
        if (!_edges[one].IsSame(_edges[other]))
            return false;
        (_edges[one].Twin, _edges[other].Twin) = (other, _edges[one].Twin);
        return true;
    }

    /// <summary>Lets neighbours that cross in a strip change places, from below.</summary>
    private void Cross<TWeight>(double from, double to, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        for (var height = from; FindCrossing(from, to, out var crossing) is > 0 and var i;)
        {
            height = Math.Max(height, crossing);
            (_active[i - 1], _active[i]) = (_active[i], _active[i - 1]);
            Join(Math.Max(0, i - 2), i + 1, height, weight);
        }
    }

    /// <summary>The lowest crossing of neighbours that end in another order than theirs: the place of the right one, 0 when there is none.</summary>
    private int FindCrossing(double from, double to, out double height)
    {
        Work += _activeCount;
        (height, var found) = (double.PositiveInfinity, 0);
        var active = _active.AsSpan(0, _activeCount);
        for (var i = 1; i < active.Length; i++)
        {
            var after = active[i - 1].End - active[i].End;
            if (!(after > _noise))
                continue;
            var before = Math.Max(0, active[i].Start - active[i - 1].Start);
            var crossing = from + ((to - from) * (before / (before + after)));
            if (crossing < height)
                (height, found) = (crossing, i);
        }

        return found;
    }

    /// <summary>Joins edges with their neighbours to the right, from a height on; what they were joined with before ends there.</summary>
    /// <returns>Whether they end in their order.</returns>
    private bool Join<TWeight>(int first, int end, double height, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        var (set, isIn) = first > 0 ? (_edges[_active[first - 1].Edge].Set, _edges[_active[first - 1].Edge].IsIn) : (RowSets.None, false);
        var (isInOrder, last) = (true, double.NegativeInfinity);
        for (var i = first; i < end; i++)
        {
            isInOrder &= !(last - _active[i].End > _noise);
            last = _active[i].End;
            ref var edge = ref _edges[_active[i].Edge];
            for (var owned = _active[i].Edge; owned != NoEdge; owned = _edges[owned].Twin)
            {
                if (_edges[owned].Owner == Subject)
                    isIn = !isIn;
                else
                    set = Sets.Cross(set, _edges[owned].Owner);
            }

            var right = i + 1 < _activeCount ? _active[i + 1].Edge : NoEdge;
            if (edge.Right == right && edge.Set == set && edge.IsIn == isIn)
                continue;
            Close(ref edge, height, weight);
            (edge.Right, edge.Set, edge.IsIn, edge.From) = (right, set, isIn, height);
        }

        return isInOrder;
    }

    private void Close<TWeight>(ref SweepEdge edge, double height, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        if (!edge.IsIn || edge.Right == NoEdge)
            return;

        ref readonly var right = ref _edges[edge.Right];
        var (low, high) = (right.At(edge.From) - edge.At(edge.From), right.At(height) - edge.At(height));
        Sets.Add(edge.Set, weight.Integral(edge.From, height - edge.From, low, high) * weight.Scale);
        edge.IsIn = false;
    }

    /// <summary>Lets go of the edges that end at a height, all of them at the upper end of the cell.</summary>
    private void Leave<TWeight>(double height, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        (var kept, _lowestEnd) = (0, _cell.MaxY);
        for (var i = 0; i < _activeCount; i++)
        {
            ref var edge = ref _edges[_active[i].Edge];
            if (edge.High > height && height < _cell.MaxY)
            {
                _active[kept++] = _active[i];
                _lowestEnd = Math.Min(_lowestEnd, edge.High);
            }
            else
            {
                Close(ref edge, height, weight);
            }
        }

        _activeCount = kept;
    }

    /// <summary>An edge, and what lies to its right since some height, up to its neighbour.</summary>
    private struct SweepEdge(int owner, double x, double low, double high, double slope)
    {
        public readonly int Owner = owner;
        public readonly double High = high;
        public int Right = NoEdge;
        public int Twin = NoEdge;
        public int Set;
        public bool IsIn;
        public double From;

        private readonly double _x = x;
        private readonly double _low = low;
        private readonly double _slope = slope;

        public readonly double At(double y) => _x + ((y - _low) * _slope);

        public readonly bool IsSame(in SweepEdge other) => _x == other._x && _low == other._low && _slope == other._slope && High == other.High;
    }

    /// <summary>An edge of a strip and where it runs at the strip's lower and upper end.</summary>
    private struct ActiveEdge
    {
        public int Edge;
        public double Start;
        public double End;

        public readonly bool IsAfter(in ActiveEdge other) => Start > other.Start || (Start == other.Start && End > other.End);
    }
}
