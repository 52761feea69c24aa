using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using Platform.Findings;

namespace Platform.Spatial.Validity;

/// <summary>
/// Refuses geometries that overlay would answer with nonsense, an exception or hours of work: null, NaN, infinite or out of range, nested
/// too deep, too many vertices, collections of mixed kinds, collapsed rings, crossing boundaries, overlapping parts. It changes nothing:
/// mending is <see cref="GeometryRepair"/>'s, as a step of its own.
/// </summary>
public static class GeometryGuard
{
    /// <summary>Looks a geometry over. Cheap checks come first; the topology is looked at only when they pass.</summary>
    /// <param name="geometry">Any geometry, null included.</param>
    /// <param name="limits">What is let through.</param>
    /// <param name="at">Place of the row; the coordinate is added where it is known.</param>
    /// <returns>Null for a sound geometry, otherwise the first fault.</returns>
    public static Finding? Check(Geometry? geometry, GeometryLimits limits, Location at)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(at);
        return CheckSafety(geometry, limits, at) ?? CheckRings(geometry!, at) ?? CheckTopology(geometry!, at);
    }

    /// <summary>The checks without which even a repair would be unsafe: everything but rings and topology.</summary>
    public static Finding? CheckSafety(Geometry? geometry, GeometryLimits limits, Location at)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (geometry is null)
            return SpatialFindings.GeometryMissing.At(at);

        var leaves = new List<Geometry>();
        if (Flatten(geometry, limits, leaves) is var depth && depth > limits.MaxDepth)
            return SpatialFindings.GeometryTooDeep.At(at, depth, limits.MaxDepth);
        if (leaves.TrueForAll(leaf => leaf.IsEmpty))
            return SpatialFindings.GeometryMissing.At(at);
        if (geometry.OgcGeometryType == OgcGeometryType.GeometryCollection)
            return SpatialFindings.GeometryNotPolygonal.At(at, geometry.GeometryType);
        if (limits.PolygonsOnly && leaves.Find(leaf => leaf is not Polygon) is { } other)
            return SpatialFindings.GeometryNotPolygonal.At(at, other.GeometryType);
        if (leaves.Sum(leaf => (long)leaf.NumPoints) is var count && count > limits.MaxVertices)
            return SpatialFindings.GeometryTooManyVertices.At(at, count, limits.MaxVertices);

        var filter = new RangeFilter(limits);
        foreach (var leaf in leaves)
            leaf.Apply(filter);
        return filter.Fault(at);
    }

    // With a stack of its own: collections nested by the thousand would overflow the thread's.
    private static int Flatten(Geometry geometry, GeometryLimits limits, List<Geometry> leaves)
    {
        var deepest = 0;
        var stack = new Stack<(Geometry Geometry, int Depth)>([(geometry, 0)]);
        while (stack.TryPop(out var top) && deepest <= limits.MaxDepth)
        {
            deepest = Math.Max(deepest, top.Depth);
            if (top.Geometry is not GeometryCollection collection)
                leaves.Add(top.Geometry);
            else
                Array.ForEach(collection.Geometries, child => stack.Push((child, top.Depth + 1)));
        }

        return deepest;
    }

    private static Finding? CheckRings(Geometry geometry, Location at)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is not Polygon polygon || polygon.IsEmpty)
                continue;
            if (CheckRing(polygon.ExteriorRing, at) is { } fault)
                return fault;
            if (polygon.InteriorRings.Select(hole => CheckRing(hole, at)).FirstOrDefault(f => f is not null) is { } inHole)
                return inHole;
        }

        return null;
    }

    private static Finding? CheckRing(LineString ring, Location at)
    {
        var place = Place(at, ring.GetCoordinateN(0));
        if (!ring.IsClosed || ring.NumPoints < 4)
            return SpatialFindings.RingNotClosed.At(place);
        return NetTopologySuite.Algorithm.Area.OfRing(ring.CoordinateSequence) == 0 && IsFlat(ring) ? SpatialFindings.RingCollapsed.At(place) : null;
    }

    // A bow-tie has no area either, but its points do not lie on one line; the topology check names it.
    private static bool IsFlat(LineString ring)
    {
        var hull = ring.ConvexHull();
        return hull.Dimension != Dimension.Surface;
    }

    private static Finding? CheckTopology(Geometry geometry, Location at)
    {
        var error = new IsValidOp(geometry).ValidationError;
        if (error is null)
            return null;

        var place = Place(at, error.Coordinate);
        return error.ErrorType switch
        {
            _ when geometry is GeometryCollection { Count: > 1 } parts && parts.Geometries.All(part => part.IsValid) =>
                SpatialFindings.PartsOverlap.At(place),
            TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection => SpatialFindings.SelfIntersection.At(place),
            TopologyValidationErrors.NestedShells => SpatialFindings.PartsOverlap.At(place),
            TopologyValidationErrors.TooFewPoints => SpatialFindings.RingCollapsed.At(place),
            TopologyValidationErrors.RingNotClosed => SpatialFindings.RingNotClosed.At(place),
            _ => SpatialFindings.GeometryInvalid.At(place, error.Message),
        };
    }

    private static Location Place(Location at, Coordinate? coordinate) => coordinate is null ? at : at with { X = coordinate.X, Y = coordinate.Y };

    private sealed class RangeFilter(GeometryLimits limits) : IEntireCoordinateSequenceFilter
    {
        private (double X, double Y)? _fault;

        public bool Done => _fault is not null;

        public bool GeometryChanged => false;

        public void Filter(CoordinateSequence seq)
        {
            for (var i = 0; i < seq.Count && _fault is null; i++)
            {
                var (x, y) = (seq.GetX(i), seq.GetY(i));
                if (!(Math.Abs(x) <= limits.MaxAbsoluteX && Math.Abs(y) <= limits.MaxAbsoluteY))
                    _fault = (x, y);
            }
        }

        public Finding? Fault(Location at)
        {
            if (_fault is not var (x, y))
                return null;

            var text = string.Create(CultureInfo.InvariantCulture, $"{x}, {y}");
            return double.IsFinite(x) && double.IsFinite(y)
                ? SpatialFindings.GeometryOutOfRange.At(at with { X = x, Y = y }, text)
                : SpatialFindings.GeometryNotFinite.At(at, text);
        }
    }
}
