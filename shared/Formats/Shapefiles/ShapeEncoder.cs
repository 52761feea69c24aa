using System.Buffers.Binary;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Platform.Formats.Shapefiles;

/// <summary>
/// Encodes geometries as the contents of .shp records (ESRI Shapefile Technical Description, July 1998): shells clockwise, holes counter-clockwise and behind
/// their shell. What is empty becomes a null shape.
/// </summary>
internal sealed class ShapeEncoder
{
    private const int TypeLength = 4;
    private const int BoxLength = 32;
    private const int PointLength = 16;

    private readonly List<(CoordinateSequence Points, bool IsReversed)> _parts = [];
    private byte[] _buffer = new byte[1 << 12];

    /// <summary>The extent of what was encoded last; null for a null shape.</summary>
    public Envelope Extent { get; private set; } = new();

    /// <summary>Length of a geometry's record content in bytes, to be asked before it is encoded.</summary>
    public static long LengthOf(Geometry? geometry, int type) => geometry is null or { IsEmpty: true } ? TypeLength : type switch
    {
        ShapeTypes.Point => TypeLength + PointLength,
        ShapeTypes.MultiPoint => TypeLength + BoxLength + 4 + ((long)geometry.NumPoints * PointLength),
        _ => TypeLength + BoxLength + 8 + (4L * CountParts(geometry)) + ((long)geometry.NumPoints * PointLength),
    };

    /// <summary>The content of a record; valid until the next call.</summary>
    /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
    public ReadOnlySpan<byte> Encode(Geometry? geometry, int type)
    {
        Extent = new Envelope();
        var length = (int)LengthOf(geometry, type);
        if (_buffer.Length < length)
        {
            _buffer = new byte[Math.Min(Array.MaxLength, Math.Max(length, _buffer.Length * 2L))];
        }

        var record = _buffer.AsSpan(0, length);
        BinaryPrimitives.WriteInt32LittleEndian(record, length == TypeLength ? ShapeTypes.Null : type);
        if (length > TypeLength)
        {
            Collect(geometry!);
            Write(record[TypeLength..], type);
        }

        return record;
    }

    private static int CountParts(Geometry geometry) => geometry switch
    {
        { IsEmpty: true } => 0,
        Polygon polygon => 1 + polygon.NumInteriorRings,
        LineString => 1,
        _ => Enumerable.Range(0, geometry.NumGeometries).Sum(i => CountParts(geometry.GetGeometryN(i))),
    };

    private void Collect(Geometry geometry)
    {
        _parts.Clear();
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            switch (geometry.GetGeometryN(i))
            {
                case { IsEmpty: true }: break;
                case Point point: _parts.Add((point.CoordinateSequence, false)); break;
                case LineString line: _parts.Add((line.CoordinateSequence, false)); break;
                case Polygon polygon: Collect(polygon); break;
            }
        }
    }

    private void Collect(Polygon polygon)
    {
        var shell = polygon.ExteriorRing.CoordinateSequence;
        _parts.Add((shell, Area.OfRingSigned(shell) < 0));
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            var hole = polygon.GetInteriorRingN(i).CoordinateSequence;
            _parts.Add((hole, Area.OfRingSigned(hole) > 0));
        }
    }

    private void Write(Span<byte> target, int type)
    {
        if (type == ShapeTypes.Point)
        {
            WritePoints(target);
            return;
        }

        var head = target[BoxLength..];
        if (type != ShapeTypes.MultiPoint)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head, _parts.Count);
            head = head[4..];
        }

        BinaryPrimitives.WriteInt32LittleEndian(head, _parts.Sum(part => part.Points.Count));
        head = head[4..];
        WritePoints(type == ShapeTypes.MultiPoint ? head : WriteStarts(head));
        WriteBox(target, Extent);
    }

    /// <summary>The extent as four numbers: least x and y, greatest x and y.</summary>
    public static void WriteBox(Span<byte> target, Envelope box)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(target, box.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(target[8..], box.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(target[16..], box.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(target[24..], box.MaxY);
    }

    /// <summary>Where each part begins, counted in points; returns what lies behind.</summary>
    private Span<byte> WriteStarts(Span<byte> target)
    {
        var start = 0;
        foreach (var (points, _) in _parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target, start);
            target = target[4..];
            start += points.Count;
        }

        return target;
    }

    private void WritePoints(Span<byte> target)
    {
        foreach (var (points, isReversed) in _parts)
        {
            for (var i = 0; i < points.Count; i++)
            {
                var at = isReversed ? points.Count - 1 - i : i;
                var (x, y) = (points.GetX(at), points.GetY(at));
                if (!double.IsFinite(x) || !double.IsFinite(y))
                {
                    throw new ArgumentException($"A coordinate is not finite: {x}, {y}.");
                }

                Extent.ExpandToInclude(x, y);
                BinaryPrimitives.WriteDoubleLittleEndian(target, x);
                BinaryPrimitives.WriteDoubleLittleEndian(target[8..], y);
                target = target[PointLength..];
            }
        }
    }
}
