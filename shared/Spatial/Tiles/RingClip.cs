using NetTopologySuite.Geometries;

namespace Platform.Spatial.Tiles;

/// <summary>
/// Brings a ring onto the grid of a tile: rounded, cut at the tile's outline, clipped to its buffer (I. Sutherland and G. Hodgman, Reentrant polygon clipping, 1974).
/// A cut depends on its edge only and not on its direction or on the tile, so neighbouring features and neighbouring tiles have the same. The clip may run there and back
/// along the buffer's outline; what is passed twice cancels later.
/// </summary>
internal sealed class RingClip(TileGrid grid)
{
    private List<GridPoint> _ring = [];
    private List<GridPoint> _next = [];

    /// <summary>The ring on the grid, its first point repeated at the end; empty when nothing of it is left.</summary>
    public IReadOnlyList<GridPoint> Clip(CoordinateSequence ring)
    {
        _ring.Clear();
        for (var i = 0; i < ring.Count; i++)
            Add(_ring, grid.Of(ring.GetX(i), ring.GetY(i)));
        Split(upright: true, 0);
        Split(upright: true, grid.Extent);
        Split(upright: false, 0);
        Split(upright: false, grid.Extent);
        Cut(upright: true, grid.Low, 1);
        Cut(upright: true, grid.High, -1);
        Cut(upright: false, grid.Low, 1);
        Cut(upright: false, grid.High, -1);
        return _ring.Count < 4 ? [] : _ring;
    }

    /// <summary>Adds a point to every edge where it crosses a line.</summary>
    private void Split(bool upright, long line)
    {
        _next.Clear();
        for (var i = 0; i < _ring.Count; i++)
        {
            if (i > 0 && (Along(_ring[i - 1], upright) - line) * (Int128)(Along(_ring[i], upright) - line) < 0)
                Add(_next, Crossing(_ring[i - 1], _ring[i], upright, line));
            Add(_next, _ring[i]);
        }

        (_ring, _next) = (_next, _ring);
    }

    /// <summary>Keeps what lies on one side of a line.</summary>
    private void Cut(bool upright, long line, int side)
    {
        _next.Clear();
        for (var i = 0; i < _ring.Count; i++)
        {
            var isInside = (Along(_ring[i], upright) - line) * side >= 0;
            if (i > 0 && isInside != (Along(_ring[i - 1], upright) - line) * side >= 0)
                Add(_next, Crossing(_ring[i - 1], _ring[i], upright, line));
            if (isInside)
                Add(_next, _ring[i]);
        }

        if (_next.Count > 0)
            Add(_next, _next[0]);
        (_ring, _next) = (_next, _ring);
    }

    private static GridPoint Crossing(GridPoint a, GridPoint b, bool upright, long line)
    {
        var (from, to) = a.CompareTo(b) < 0 ? (a, b) : (b, a);
        var (along, height) = (Along(to, upright) - Along(from, upright), Along(to, !upright) - Along(from, !upright));
        var part = Rounded((Int128)height * (line - Along(from, upright)), along);
        var across = Along(from, !upright) + part;
        return upright ? new GridPoint(line, across) : new GridPoint(across, line);
    }

    private static long Along(GridPoint p, bool upright) => upright ? p.X : p.Y;

    /// <summary>A fraction rounded to the nearest whole number, halves upwards.</summary>
    private static long Rounded(Int128 numerator, long denominator)
    {
        if (denominator < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var (twice, by) = ((2 * numerator) + denominator, 2 * (Int128)denominator);
        var quotient = twice / by;
        return (long)(twice % by < 0 ? quotient - 1 : quotient);
    }

    private static void Add(List<GridPoint> ring, GridPoint point)
    {
        if (ring.Count == 0 || ring[^1] != point)
            ring.Add(point);
    }
}
