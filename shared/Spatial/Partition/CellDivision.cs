using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Partition;

/// <summary>
/// Cuts the place of one polygon into cells with few edges each and sweeps them one by one, so that the work grows with the edges and not with their square.
/// One instance serves one thread.
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

    /// <summary>Edges in strips that the last polygon took, or took when it was given up.</summary>
    public long Work => _sweep.Work;

    /// <summary>Divides a polygon among rows.</summary>
    /// <param name="subject">The polygon.</param>
    /// <param name="rows">Rows near it, in one or more tables.</param>
    /// <param name="combinations">Gets the areas.</param>
    /// <param name="measure">How areas are measured.</param>
    /// <returns>False when it would take more work than allowed.</returns>
    public bool TryDivide(BoundaryTable subject, IReadOnlyList<CellRow> rows, Combinations combinations, AreaMeasure measure)
    {
        _sweep.Clear(all: true);
        var whole = new Cell(subject.Boxes[0], new CellRow(subject, 0, 0, 0), rows);
        if (measure.Kind == AreaMeasureKind.Planar)
            return TryCut(whole, 0, combinations, new PlanarWeight(measure.SquareMetresPerSquareUnit));
        foreach (var (low, high) in new LatitudeBands(whole.Box.MinY, whole.Box.MaxY))
        {
            if (!TryCut(Clip(whole, whole.Box with { MinY = low, MaxY = high }, 0), 1, combinations, new EllipsoidalWeight((low + high) / 2)))
                return false;
        }

        return true;
    }

    private bool TryCut<TWeight>(in Cell cell, int depth, Combinations combinations, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        if (cell.Subject.Edges == 0)
            return true;
        if (cell.Edges <= FewEdges || depth >= DeepestCut || !TryHalve(cell.Box, out var one, out var other))
        {
            Sweep(cell, combinations, weight);
            return Work <= maxWork;
        }

        return TryCut(Clip(cell, one, depth), depth + 1, combinations, weight) && TryCut(Clip(cell, other, depth), depth + 1, combinations, weight);
    }

    private void Sweep<TWeight>(in Cell cell, Combinations combinations, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        _sweep.Clear(all: false);
        combinations.ClearRows();
        _sweep.Add(cell.Subject.Table, cell.Subject.Row, StripSweep.SweepEdge.Subject, cell.Box);
        foreach (var row in cell.Rows)
            _sweep.Add(row.Table, row.Row, combinations.AddOwner(row.Layer, row.Class), cell.Box);
        _sweep.Run(cell.Box, combinations, weight);
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
        public int Edges => Subject.Edges + Rows.Sum(row => row.Edges);
    }
}

/// <summary>A row of a layer, or its part in a cell.</summary>
/// <param name="Table">Where its edges are.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Layer">Which layer it belongs to.</param>
/// <param name="Class">Place of its class among the layer's names.</param>
internal readonly record struct CellRow(BoundaryTable Table, int Row, int Layer, int Class)
{
    /// <summary>Number of edges.</summary>
    public int Edges => Table.Edges(Row);
}
