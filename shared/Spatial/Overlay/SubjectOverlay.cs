using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>Areas by class of one subject after the other. One instance serves one thread.</summary>
internal sealed class SubjectOverlay(ClassedEdges layer, AreaMeasure measure, OverlayBudget budget)
{
    private const int NotClipped = -1;
    private const int FewRows = 16;

    private readonly OuterBoundary _boundary = new();
    private readonly CommonArea _common = new(measure, budget.MaxEdgePairs);
    private readonly BoxClip _clip = new();
    private readonly BoundaryTable _clipped = new();
    private readonly List<int> _clippedRows = [];
    private readonly List<bool> _isOverlapping = [];
    private readonly List<int> _holders = [];
    private readonly List<int> _others = [];
    private readonly List<int> _overlapping = [];
    private readonly SharedBoundary _shared = new();
    private readonly List<CellRow> _swept = [];
    private readonly CellDivision _cells = new(budget.MaxEdgePairs);
    private readonly SharedAreas _sharedAreas = new();
    private readonly List<int> _near = [];
    private readonly List<int> _rows = [];
    private readonly List<double> _areas = [];
    private readonly List<RowOverlap> _overlaps = [];
    private readonly List<int> _classes = [];
    private readonly double[] _sums = new double[layer.ClassNames.Length];
    private FlatSubject _subject;
    private bool _isLong;

    /// <summary>Pairs of polygons looked at.</summary>
    public long Pairs { get; private set; }

    /// <summary>Subjects that were swept for overlapping rows.</summary>
    public long Swept { get; private set; }

    private Box Box => _boundary.Box;

    /// <summary>The areas, or why there are none.</summary>
    public SubjectAreas AreasOf(in FlatSubject subject)
    {
        if (subject.Fault is { } fault)
            return SubjectAreas.Refused(subject.Row, fault);

        (_subject, _isLong) = (subject, subject.Edges.HasLeaves(subject.Place));
        _boundary.Take(subject.Edges, subject.Place);
        return FindPieces() is { } tooComplex ? Refused(subject.Row, tooComplex, _common.EdgePairs) : Combine(subject.Row);
    }

    /// <summary>Fills the rows and areas of the common parts; returns the row with which there would be too much work.</summary>
    private long? FindPieces()
    {
        _rows.Clear();
        _areas.Clear();
        layer.Index.Query(Box, _near);
        Pairs += _near.Count;
        foreach (var row in _near)
        {
            ref readonly var at = ref layer[row];
            var area = IsSubjectSmaller(at) ? _common.Of(_boundary, at.Edges, at.Place) : _common.Of(_subject.Edges, _subject.Place, at.Edges, at.Place);
            if (double.IsNaN(area))
                return at.Row;
            if (area > 0)
            {
                _rows.Add(row);
                _areas.Add(area);
            }
        }

        return null;
    }

    private SubjectAreas Combine(long subject)
    {
        var area = RowArea.Of(_boundary, measure);
        var sum = _areas.Sum();
        if (IsCoveredOnce(area, sum))
            return new SubjectAreas(subject, area, ByClass(), sum, 0, []);

        _sharedAreas.Clear();
        PartHolders(area);
        FindOverlappingRows(isCertain: _holders.Count == 0 && sum > area && !AreaTolerance.AreEqual(sum, area));
        if (_overlapping.Count > 0 && !TryPart())
            return Refused(subject, layer[_rows[0]].Row, _cells.Work);

        // Rows that overlap no other cover what they cover. Within the tolerance the plain sum is as good and adds up.
        var swept = _holders.Count > 0 ? area : sum - _overlapping.Sum(i => _areas[i]) + _sharedAreas.CoveredM2;
        var covered = AreaTolerance.AreEqual(sum, swept) ? sum : Math.Min(sum, swept);
        return new SubjectAreas(subject, area, ByClass(), covered, sum - covered, covered < sum ? Overlaps() : []);
    }

    private SubjectAreas Refused(long subject, long row, long edgePairs) => SubjectAreas.Refused(
        subject, SpatialFindings.OverlayTooComplex.At(new Location(Row: subject), subject, row, edgePairs, budget.MaxEdgePairs));

    // A short boundary is cheap to hold against any other; of two long ones the shorter is held against the leaves of the longer.
    private bool IsSubjectSmaller(in ClassedRow row) => !_isLong || _subject.Edges.Edges(_subject.Place) <= row.Edges.Edges(row.Place);

    /// <summary>
    /// Whether the rows near the subject share all boundary there: then every place of it lies in equally many of them, and the areas tell that it is one.
    /// False where this is not seen at once.
    /// </summary>
    private bool IsCoveredOnce(double area, double sum)
    {
        if (_rows.Count < 2)
            return true;
        if (!AreaTolerance.AreEqual(area, sum))
            return false;

        _shared.Clear();
        foreach (var row in _near)
            _shared.Add(layer[row].Edges, layer[row].Place, Box);
        return _shared.Cancels();
    }

    /// <summary>Parts the rows that hold the whole subject from the others: they overlap each of these in just its share.</summary>
    private void PartHolders(double area)
    {
        _holders.Clear();
        _others.Clear();
        for (var i = 0; i < _rows.Count; i++)
            (_areas[i] >= area - ClassedEdges.OverlapM2 ? _holders : _others).Add(i);
        for (var h = 0; h < _holders.Count; h++)
        {
            for (var other = h + 1; other < _holders.Count; other++)
                _sharedAreas.Share(_holders[h], _holders[other], _areas[_holders[other]]);
            foreach (var other in _others)
                _sharedAreas.Share(_holders[h], other, _areas[other]);
        }
    }

    /// <summary>Finds the other rows that overlap one of them near the subject; all of them when there are few and any two do, which is sooner known.</summary>
    /// <param name="isCertain">Whether any do: their shares come to more than the subject.</param>
    private void FindOverlappingRows(bool isCertain)
    {
        _clipped.Clear();
        _clippedRows.Clear();
        _isOverlapping.Clear();
        _overlapping.Clear();
        for (var i = 0; i < _rows.Count; i++)
        {
            _clippedRows.Add(NotClipped);
            _isOverlapping.Add(false);
        }

        var isFound = isCertain;
        for (var a = 0; a < _others.Count; a++)
        {
            for (var b = a + 1; b < _others.Count && !(isFound && _others.Count <= FewRows); b++)
            {
                var (i, j) = (_others[a], _others[b]);
                if (!(_isOverlapping[i] && _isOverlapping[j]) && Overlap(i, j))
                    isFound = _isOverlapping[i] = _isOverlapping[j] = true;
            }
        }

        foreach (var i in _others)
        {
            if (_isOverlapping[i] || (isFound && _others.Count <= FewRows))
                _overlapping.Add(i);
        }
    }

    private bool Overlap(int i, int j)
    {
        if (!Box.Common(layer[_rows[i]].Box).Overlaps(layer[_rows[j]].Box))
            return false;
        if (!layer.IsBig(_rows[i]) && !layer.IsBig(_rows[j]))
            return layer.Overlap(_rows[i], _rows[j], _common);
        var (one, other) = (Clipped(i), Clipped(j));
        return !(_common.Of(_clipped, one, _clipped, other) <= ClassedEdges.OverlapM2);
    }

    /// <summary>A row's part near the subject: its row among the clipped ones.</summary>
    private int Clipped(int i)
    {
        if (_clippedRows[i] == NotClipped)
            _clippedRows[i] = _clip.Add(layer[_rows[i]].Edges, layer[_rows[i]].Place, Box, _clipped);
        return _clippedRows[i];
    }

    /// <summary>Parts the rows that overlap others from each other; false when it would take too much work.</summary>
    private bool TryPart()
    {
        Swept++;
        _swept.Clear();
        foreach (var i in _overlapping)
        {
            ref readonly var row = ref layer[_rows[i]];
            _swept.Add(layer.IsBig(_rows[i]) ? new CellRow(_clipped, Clipped(i), i) : new CellRow(row.Edges, row.Place, i));
        }

        return _cells.TryDivide(_subject.Edges, _subject.Place, _swept, _sharedAreas, measure);
    }

    private ClassArea[] ByClass()
    {
        if (_rows.Count == 0)
            return [];

        _classes.Clear();
        for (var i = 0; i < _rows.Count; i++)
        {
            ref var sum = ref _sums[layer[_rows[i]].Class];
            if (sum == 0)
                _classes.Add(layer[_rows[i]].Class);
            sum += _areas[i];
        }

        _classes.Sort();
        var areas = new ClassArea[_classes.Count];
        for (var i = 0; i < areas.Length; i++)
        {
            areas[i] = new ClassArea(layer.ClassNames[_classes[i]], _sums[_classes[i]]);
            _sums[_classes[i]] = 0;
        }

        return areas;
    }

    private RowOverlap[] Overlaps()
    {
        _overlaps.Clear();
        foreach (var ((first, second), area) in _sharedAreas.SharedM2)
        {
            if (area > AreaTolerance.At(Math.Min(_areas[first], _areas[second])))
                _overlaps.Add(new RowOverlap(layer[_rows[first]].Row, layer[_rows[second]].Row, area));
        }

        _overlaps.Sort((one, other) => (one.First, one.Second).CompareTo((other.First, other.Second)));
        return [.. _overlaps];
    }
}
