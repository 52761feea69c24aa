using Platform.Spatial.Areas;

namespace Platform.Spatial.Kernel;

/// <summary>
/// Divides one polygon among the sets of rows that lie in it. Its place is cut into cells with few edges each, which are swept one by one, so that the work grows
/// with the edges and not with their square. One instance serves one thread.
/// </summary>
/// <param name="maxWork">Edges in strips that one polygon may take.</param>
internal sealed class CellDivision(long maxWork)
{
    // Below this many edges a sweep is cheaper than another cut.
    private const int FewEdges = 192;
    private const int DeepestCut = 48;

    private readonly StripSweep _sweep = new();
    private readonly BoxClip _clip = new();
    private readonly List<BoundaryTable> _tables = [];
    private readonly List<int> _owners = [];

    /// <summary>Edges in strips that the last polygon took, or took when it was given up.</summary>
    public long Work => _sweep.Work;

    /// <summary>Divides a polygon among rows.</summary>
    /// <param name="subject">The table of the polygon.</param>
    /// <param name="place">Its row there.</param>
    /// <param name="rows">Rows near it, in one or more tables, in the order of their owners.</param>
    /// <param name="areas">Gets the areas.</param>
    /// <param name="measure">How areas are measured.</param>
    /// <returns>False when it would take more work than allowed.</returns>
    public bool TryDivide(BoundaryTable subject, int place, IReadOnlyList<CellRow> rows, ISetAreas areas, AreaMeasure measure)
    {
        _sweep.Work = 0;
        var box = subject.Boxes[place];
        var whole = new Cell(box, new CellRow(subject, place, StripSweep.Subject), rows);
        if (measure.Kind == AreaMeasureKind.Planar)
            return TryCut(whole, 0, areas, new PlanarWeight(measure.SquareMetresPerSquareUnit));
        foreach (var (low, high) in new LatitudeBands(box.MinY, box.MaxY))
        {
            var band = high - low < box.MaxY - box.MinY ? Clip(whole, box with { MinY = low, MaxY = high }, 0) : whole;
            if (!TryCut(band, 1, areas, new EllipsoidalWeight((low + high) / 2)))
                return false;
        }

        return true;
    }

    private bool TryCut<TWeight>(in Cell cell, int depth, ISetAreas areas, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        if (cell.Subject.Edges == 0)
            return true;
        if (cell.Edges <= FewEdges || depth >= DeepestCut || !TryHalve(cell.Box, out var one, out var other))
            return TrySweep(cell, areas, weight);
        return TryCut(Clip(cell, one, depth), depth + 1, areas, weight) && TryCut(Clip(cell, other, depth), depth + 1, areas, weight);
    }

    private bool TrySweep<TWeight>(in Cell cell, ISetAreas areas, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        // Rows are numbered within the cell, where there are few.
        _sweep.Start(cell.Box, cell.Rows.Count);
        _sweep.Add(cell.Subject.Table, cell.Subject.Row, StripSweep.Subject);
        for (var i = 0; i < cell.Rows.Count; i++)
            _sweep.Add(cell.Rows[i].Table, cell.Rows[i].Row, i);
        if (!_sweep.TryRun(weight, maxWork))
            return false;

        for (var set = 0; set < _sweep.Sets.Count; set++)
        {
            _sweep.Sets.RowsOf(set, _owners);
            for (var i = 0; i < _owners.Count; i++)
                _owners[i] = cell.Rows[_owners[i]].Owner;
            areas.Add(_owners, _sweep.Sets.AreaOf(set));
        }

        return true;
    }

    private Cell Clip(in Cell cell, in Box box, int depth)
    {
        while (_tables.Count <= depth)
            _tables.Add(new BoundaryTable());
        var table = _tables[depth];
        table.Clear();
        var subject = Clip(cell.Subject, box, table);
        var rows = new List<CellRow>(cell.Rows.Count);
        foreach (var row in subject.Edges == 0 ? [] : cell.Rows)
        {
            if (row.Table.Boxes[row.Row].Overlaps(box) && Clip(row, box, table) is { Edges: > 0 } clipped)
                rows.Add(clipped);
        }

        return new Cell(box, subject, rows);
    }

    private CellRow Clip(in CellRow row, in Box box, BoundaryTable target) => row with { Table = target, Row = _clip.Add(row.Table, row.Row, box, target) };

    private static bool TryHalve(in Box box, out Box one, out Box other)
    {
        var (x, y) = ((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
        var isWide = box.MaxX - box.MinX > box.MaxY - box.MinY;
        (one, other) = isWide ? (box with { MaxX = x }, box with { MinX = x }) : (box with { MaxY = y }, box with { MinY = y });
        return isWide ? x > box.MinX && x < box.MaxX : y > box.MinY && y < box.MaxY;
    }

    private readonly record struct Cell(Box Box, CellRow Subject, IReadOnlyList<CellRow> Rows)
    {
        public int Edges
        {
            get
            {
                var edges = Subject.Edges;
                for (var i = 0; i < Rows.Count; i++)
                    edges += Rows[i].Edges;
                return edges;
            }
        }
    }
}

/// <summary>A row, or its part in a cell.</summary>
/// <param name="Table">Where its edges are.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Owner">The caller's number for it.</param>
internal readonly record struct CellRow(BoundaryTable Table, int Row, int Owner)
{
    /// <summary>Number of edges.</summary>
    public int Edges => Table.Edges(Row);
}

/// <summary>Gets the areas of sets of rows, set by set, the same one perhaps several times.</summary>
internal interface ISetAreas
{
    /// <summary>Adds the area of a set.</summary>
    /// <param name="rows">The rows' owners, in the order of the rows.</param>
    /// <param name="area">m².</param>
    void Add(IReadOnlyList<int> rows, double area);
}
