using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.Shapefiles;

/// <summary>Decodes the content of one .shp record (ESRI Shapefile Technical Description, July 1998); Z and M are not looked at.</summary>
internal static class ShapeRecord
{
    private const int PointLength = 16;
    private const int BoxEnd = 36;

    /// <summary>The geometry, or null for a null shape.</summary>
    /// <exception cref="Platform.Findings.RefusedException">The record is no geometry that can be used.</exception>
    public static Geometry? Decode(ReadOnlySpan<byte> record, ShapeHeader header, RowGeometry row)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(record);
        if (type == 0)
        {
            return null;
        }

        if (type != header.Type)
        {
            throw row.Refuse(FormatFindings.ShapefileRecordType, type, header.Type);
        }

        return header.PlaneType switch
        {
            1 => DecodePoint(record, row),
            8 => DecodeMultiPoint(record, row),
            _ => DecodeParts(record, header.PlaneType == 5, row),
        };
    }

    private static Point DecodePoint(ReadOnlySpan<byte> record, RowGeometry row)
    {
        Require(record.Length >= 4 + PointLength, row);
        return row.Point(BinaryPrimitives.ReadDoubleLittleEndian(record[4..]), BinaryPrimitives.ReadDoubleLittleEndian(record[12..]));
    }

    private static MultiPoint DecodeMultiPoint(ReadOnlySpan<byte> record, RowGeometry row)
    {
        const int PointsStart = BoxEnd + 4;
        Require(record.Length >= PointsStart, row);
        long count = BinaryPrimitives.ReadInt32LittleEndian(record[BoxEnd..]);
        Require(count >= 0 && PointsStart + (count * PointLength) <= record.Length, row);
        return RowGeometry.Factory.CreateMultiPoint(Points(record[PointsStart..], 0, (int)count, row));
    }

    private static Geometry DecodeParts(ReadOnlySpan<byte> record, bool isPolygon, RowGeometry row)
    {
        const int PartsStart = BoxEnd + 8;
        Require(record.Length >= PartsStart, row);
        long parts = BinaryPrimitives.ReadInt32LittleEndian(record[BoxEnd..]);
        long count = BinaryPrimitives.ReadInt32LittleEndian(record[(BoxEnd + 4)..]);
        var pointsStart = PartsStart + (parts * 4);
        Require(parts >= 0 && count >= 0 && parts <= count && pointsStart + (count * PointLength) <= record.Length, row);
        Require(parts > 0 || count == 0, row);
        var lines = new List<CoordinateSequence>((int)parts);
        var from = parts == 0 ? 0 : PartStart(record, PartsStart, 0);
        Require(from == 0, row);
        for (var part = 0; part < parts; part++)
        {
            var to = part + 1 < parts ? PartStart(record, PartsStart, part + 1) : (int)count;
            Require(to >= from && to <= count, row);
            if (to > from)
            {
                lines.Add(Points(record[(int)pointsStart..], from, to - from, row));
            }

            from = to;
        }

        return isPolygon ? Polygon(lines, row) : Lines(lines, row);
    }

    private static Geometry Polygon(List<CoordinateSequence> lines, RowGeometry row) => lines.Count == 0
        ? RowGeometry.Factory.CreatePolygon()
        : RingAssembly.Assemble(row.Rings(lines), row);

    private static Geometry Lines(List<CoordinateSequence> lines, RowGeometry row) => lines.Count switch
    {
        0 => RowGeometry.Factory.CreateLineString(),
        1 => row.Line(lines[0]),
        _ => RowGeometry.Factory.CreateMultiLineString([.. lines.Select(row.Line)]),
    };

    private static int PartStart(ReadOnlySpan<byte> record, int partsStart, int part) =>
        BinaryPrimitives.ReadInt32LittleEndian(record[(partsStart + (part * 4))..]);

    private static CoordinateSequence Points(ReadOnlySpan<byte> points, int from, int count, RowGeometry row) =>
        row.Points(points.Slice(from * PointLength, count * PointLength));

    private static void Require(bool condition, RowGeometry row)
    {
        if (!condition)
        {
            throw row.Refuse(FormatFindings.GeometryTruncated);
        }
    }
}
