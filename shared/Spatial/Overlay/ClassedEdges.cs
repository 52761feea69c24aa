using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>The polygons of a classed layer as edges, indexed. Immutable but for what it remembers of rows that were compared;
/// thread-safe.</summary>
/// <param name="rows">The rows in their order.</param>
/// <param name="classNames">Class codes in ordinal order.</param>
/// <param name="threads">Degree of parallelism of the indexing.</param>
internal sealed class ClassedEdges(ClassedRow[] rows, string[] classNames, int threads)
{
    /// <summary>Common area of two rows that is worth looking at, m²: a hundredth of the tolerance.</summary>
    public const double OverlapM2 = AreaTolerance.SquareMetres / 100;

    // Of each row the later rows it was compared with: twice their number, and one more where the two overlap.
    private readonly int[]?[] _compared = new int[rows.Length][];

    /// <summary>Finds rows by their extents.</summary>
    public BoxIndex Index { get; } = new(Array.ConvertAll(rows, row => row.Box), threads);

    /// <summary>Class codes in ordinal order.</summary>
    public string[] ClassNames => classNames;

    /// <summary>A row.</summary>
    public ref readonly ClassedRow this[int row] => ref rows[row];

    /// <summary>Whether a row has so many edges that it is better looked at near the place in question.</summary>
    public bool IsBig(int row) => rows[row].Edges.HasLeaves(rows[row].Place);

    /// <summary>Whether two small rows overlap each other anywhere; kept for the next subject between them. Threads that compare the same rows find the
    /// same.</summary>
    public bool Overlap(int first, int second, CommonArea area)
    {
        var compared = Volatile.Read(ref _compared[first]) ?? [];
        foreach (var entry in compared)
        {
            if (entry >> 1 == second)
                return (entry & 1) != 0;
        }

        var overlap = !(area.Of(rows[first].Edges, rows[first].Place, rows[second].Edges, rows[second].Place) <= OverlapM2);
        Volatile.Write(ref _compared[first], [.. compared, (second << 1) | (overlap ? 1 : 0)]);
        return overlap;
    }
}

/// <summary>A row of a classed layer.</summary>
/// <param name="Row">The caller's number.</param>
/// <param name="Class">Place of its class among the names.</param>
/// <param name="Edges">The table that holds its edges.</param>
/// <param name="Place">Its row there.</param>
internal readonly record struct ClassedRow(long Row, int Class, BoundaryTable Edges, int Place)
{
    /// <summary>Its extent.</summary>
    public Box Box => Edges.Boxes[Place];
}
