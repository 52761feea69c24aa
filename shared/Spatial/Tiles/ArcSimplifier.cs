using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;

namespace Platform.Spatial.Tiles;

/// <summary>
/// Leaves out points of arcs (D. Douglas and T. Peucker, 1973) as long as boundaries keep their order: a shortcut is taken only when no other point lies between it and what
/// it replaces. Then no two simplified boundaries cross: one that crossed a shortcut would have to have a point behind it. Whole numbers keep every decision exact.
/// </summary>
internal sealed class ArcSimplifier
{
    private readonly HPRtree<Place> _places = new();
    private readonly List<Arc> _arcs;
    private readonly double _tolerance;

    /// <summary>Takes all arcs of a tile.</summary>
    public ArcSimplifier(List<Arc> arcs, double tolerance)
    {
        (_arcs, _tolerance) = (arcs, tolerance);
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            for (var i = 0; i < arcs[arc].Points.Count; i++)
                _places.Insert(new Envelope(arcs[arc].Points[i].ToCoordinate()), new Place(arcs[arc].Points[i], arc, i));
        }

        _places.Build();
    }

    /// <summary>The points that are left of an arc, its ends among them. A ring may shrink to there and back.</summary>
    public List<GridPoint> Simplify(int arc)
    {
        var points = _arcs[arc].Points;
        var kept = new List<GridPoint> { points[0] };
        var open = new Stack<(int From, int To)>([(0, points.Count - 1)]);
        while (open.TryPop(out var part))
        {
            var (farthest, distance) = Farthest(points, part.From, part.To);
            if (part.To - part.From == 1 || (distance <= _tolerance && IsFree(arc, part.From, part.To)))
            {
                kept.Add(points[part.To]);
                continue;
            }

            open.Push((farthest, part.To));
            open.Push((part.From, farthest));
        }

        return kept;
    }

    private static (int Farthest, double Distance) Farthest(IReadOnlyList<GridPoint> points, int from, int to)
    {
        var (farthest, largest) = (from + 1, -1.0);
        for (var i = from + 1; i < to; i++)
        {
            var distance = Distance(points[i], points[from], points[to]);
            if (distance > largest)
                (farthest, largest) = (i, distance);
        }

        return (farthest, largest);
    }

    private static double Distance(GridPoint p, GridPoint a, GridPoint b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, px = p.X - a.X, py = p.Y - a.Y;
        var squared = (dx * dx) + (dy * dy);
        var along = squared == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1);
        return double.Hypot(px - (along * dx), py - (along * dy));
    }

    /// <summary>Whether no point but those that it leaves out lies between a shortcut and what it replaces.</summary>
    private bool IsFree(int arc, int from, int to)
    {
        var points = _arcs[arc].Points;
        var extent = new Envelope();
        for (var i = from; i <= to; i++)
            extent.ExpandToInclude(points[i].X, points[i].Y);
        foreach (var place in _places.Query(extent))
        {
            var isOwn = place.Arc == arc && place.Index >= from && place.Index <= to;
            if (!isOwn && place.Point != points[from] && place.Point != points[to] && IsBetween(place.Point, points, from, to))
                return false;
        }

        return true;
    }

    private static bool IsBetween(GridPoint p, IReadOnlyList<GridPoint> points, int from, int to)
    {
        if (IsOn(p, points[from], points[to]))
            return true;
        var inside = false;
        for (var (i, j) = (from, to); i <= to; j = i++)
        {
            var (a, b) = (points[i], points[j]);
            if (a.Y > p.Y == b.Y > p.Y)
                continue;
            if (Turn(a, b, p) > 0 == b.Y > a.Y)
                inside = !inside;
        }

        return inside;
    }

    private static bool IsOn(GridPoint p, GridPoint a, GridPoint b) =>
        Turn(a, b, p) == 0 && p.X >= Math.Min(a.X, b.X) && p.X <= Math.Max(a.X, b.X) && p.Y >= Math.Min(a.Y, b.Y) && p.Y <= Math.Max(a.Y, b.Y);

    private static long Turn(GridPoint a, GridPoint b, GridPoint p) => ((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X));

    private readonly record struct Place(GridPoint Point, int Arc, int Index);
}
