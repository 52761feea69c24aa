using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.FlatGeobuf;

/// <summary>Walks the R-tree of a file by ranges: a group of sibling nodes is one read.</summary>
internal sealed class RTreeSearch(IRangeSource source, FlatGeobufHeader header, Location at)
{
    private readonly IReadOnlyList<(long First, long Count)> _levels = PackedRTree.Levels(header.StatedCount, header.NodeSize);

    /// <summary>Offsets of the features whose boxes meet the box, in file order. Ends with a finding where the index is damaged.</summary>
    public IReadOnlyList<long> Find(Envelope box, FindingLog findings)
    {
        var found = new List<long>();
        var open = new Stack<(long Node, int Level)>();
        open.Push((0, _levels.Count - 1));
        for (var visits = 0L; open.TryPop(out var group); visits++)
        {
            // A sound index leads to every group of siblings once.
            if (visits > header.StatedCount || !Visit(group.Node, group.Level, box, open, found))
            {
                findings.Add(FormatFindings.FlatGeobufDamaged.At(at));
                return [];
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>The bytes of the feature at an offset of the data section, or null with a finding.</summary>
    public byte[]? ReadFeature(long offset, int most, FindingLog findings)
    {
        var head = new byte[4];
        var start = header.DataStart + offset;
        if (TryRead(start, head) && BinaryPrimitives.ReadUInt32LittleEndian(head) is var length
            && length <= most && length <= source.Length - start - head.Length)
        {
            var bytes = new byte[length];
            if (TryRead(start + head.Length, bytes))
            {
                return bytes;
            }
        }

        findings.Add(FormatFindings.FlatGeobufDamaged.At(at));
        return null;
    }

    /// <summary>Looks at the siblings that begin with a node. A child lies on the level below, so no damaged index leads in circles.</summary>
    private bool Visit(long node, int level, Envelope box, Stack<(long Node, int Level)> open, List<long> found)
    {
        var (first, count) = _levels[level];
        if (node < first || node >= first + count)
        {
            return false;
        }

        var siblings = (int)Math.Min(header.NodeSize, first + count - node);
        var bytes = new byte[siblings * PackedRTree.NodeLength];
        if (!TryRead(header.IndexStart + (node * PackedRTree.NodeLength), bytes) || found.Count > header.StatedCount)
        {
            return false;
        }

        for (var i = 0; i < siblings; i++)
        {
            var entry = bytes.AsSpan(i * PackedRTree.NodeLength, PackedRTree.NodeLength);
            if (!Meets(entry, box))
            {
                continue;
            }

            var target = (long)BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]);
            if (level == 0)
            {
                found.Add(target);
            }
            else
            {
                open.Push((target, level - 1));
            }
        }

        return true;
    }

    private static bool Meets(ReadOnlySpan<byte> node, Envelope box) =>
        BinaryPrimitives.ReadDoubleLittleEndian(node) <= box.MaxX && BinaryPrimitives.ReadDoubleLittleEndian(node[8..]) <= box.MaxY
        && BinaryPrimitives.ReadDoubleLittleEndian(node[16..]) >= box.MinX && BinaryPrimitives.ReadDoubleLittleEndian(node[24..]) >= box.MinY;

    private bool TryRead(long offset, Span<byte> target)
    {
        if (offset < 0 || offset > source.Length - target.Length)
        {
            return false;
        }

        while (!target.IsEmpty)
        {
            var count = source.ReadAt(offset, target);
            if (count == 0)
            {
                return false;
            }

            offset += count;
            target = target[count..];
        }

        return true;
    }
}
