using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace Platform.Formats.Geometries;

/// <summary>
/// Decodes well-known binary (OGC 06-103r4, ISO codes and the EWKB flags) into two-dimensional geometries. Every count is checked against
/// the bytes that remain before anything is allocated; Z and M are dropped.
/// </summary>
internal ref struct WkbDecoder
{
    private readonly RowGeometry _row;
    private ReadOnlySpan<byte> _rest;

    private WkbDecoder(ReadOnlySpan<byte> wkb, RowGeometry row)
    {
        _rest = wkb;
        _row = row;
    }

    /// <exception cref="Platform.Findings.RefusedException">The bytes are no geometry that can be used.</exception>
    public static Geometry Decode(ReadOnlySpan<byte> wkb, RowGeometry row)
    {
        var decoder = new WkbDecoder(wkb, row);
        var geometry = decoder.ReadGeometry(depth: 0);
        return decoder._rest.IsEmpty ? geometry : throw row.Refuse(FormatFindings.GeometryMalformed, $"{decoder._rest.Length} bytes too many");
    }

    private Geometry ReadGeometry(int depth)
    {
        if (depth >= RowGeometry.MaxDepth)
        {
            throw _row.Refuse(FormatFindings.GeometryTooDeep, RowGeometry.MaxDepth);
        }

        var littleEndian = ReadByteOrder();
        var code = ReadUInt32(littleEndian);
        var (type, dimension) = Interpret(code);
        if ((code & 0x20000000) != 0)
        {
            ReadUInt32(littleEndian);
        }

        var shape = new Shape(littleEndian, dimension, depth);
        return type switch
        {
            1 => ReadPoint(shape),
            2 => _row.Line(ReadSequence(shape)),
            3 => ReadPolygon(shape),
            4 => RowGeometry.Factory.CreateMultiPoint(ReadParts<Point>(shape)),
            5 => RowGeometry.Factory.CreateMultiLineString(ReadParts<LineString>(shape)),
            6 => RowGeometry.Factory.CreateMultiPolygon(ReadParts<Polygon>(shape)),
            7 => RowGeometry.Factory.CreateGeometryCollection(ReadParts<Geometry>(shape)),
            >= 8 and <= 17 => throw _row.Refuse(FormatFindings.GeometryCurve, type),
            _ => throw _row.Refuse(FormatFindings.GeometryUnknownType, code),
        };
    }

    /// <summary>Byte order, number of ordinates and depth of a geometry.</summary>
    private readonly record struct Shape(bool LittleEndian, int Dimension, int Depth)
    {
        public int PointLength => 8 * Dimension;
    }

    private static (uint Type, int Dimension) Interpret(uint code)
    {
        var plain = code & 0x1FFFFFFF;
        var iso = plain / 1000;
        var z = (code & 0x80000000) != 0 || iso is 1 or 3;
        var m = (code & 0x40000000) != 0 || iso is 2 or 3;
        return (iso <= 3 ? plain % 1000 : plain, 2 + (z ? 1 : 0) + (m ? 1 : 0));
    }

    private Point ReadPoint(Shape shape)
    {
        var bytes = Take(shape.PointLength);
        var x = ReadDouble(bytes, shape.LittleEndian);
        var y = ReadDouble(bytes[8..], shape.LittleEndian);
        return double.IsNaN(x) && double.IsNaN(y) ? RowGeometry.Factory.CreatePoint() : _row.Point(x, y);
    }

    private CoordinateSequence ReadSequence(Shape shape)
    {
        var count = ReadCount(shape, shape.PointLength);
        if (shape is { LittleEndian: true, Dimension: 2 })
        {
            return _row.Points(Take(count * shape.PointLength));
        }

        var sequence = RowGeometry.Sequence(count);
        for (var i = 0; i < count; i++)
        {
            var bytes = Take(shape.PointLength);
            _row.Set(sequence, i, ReadDouble(bytes, shape.LittleEndian), ReadDouble(bytes[8..], shape.LittleEndian));
        }

        return sequence;
    }

    private Polygon ReadPolygon(Shape shape)
    {
        var count = ReadCount(shape, leastLength: 4);
        if (count == 0)
        {
            return RowGeometry.Factory.CreatePolygon();
        }

        var shell = ReadSequence(shape);
        var holes = new CoordinateSequence[count - 1];
        for (var i = 0; i < holes.Length; i++)
        {
            holes[i] = ReadSequence(shape);
        }

        return _row.Polygon(shell, holes);
    }

    private T[] ReadParts<T>(Shape shape)
        where T : Geometry
    {
        const int LeastPart = 9;
        var parts = new T[ReadCount(shape, LeastPart)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = ReadGeometry(shape.Depth + 1) as T ?? throw _row.Refuse(FormatFindings.GeometryMalformed, $"part {i} is no {typeof(T).Name}");
        }

        return parts;
    }

    private bool ReadByteOrder() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw _row.Refuse(FormatFindings.GeometryMalformed, $"byte order {other}"),
    };

    private int ReadCount(Shape shape, int leastLength)
    {
        var count = ReadUInt32(shape.LittleEndian);
        return (ulong)count * (ulong)leastLength <= (ulong)_rest.Length ? (int)count : throw _row.Refuse(FormatFindings.GeometryTruncated);
    }

    private uint ReadUInt32(bool littleEndian)
    {
        var bytes = Take(4);
        return littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static double ReadDouble(ReadOnlySpan<byte> bytes, bool littleEndian) =>
        littleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleBigEndian(bytes);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw _row.Refuse(FormatFindings.GeometryTruncated);
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
