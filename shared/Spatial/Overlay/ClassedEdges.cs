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
