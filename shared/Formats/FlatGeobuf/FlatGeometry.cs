using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.FlatGeobuf;

/// <summary>
/// Decodes a Geometry table: coordinates in one vector, and where its parts end in another. Z and M are not looked at. Tables may point at the
/// same parts over and over; what is decoded is therefore counted, and cannot be more than the feature is long.
/// </summary>
internal ref struct FlatGeometry
{
    private const int LeastTable = 8;
    private const int PointLength = 16;
    private readonly RowGeometry _row;
    private long _budget;

    private FlatGeometry(RowGeometry row, int featureLength)
    {
        _row = row;
        _budget = featureLength;
    }

    /// <summary>Fields of the table.</summary>
    internal static class Slot
    {
        public const int Ends = 0, Xy = 1, Type = 6, Parts = 7;
    }

    /// <summary>The geometry of a feature.</summary>
    /// <param name="table">Its Geometry table.</param>
    /// <param name="layerType">Type of the layer; 0 when every feature has its own.</param>
    /// <param name="featureLength">Length of the feature in bytes.</param>
    /// <param name="row">Receives findings.</param>
    /// <exception cref="Platform.Findings.RefusedException">No geometry that can be used.</exception>
    public static Geometry Decode(FlatTable table, byte layerType, int featureLength, RowGeometry row) =>
        new FlatGeometry(row, featureLength).Decode(table, layerType, depth: 0);

    private Geometry Decode(FlatTable table, byte layerType, int depth)
    {
        if (depth >= RowGeometry.MaxDepth)
        {
            throw _row.Refuse(FormatFindings.GeometryTooDeep, RowGeometry.MaxDepth);
        }

        var type = layerType == 0 ? table.Byte(Slot.Type) : layerType;
        var xy = table.Vector(Slot.Xy, 8);
        _budget -= xy.Length + table.Vector(Slot.Ends, 4).Length + LeastTable;
        if (xy.Length % PointLength != 0 || _budget < 0)
        {
            throw _row.Refuse(FormatFindings.GeometryTruncated);
        }

        return type switch
        {
            1 => xy.IsEmpty ? RowGeometry.Factory.CreatePoint() : _row.Point(Ordinate(xy, 0), Ordinate(xy, 8)),
            2 => _row.Line(_row.Points(xy)),
            3 => Polygon(table, xy),
            4 => RowGeometry.Factory.CreateMultiPoint(_row.Points(xy)),
            5 => RowGeometry.Factory.CreateMultiLineString(Array.ConvertAll(Parts(table, xy), _row.Line)),
            6 => RowGeometry.Factory.CreateMultiPolygon(Members<Polygon>(table, partType: 3, depth)),
            7 => RowGeometry.Factory.CreateGeometryCollection(Members<Geometry>(table, partType: 0, depth)),
            >= 8 and <= 17 => throw _row.Refuse(FormatFindings.GeometryCurve, type),
            _ => throw _row.Refuse(FormatFindings.GeometryUnknownType, type),
        };
    }

    private readonly Polygon Polygon(FlatTable table, ReadOnlySpan<byte> xy)
    {
        var rings = Parts(table, xy);
        return rings.Length == 0 ? RowGeometry.Factory.CreatePolygon() : _row.Polygon(rings[0], rings.Length == 1 ? [] : rings[1..]);
    }

    private T[] Members<T>(FlatTable table, byte partType, int depth)
        where T : Geometry
    {
        var members = new T[table.Count(Slot.Parts)];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = (T)Decode(table.Item(Slot.Parts, i), partType, depth + 1);
        }

        return members;
    }

    /// <summary>The coordinates cut at the ends; without ends they are one part.</summary>
    private readonly CoordinateSequence[] Parts(FlatTable table, ReadOnlySpan<byte> xy)
    {
        var ends = table.Vector(Slot.Ends, sizeof(uint));
        if (ends.IsEmpty)
        {
            return xy.IsEmpty ? [] : [_row.Points(xy)];
        }

        var parts = new CoordinateSequence[ends.Length / sizeof(uint)];
        long from = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            long to = BinaryPrimitives.ReadUInt32LittleEndian(ends[(i * sizeof(uint))..]);
            if (to < from || to > xy.Length / PointLength)
            {
                throw _row.Refuse(FormatFindings.GeometryTruncated);
            }

            parts[i] = _row.Points(xy[(int)(from * PointLength)..(int)(to * PointLength)]);
            from = to;
        }

        return parts;
    }

    private static double Ordinate(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]);
}
