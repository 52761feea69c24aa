using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>The polygons of a classed layer as edges, indexed. Immutable and thread-safe but for the lists of overlapping rows, which any thread may
/// find and all find alike.</summary>
internal sealed class ClassedEdges(EdgeTable edges, long[] rows, int[] classes, string[] classNames)
{
    /// <summary>Common area of two rows that is worth looking at, m²: a hundredth of the tolerance.</summary>
    public const double OverlapM2 = AreaTolerance.SquareMetres / 100;

    private readonly int[]?[] _overlapping = new int[rows.Length][];

    public EdgeTable Edges => edges;

    public BoxIndex Index { get; } = new(edges.Boxes);

    /// <summary>Class codes in ordinal order.</summary>
    public string[] ClassNames => classNames;

    /// <summary>The caller's number of a row.</summary>
    public long RowNumber(int row) => rows[row];

    /// <summary>Place of a row's class in <see cref="ClassNames"/>.</summary>
    public int ClassOf(int row) => classes[row];

    /// <summary>Whether two rows overlap each other; null where that is not known beforehand, because one of them is big.</summary>
    public bool? Overlap(int first, int second, CommonArea area) =>
        IsBig(first) || IsBig(second) ? null : Array.BinarySearch(OverlappingAfter(first, area), second) >= 0;

    private bool IsBig(int row) => edges.FirstLeaf[row] != edges.FirstLeaf[row + 1];

    /// <summary>The later small rows that overlap a small row, ascending; found when first asked for.</summary>
    private int[] OverlappingAfter(int row, CommonArea area)
    {
        if (Volatile.Read(ref _overlapping[row]) is { } known)
            return known;

        var near = new List<int>();
        Index.Query(edges.Boxes[row], near);
        int[] overlapping = [.. near.Where(other => other > row && !IsBig(other) && !(area.Of(edges, row, edges, other) <= OverlapM2))];
        Volatile.Write(ref _overlapping[row], overlapping);
        return overlapping;
    }
}

/// <summary>Takes the rows of a layer in, one by one in row order. Not thread-safe.</summary>
internal sealed class ClassedEdgesBuilder(AreaMeasure measure)
{
    private readonly EdgeTable _edges = new();
    private readonly List<long> _rows = [];
    private readonly List<int> _classes = [];
    private readonly Dictionary<string, int> _classIds = new(StringComparer.Ordinal);
    private readonly PolygonIntake _intake = new(measure, polygonsOnly: false);
    private readonly List<Finding> _findings = [];

    /// <summary>What is wrong with rows, in row order.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Edges taken in.</summary>
    public int Edges => _edges.Edges;

    /// <summary>Rows that only the guard could judge.</summary>
    public long Guarded => _intake.Guarded;

    /// <summary>Takes a row in.</summary>
    /// <returns>False when it is refused; the findings say why. Lines and points are let through but have no edges.</returns>
    public bool TryAdd(in LayerRow row)
    {
        if (_intake.Take(row.Geometry, row.Row, out var isArea) is { } fault)
        {
            _findings.Add(fault);
            return false;
        }

        if (row.Class is null)
            _findings.Add(SpatialFindings.ClassMissing.At(new Location(Row: row.Row)));
        if (!isArea)
            return true;

        _edges.Add(_intake.Polygon);
        _rows.Add(row.Row);
        _classes.Add(IdOf(row.Class ?? string.Empty));
        return true;
    }

    /// <summary>Indexes the rows.</summary>
    public ClassedEdges Build()
    {
        string[] names = [.. _classIds.Keys.Order(StringComparer.Ordinal)];
        var places = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            places[_classIds[names[i]]] = i;
        return new ClassedEdges(_edges, [.. _rows], [.. _classes.Select(id => places[id])], names);
    }

    private int IdOf(string name)
    {
        if (!_classIds.TryGetValue(name, out var id))
            _classIds.Add(name, id = _classIds.Count);
        return id;
    }
}
