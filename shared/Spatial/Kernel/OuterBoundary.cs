namespace Platform.Spatial.Kernel;

/// <summary>The boundary of one polygon, ready to be held against others: edges without the horizontal ones, and the extents of pieces of them. One instance
/// is filled again for every polygon and serves one thread.</summary>
internal sealed class OuterBoundary
{
    /// <summary>Edges of a piece; the last one may have fewer.</summary>
    public const int PieceEdges = 16;

    private OuterEdge[] _edges = new OuterEdge[64];
    private Box[] _pieces = new Box[4];
    private int _count;

    /// <summary>The edges.</summary>
    public ReadOnlySpan<OuterEdge> Edges => _edges.AsSpan(0, _count);

    /// <summary>Extents of the pieces.</summary>
    public ReadOnlySpan<Box> Pieces => _pieces.AsSpan(0, (_count + PieceEdges - 1) / PieceEdges);

    /// <summary>Extent of the polygon.</summary>
    public Box Box { get; private set; }

    /// <summary>The edges of a piece.</summary>
    public ReadOnlySpan<OuterEdge> Piece(int piece) => _edges.AsSpan(piece * PieceEdges, Math.Min(PieceEdges, _count - (piece * PieceEdges)));

    /// <summary>Takes a row of a table.</summary>
    public void Take(BoundaryTable table, int row)
    {
        var edges = table.Edges(row);
        if (_edges.Length < edges)
            (_edges, _pieces) = (new OuterEdge[2 * edges], new Box[(2 * edges / PieceEdges) + 1]);
        Box = table.Boxes[row];
        _count = 0;
        foreach (var edge in new RowEdges(table, row))
            Add(edge);
    }

    private void Add(in OuterEdge edge)
    {
        var end = edge.At(edge.High);
        var box = new Box(Math.Min(edge.X, end), edge.Low, Math.Max(edge.X, end), edge.High);
        ref var piece = ref _pieces[_count / PieceEdges];
        piece = _count % PieceEdges == 0 ? box : piece.Around(box);
        _edges[_count++] = edge;
    }
}
