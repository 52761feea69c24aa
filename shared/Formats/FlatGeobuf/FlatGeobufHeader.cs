using System.Buffers.Binary;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.FlatGeobuf;

/// <summary>The head of a FlatGeobuf file (version 3): magic bytes, header table, and where index and features lie.</summary>
/// <param name="Schema">What the file declares.</param>
/// <param name="ColumnTypes">Stored type of each field.</param>
/// <param name="Geometry">Declared geometry type; 0 says that every feature has its own.</param>
/// <param name="StatedCount">Number of features as the header states it; 0 is unknown.</param>
/// <param name="NodeSize">Children of an index node; 0 without index.</param>
/// <param name="IndexStart">Offset of the index.</param>
/// <param name="DataStart">Offset of the first feature.</param>
internal sealed record FlatGeobufHeader(
    LayerSchema Schema, IReadOnlyList<StoredType> ColumnTypes, byte Geometry, long StatedCount, int NodeSize, long IndexStart, long DataStart)
{
    /// <summary>Bytes at the start of every file; the last one is a patch version that may be anything.</summary>
    public static ReadOnlySpan<byte> Magic => "fgb\u0003fgb"u8;

    private const int MagicLength = 8;
    private const int MaxHeader = 16 << 20;
    private const int MaxColumns = 1_000;

    /// <summary>Fields of the header table, in the order of the schema.</summary>
    internal static class Slot
    {
        public const int Name = 0, Envelope = 1, Geometry = 2, HasZ = 3, HasM = 4, Columns = 7, Count = 8, NodeSize = 9, Crs = 10;
    }

    /// <summary>Reads the head and leaves the stream at the index.</summary>
    /// <exception cref="RefusedException">No FlatGeobuf that can be read.</exception>
    public static FlatGeobufHeader Read(Stream stream, DeliveredFile file, string name, FindingLog findings)
    {
        var at = new Location(file.Path);
        var head = new byte[MagicLength + 4];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().StartsWith(Magic))
        {
            throw new RefusedException(FormatFindings.FlatGeobufHeader.At(at, "magic"));
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(MagicLength));
        if (length > MaxHeader)
        {
            throw new RefusedException(FormatFindings.FlatGeobufHeader.At(at, $"length {length}"));
        }

        var bytes = new byte[Math.Min(length, file.Length)];
        if (length > file.Length - head.Length || stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < length)
        {
            throw new RefusedException(FormatFindings.FlatGeobufTruncated.At(at, head.Length + length, file.Length));
        }

        return Parse(FlatTable.Root(bytes, at), file, name, head.Length + length, findings);
    }

    private static FlatGeobufHeader Parse(FlatTable header, DeliveredFile file, string name, long indexStart, FindingLog findings)
    {
        var at = new Location(file.Path);
        var geometry = header.Byte(Slot.Geometry);
        var count = header.UInt64(Slot.Count);
        var nodeSize = header.UInt16(Slot.NodeSize, missing: 16);
        var indexLength = nodeSize == 0 || count == 0 ? 0
            : nodeSize == 1 ? throw new RefusedException(FormatFindings.FlatGeobufHeader.At(at, "index_node_size 1"))
            : PackedRTree.Length(count, nodeSize) ?? long.MaxValue;
        if (indexLength > file.Length - indexStart)
        {
            throw new RefusedException(FormatFindings.FlatGeobufTruncated.At(at, indexLength == long.MaxValue ? "?" : indexStart + indexLength, file.Length));
        }

        if (header.Flag(Slot.HasZ) || header.Flag(Slot.HasM))
        {
            findings.Add(FormatFindings.FlatGeobufOrdinatesDropped.At(at));
        }

        var columns = Columns(header, at);
        var schema = new LayerSchema(
            header.Text(Slot.Name) is { Length: > 0 } stated ? stated : name, file.Path, KindOf(geometry), [.. columns.Select(c => c.Field)], Crs(header), count == 0 ? null : (long)count);
        return new FlatGeobufHeader(
            schema, [.. columns.Select(c => c.Type)], geometry, (long)count, indexLength == 0 ? 0 : nodeSize, indexStart, indexStart + indexLength);
    }

    private static List<(Field Field, StoredType Type)> Columns(FlatTable header, Location at)
    {
        var count = header.Count(Slot.Columns);
        if (count > MaxColumns)
        {
            throw new RefusedException(FormatFindings.FlatGeobufHeader.At(at, $"{count} columns"));
        }

        var columns = new List<(Field, StoredType)>();
        for (var i = 0; i < count; i++)
        {
            const int Name = 0, Type = 1, Width = 4;
            var column = header.Item(Slot.Columns, i);
            var type = (StoredType)column.Byte(Type);
            var width = column.Int32(Width, missing: -1);
            var fieldType = PropertyValues.TypeOf(type) ?? throw new RefusedException(FormatFindings.FlatGeobufHeader.At(at, $"column type {type}"));
            columns.Add((new Field(column.Text(Name) ?? $"column_{i + 1}", fieldType, width > 0 && fieldType == FieldType.Text ? width : null), type));
        }

        return columns;
    }

    private static CrsDefinition Crs(FlatTable header)
    {
        const int Organization = 0, Code = 1, Wkt = 4;
        if (!header.TryTable(Slot.Crs, out var crs))
        {
            return CrsDefinition.Missing;
        }

        var isEpsg = crs.Text(Organization) is null or "" or "EPSG" or "epsg";
        var code = crs.Int32(Code);
        var wkt = crs.Text(Wkt);
        return new CrsDefinition(wkt is { Length: > 0 } ? wkt : null, isEpsg && code > 0 ? code : null, "crs");
    }

    private static GeometryKind KindOf(byte type) => type switch
    {
        1 => GeometryKind.Point,
        2 => GeometryKind.LineString,
        3 => GeometryKind.Polygon,
        4 => GeometryKind.MultiPoint,
        5 => GeometryKind.MultiLineString,
        6 => GeometryKind.MultiPolygon,
        7 => GeometryKind.GeometryCollection,
        _ => GeometryKind.Any,
    };
}
