using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;

namespace Platform.Formats.Geometries;

/// <summary>A ring of a record, and the holes that were given to it.</summary>
internal sealed class NestedRing(LinearRing ring, int position)
{
    /// <summary>An index of the ring's edges pays only when it is asked more often than this.</summary>
    private const int AskedWithoutIndex = 4;

    private IndexedPointInAreaLocator? _locator;
    private int _asked;

    public LinearRing Ring { get; } = ring;

    public int Position { get; } = position;

    public double Size { get; } = Area.OfRing(ring.CoordinateSequence);

    /// <summary>How many rings lie around it, when nesting decides.</summary>
    public int Depth { get; set; }

    public List<LinearRing> Holes { get; } = [];

    /// <summary>Whether the other ring lies inside: its first point that is not on this ring decides. Each point tried is taken off the budget.</summary>
    public bool Holds(LinearRing other, ref long budget)
    {
        if (!Ring.EnvelopeInternal.Contains(other.EnvelopeInternal))
        {
            return false;
        }

        var points = other.CoordinateSequence;
        for (var i = 0; i < points.Count && budget > 0; i++)
        {
            budget--;
            var location = Locate(points.GetCoordinate(i));
            if (location != Location.Boundary)
            {
                return location == Location.Interior;
            }
        }

        return true;
    }

    private Location Locate(Coordinate point)
    {
        if (++_asked <= AskedWithoutIndex)
        {
            return RayCrossingCounter.LocatePointInRing(point, Ring.CoordinateSequence);
        }

        _locator ??= new IndexedPointInAreaLocator(Ring);
        return _locator.Locate(point);
    }
}

/// <summary>Finds the rings around a ring, with a bound on the work: hostile files stack thousands of rings on top of each other.</summary>
internal sealed class RingIndex
{
    private const int LeastBudget = 1_000_000;
    private const int BudgetPerRing = 64;
    private readonly HPRtree<NestedRing> _tree = new();
    private readonly RowGeometry _row;
    private readonly int _count;
    private long _budget;

    public RingIndex(IReadOnlyCollection<NestedRing> rings, RowGeometry row)
    {
        _row = row;
        _count = rings.Count;
        _budget = Math.Max(LeastBudget, (long)BudgetPerRing * rings.Count);
        foreach (var ring in rings)
        {
            _tree.Insert(ring.Ring.EnvelopeInternal, ring);
        }
    }

    /// <summary>The smallest larger ring that holds the ring, or null.</summary>
    public NestedRing? SmallestAround(NestedRing ring)
    {
        var candidates = _tree.Query(ring.Ring.EnvelopeInternal);
        _budget -= candidates.Count;
        NestedRing? found = null;
        if (_budget > 0)
        {
            found = candidates.Where(c => IsLarger(c, ring)).OrderBy(c => c.Size).ThenBy(c => c.Position)
                .FirstOrDefault(c => c.Holds(ring.Ring, ref _budget));
        }

        return _budget > 0 ? found : throw _row.Refuse(FormatFindings.GeometryTooComplex, _count);
    }

    /// <summary>Of two rings of the same size the earlier one counts as larger, so that nesting cannot go in circles.</summary>
    private static bool IsLarger(NestedRing candidate, NestedRing ring) =>
        candidate != ring && (candidate.Size > ring.Size || (candidate.Size == ring.Size && candidate.Position < ring.Position));
}
