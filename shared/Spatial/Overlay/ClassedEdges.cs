using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>The polygons of a classed layer as edges, indexed. Immutable but for what it remembers of rows that were compared;
/// thread-safe.</summary>
internal sealed class ClassedEdges(EdgeTable edges, long[] rows, int[] classes, string[] classNames)
{
    /// <summary>Common area of two rows that is worth looking at, m²: a hundredth of the tolerance.</summary>
    public const double OverlapM2 = AreaTolerance.SquareMetres / 100;

    // Of each row the later rows it was compared with: twice their number, and one more where the two overlap.
    private readonly int[]?[] _compared = new int[rows.Length][];

    public EdgeTable Edges => edges;

    public BoxIndex Index { get; } = new(edges.Boxes);

    /// <summary>Class codes in ordinal order.</summary>
    public string[] ClassNames => classNames;

    /// <summary>The caller's number of a row.</summary>
    public long RowNumber(int row) => rows[row];

    /// <summary>Place of a row's class in <see cref="ClassNames"/>.</summary>
    public int ClassOf(int row) => classes[row];

    /// <summary>Whether a row has so many edges that it is better looked at near the place in question.</summary>
    public bool IsBig(int row) => edges.FirstLeaf[row] != edges.FirstLeaf[row + 1];

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

        var overlap = !(area.Of(edges, first, edges, second) <= OverlapM2);
        Volatile.Write(ref _compared[first], [.. compared, (second << 1) | (overlap ? 1 : 0)]);
        return overlap;
    }
}
