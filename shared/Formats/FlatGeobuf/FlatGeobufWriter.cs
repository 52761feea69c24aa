using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;

namespace Platform.Formats.FlatGeobuf;

/// <summary>
/// Writes one layer as FlatGeobuf (version 3) with a packed Hilbert R-tree, features in the order of the curve, so that neighbours lie together.
/// Decimals are stored as doubles and dates as text, since the format has neither. Features go through a file beside the target; in memory stay 56 bytes
/// of each. Bytes depend on nothing but the layer. Features without geometry come first and have an empty box.
/// </summary>
public static class FlatGeobufWriter
{
    private const int NodeSize = 16;

    private readonly record struct Item(Envelope Box, long Offset, int Length);

    /// <param name="path">The file to write; an existing one is replaced when the new one is complete.</param>
    /// <param name="layer">The layer; its rows are enumerated once.</param>
    /// <param name="cancellation">Stops between rows; then no file is left.</param>
    /// <exception cref="ArgumentException">A value or geometry does not fit the layer, or it has more than 65,535 fields.</exception>
    public static void Write(string path, LayerToWrite layer, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layer);
        var (features, partial) = (path + ".features", path + ".partial");
        try
        {
            using (var stream = new FileStream(features, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                var items = WriteFeatures(stream, layer, cancellation);
                using var target = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
                WriteSorted(target, layer, items, stream, cancellation);
                target.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(features);
            File.Delete(partial);
        }
    }

    private static List<Item> WriteFeatures(FileStream target, LayerToWrite layer, CancellationToken cancellation)
    {
        var encoder = new FeatureEncoder(layer.Schema);
        var items = new List<Item>();
        foreach (var row in layer.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = encoder.Encode(row);
            items.Add(new Item(row.Geometry?.EnvelopeInternal ?? new Envelope(), target.Position, bytes.Length));
            target.Write(bytes);
        }

        return items;
    }

    private static void WriteSorted(FileStream target, LayerToWrite layer, List<Item> items, FileStream features, CancellationToken cancellation)
    {
        var extent = new Envelope();
        items.ForEach(item => extent.ExpandToInclude(item.Box));
        var sorted = items.Select((item, i) => (item, i, hilbert: item.Box.IsNull ? 0 : PackedRTree.HilbertOf(item.Box, extent)))
            .OrderBy(entry => entry.hilbert).ThenBy(entry => entry.i).Select(entry => entry.item).ToList();
        target.Write(FlatGeobufHeader.Magic);
        target.WriteByte(0);
        target.Write(Header(layer, extent, items.Count));
        if (sorted.Count > 0)
        {
            WriteIndex(target, sorted);
        }

        var buffer = Array.Empty<byte>();
        foreach (var item in sorted)
        {
            cancellation.ThrowIfCancellationRequested();
            buffer = buffer.Length < item.Length ? new byte[item.Length] : buffer;
            RandomAccess.Read(features.SafeFileHandle, buffer.AsSpan(0, item.Length), item.Offset);
            target.Write(buffer, 0, item.Length);
        }
    }

    private static void WriteIndex(FileStream target, List<Item> sorted)
    {
        var levels = PackedRTree.Levels(sorted.Count, NodeSize);
        var offset = 0L;
        var nodes = new List<(Envelope Box, long Target)>(sorted.Count);
        foreach (var item in sorted)
        {
            nodes.Add((item.Box, offset));
            offset += item.Length;
        }

        var tree = new List<List<(Envelope Box, long Target)>> { nodes };
        for (var level = 1; level < levels.Count; level++)
        {
            tree.Add(Parents(tree[^1], levels[level - 1].First));
        }

        Span<byte> bytes = stackalloc byte[PackedRTree.NodeLength];
        for (var level = tree.Count - 1; level >= 0; level--)
        {
            foreach (var (box, to) in tree[level])
            {
                Encode(bytes, box, to);
                target.Write(bytes);
            }
        }
    }

    private static List<(Envelope Box, long Target)> Parents(List<(Envelope Box, long Target)> children, long firstChild)
    {
        var parents = new List<(Envelope, long)>();
        for (var i = 0; i < children.Count; i += NodeSize)
        {
            var box = new Envelope();
            for (var child = i; child < Math.Min(i + NodeSize, children.Count); child++)
            {
                box.ExpandToInclude(children[child].Box);
            }

            parents.Add((box, firstChild + i));
        }

        return parents;
    }

    /// <summary>An empty box is written from +∞ to −∞: it meets nothing.</summary>
    private static void Encode(Span<byte> node, Envelope box, long target)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(node, box.IsNull ? double.PositiveInfinity : box.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(node[8..], box.IsNull ? double.PositiveInfinity : box.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(node[16..], box.IsNull ? double.NegativeInfinity : box.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(node[24..], box.IsNull ? double.NegativeInfinity : box.MaxY);
        BinaryPrimitives.WriteInt64LittleEndian(node[32..], target);
    }

    private static byte[] Header(LayerToWrite layer, Envelope extent, int count)
    {
        var schema = layer.Schema;
        if (schema.Fields.Count > ushort.MaxValue)
        {
            throw new ArgumentException($"Layer '{schema.Name}' has {schema.Fields.Count} fields.", nameof(layer));
        }

        var builder = new FlatBuilder();
        var crs = schema.Crs.IsMissing ? 0 : 4;
        var fields = builder.Reset(4, extent.IsNull ? 0 : 4, 1, 0, 0, 0, 0, schema.Fields.Count == 0 ? 0 : 4, 8, 2, crs);
        builder.Set(fields[FlatGeobufHeader.Slot.Geometry], FeatureEncoder.TypeOf(schema.Geometry));
        builder.Set(fields[FlatGeobufHeader.Slot.Count], (ulong)count);
        builder.Set(fields[FlatGeobufHeader.Slot.NodeSize], (ushort)(count == 0 ? 0 : NodeSize));
        builder.Text(fields[FlatGeobufHeader.Slot.Name], schema.Name);
        if (!extent.IsNull)
        {
            builder.Doubles(fields[FlatGeobufHeader.Slot.Envelope], [extent.MinX, extent.MinY, extent.MaxX, extent.MaxY]);
        }

        if (schema.Fields.Count > 0)
        {
            WriteColumns(builder, fields[FlatGeobufHeader.Slot.Columns], schema.Fields);
        }

        if (crs > 0)
        {
            WriteCrs(builder, fields[FlatGeobufHeader.Slot.Crs], schema.Crs);
        }

        return builder.Finish().ToArray();
    }

    private static void WriteColumns(FlatBuilder builder, int from, IReadOnlyList<Field> fields)
    {
        var columns = builder.Offsets(from, fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            var hasWidth = fields[i] is { Type: FieldType.Text, Width: > 0 };
            var column = builder.Table(columns[i], 4, 1, 0, 0, hasWidth ? 4 : 0);
            builder.Set(column[1], (byte)PropertyValues.TypeFor(fields[i].Type));
            if (hasWidth)
            {
                builder.Set(column[4], fields[i].Width!.Value);
            }

            builder.Text(column[0], fields[i].Name);
        }
    }

    private static void WriteCrs(FlatBuilder builder, int from, CrsDefinition crs)
    {
        var table = builder.Table(from, crs.Epsg is null ? 0 : 4, crs.Epsg is null ? 0 : 4, 0, 0, crs.Definition is null ? 0 : 4);
        if (crs.Epsg is { } code)
        {
            builder.Set(table[1], code);
            builder.Text(table[0], "EPSG");
        }

        if (crs.Definition is { } wkt)
        {
            builder.Text(table[4], wkt);
        }
    }
}
