using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Kernel;

/// <summary>
/// A polygon or multi-polygon as plain arrays: rings without their closing point and without repeated points. One instance is filled again
/// for every geometry, so that reading a layer allocates nothing per row. Not thread-safe.
/// </summary>
internal sealed class FlatPolygon
{
    private double[] _x = new double[64];
    private double[] _y = new double[64];
    private FlatRing[] _rings = new FlatRing[4];
    private int _points;
    private int _ringCount;

    public ReadOnlySpan<double> X => _x.AsSpan(0, _points);

    public ReadOnlySpan<double> Y => _y.AsSpan(0, _points);

    public ReadOnlySpan<FlatRing> Rings => _rings.AsSpan(0, _ringCount);

    /// <summary>Takes a geometry in.</summary>
    /// <returns>False when it is no polygon, is empty, or has a coordinate, a ring or a size that the limits do not let through; the geometry
    /// guard then says what is wrong.</returns>
    public bool TryRead(Geometry? geometry, GeometryLimits limits)
    {
        (_points, _ringCount) = (0, 0);
        if (geometry is not (Polygon or MultiPolygon) || geometry.IsEmpty || geometry.NumPoints > limits.MaxVertices)
            return false;

        for (var part = 0; part < geometry.NumGeometries; part++)
        {
            if (!TryReadPart((Polygon)geometry.GetGeometryN(part), part, limits))
                return false;
        }

        return true;
    }

    /// <summary>Twice the area of a ring, positive when it runs counter-clockwise.</summary>
    public double TwiceArea(in FlatRing ring)
    {
        var (x0, y0) = (_x[ring.Start], _y[ring.Start]);
        var sum = 0.0;
        for (var i = ring.Start + 1; i < ring.End - 1; i++)
            sum += ((_x[i] - x0) * (_y[i + 1] - y0)) - ((_x[i + 1] - x0) * (_y[i] - y0));
        return sum;
    }

    /// <summary>The part whose boundary a point is on.</summary>
    public int PartOf(int point)
    {
        var ring = 0;
        while (_rings[ring].End <= point)
            ring++;
        return _rings[ring].Part;
    }

    /// <summary>Whether two points are at the same place.</summary>
    public bool IsSamePoint(int one, int other) => _x[one] == _x[other] && _y[one] == _y[other];

    private bool TryReadPart(Polygon polygon, int part, GeometryLimits limits)
    {
        if (polygon.IsEmpty)
            return true;
        if (!TryReadRing(polygon.ExteriorRing.CoordinateSequence, part, isHole: false, limits))
            return false;
        for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
        {
            var ring = polygon.GetInteriorRingN(hole);
            if (!ring.IsEmpty && !TryReadRing(ring.CoordinateSequence, part, isHole: true, limits))
                return false;
        }

        return true;
    }

    private bool TryReadRing(CoordinateSequence ring, int part, bool isHole, GeometryLimits limits)
    {
        var count = ring.Count;
        var (start, at) = (_points, _points);
        if (count < 4)
            return false;

        Reserve(count);
        var points = (ring as CoordinateArraySequence)?.ToCoordinateArray();
        for (var i = 0; i < count; i++)
        {
            var (x, y) = points is null ? (ring.GetX(i), ring.GetY(i)) : (points[i].X, points[i].Y);
            if (!(Math.Abs(x) <= limits.MaxAbsoluteX && Math.Abs(y) <= limits.MaxAbsoluteY))
                return false;
            if (at > start && x == _x[at - 1] && y == _y[at - 1])
                continue;
            (_x[at], _y[at]) = (x, y);
            at++;
        }

        // The last point closes the ring.
        at--;
        if (at - start < 3 || _x[at] != _x[start] || _y[at] != _y[start])
            return false;

        _rings[_ringCount++] = new FlatRing(start, at, part, isHole);
        _points = at;
        return true;
    }

    private void Reserve(int points)
    {
        if (_points + points > _x.Length)
        {
            var size = Math.Max(_points + points, 2 * _x.Length);
            Array.Resize(ref _x, size);
            Array.Resize(ref _y, size);
        }

        if (_ringCount == _rings.Length)
            Array.Resize(ref _rings, 2 * _ringCount);
    }
}

/// <summary>A ring of a <see cref="FlatPolygon"/>.</summary>
/// <param name="Start">First point.</param>
/// <param name="End">Behind the last point.</param>
/// <param name="Part">Which part of a multi-polygon.</param>
/// <param name="IsHole">Whether it bounds a hole.</param>
internal readonly record struct FlatRing(int Start, int End, int Part, bool IsHole);
