namespace Platform.Spatial.Kernel;

/// <summary>
/// Numbers the sets of rows that a sweep is in and adds up the area of each. Crossing the boundary of a row leads from one set to another; such steps are
/// remembered, so that a sweep takes one look-up for each edge. One instance serves one thread.
/// </summary>
internal sealed class RowSets
{
    /// <summary>The set without rows.</summary>
    public const int None = 0;

    // A set is the set of its lower rows and its highest row.
    private readonly List<(int Lower, int Highest)> _sets = [];
    private readonly List<double> _areas = [];
    private int[] _steps = new int[64];
    private int _rows;

    /// <summary>Sets met so far.</summary>
    public int Count => _sets.Count;

    /// <summary>Forgets all sets but the empty one.</summary>
    /// <param name="rows">Rows are numbered below this.</param>
    public void Clear(int rows)
    {
        _rows = rows;
        _sets.Clear();
        _areas.Clear();
        AddSet(None, -1);
    }

    /// <summary>The set after the boundary of a row is crossed.</summary>
    public int Cross(int set, int row)
    {
        // Zero is a step that was not taken yet.
        var step = _steps[(set * _rows) + row];
        return step > 0 ? step - 1 : FirstCross(set, row);
    }

    /// <summary>Adds area to a set.</summary>
    public void Add(int set, double area) => _areas[set] += area;

    /// <summary>The area of a set.</summary>
    public double AreaOf(int set) => _areas[set];

    /// <summary>The rows of a set, in ascending order.</summary>
    public void RowsOf(int set, List<int> rows)
    {
        rows.Clear();
        for (; set != None; set = _sets[set].Lower)
            rows.Add(_sets[set].Highest);
        rows.Reverse();
    }

    private int FirstCross(int set, int row)
    {
        var (lower, highest) = _sets[set];
        var next = row > highest ? AddSet(set, row) : row == highest ? lower : Cross(Cross(lower, row), highest);
        _steps[(set * _rows) + row] = next + 1;
        return next;
    }

    private int AddSet(int lower, int highest)
    {
        var first = _sets.Count * _rows;
        if (_steps.Length < first + _rows)
            Array.Resize(ref _steps, 2 * (first + _rows));
        _steps.AsSpan(first, _rows).Clear();
        _sets.Add((lower, highest));
        _areas.Add(0);
        return _sets.Count - 1;
    }
}
