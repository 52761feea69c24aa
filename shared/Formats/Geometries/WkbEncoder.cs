using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace Platform.Formats.Geometries;

/// <summary>Encodes two-dimensional geometries as little-endian well-known binary into a buffer of the caller.</summary>
internal static class WkbEncoder
{
    private const int HeadLength = 5;
    private const int PointLength = 16;

    /// <summary>Length of the encoded geometry in bytes.</summary>
    public static int Length(Geometry geometry) => geometry switch
    {
        Point => HeadLength + PointLength,
        LineString line => HeadLength + 4 + (line.NumPoints * PointLength),
        Polygon polygon => HeadLength + 4 + RingsLength(polygon),
        _ => HeadLength + 4 + Enumerable.Range(0, geometry.NumGeometries).Sum(i => Length(geometry.GetGeometryN(i))),
    };

    /// <summary>Writes the geometry and returns what is left of the target. An empty point is written as NaN, NaN (OGC 12-128r17, 2.1.3).</summary>
    public static Span<byte> Write(Geometry geometry, Span<byte> target)
    {
        target[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(target[1..], (int)TypeOf(geometry));
        target = target[HeadLength..];
        switch (geometry)
        {
            case Point point:
                BinaryPrimitives.WriteDoubleLittleEndian(target, point.IsEmpty ? double.NaN : point.X);
                BinaryPrimitives.WriteDoubleLittleEndian(target[8..], point.IsEmpty ? double.NaN : point.Y);
                return target[PointLength..];
            case LineString line:
                return WritePoints(line.CoordinateSequence, target);
            case Polygon polygon:
                return WriteRings(polygon, target);
            default:
                target = WriteCount(geometry.NumGeometries, target);
                for (var i = 0; i < geometry.NumGeometries; i++)
                {
                    target = Write(geometry.GetGeometryN(i), target);
                }

                return target;
        }
    }

    private static OgcGeometryType TypeOf(Geometry geometry) => geometry is LineString ? OgcGeometryType.LineString : geometry.OgcGeometryType;

    private static int RingsLength(Polygon polygon)
    {
        if (polygon.IsEmpty)
        {
            return 0;
        }

        var length = 4 + (polygon.ExteriorRing.NumPoints * PointLength);
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            length += 4 + (polygon.GetInteriorRingN(i).NumPoints * PointLength);
        }

        return length;
    }

    private static Span<byte> WriteRings(Polygon polygon, Span<byte> target)
    {
        target = WriteCount(polygon.IsEmpty ? 0 : 1 + polygon.NumInteriorRings, target);
        if (polygon.IsEmpty)
        {
            return target;
        }

        target = WritePoints(polygon.ExteriorRing.CoordinateSequence, target);
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            target = WritePoints(polygon.GetInteriorRingN(i).CoordinateSequence, target);
        }

        return target;
    }

    private static Span<byte> WritePoints(CoordinateSequence points, Span<byte> target)
    {
        target = WriteCount(points.Count, target);
        for (var i = 0; i < points.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(target[(i * PointLength)..], points.GetX(i));
            BinaryPrimitives.WriteDoubleLittleEndian(target[((i * PointLength) + 8)..], points.GetY(i));
        }

        return target[(points.Count * PointLength)..];
    }

    private static Span<byte> WriteCount(int count, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, count);
        return target[4..];
    }
}
