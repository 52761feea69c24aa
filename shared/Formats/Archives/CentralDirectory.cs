using System.Buffers.Binary;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Archives;

/// <summary>
/// Finds and reads the central directory (PKWARE APPNOTE 6.3.9, 4.3). Every count and offset is checked against the bytes that are there;
/// what does not fit ends in a <see cref="RefusedException"/>.
/// </summary>
internal sealed class CentralDirectory(IRangeSource source, ArchiveLimits limits, Location at)
{
    private const int EndLength = 22;
    private const int MaxCommentLength = ushort.MaxValue;
    private const int RecordLength = 46;
    private const int MaxNameLength = 1024;

    /// <summary>Place and size of the directory.</summary>
    /// <param name="Entries">Number of entries.</param>
    /// <param name="Offset">First byte.</param>
    /// <param name="Length">Length in bytes.</param>
    public readonly record struct Extent(long Entries, long Offset, long Length);

    public Extent Find()
    {
        var tail = ReadExactly(Math.Max(0, source.Length - EndLength - MaxCommentLength), (int)Math.Min(source.Length, EndLength + MaxCommentLength));
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            var end = tail.AsSpan(i);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) == 0x06054b50 && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == end.Length - EndLength)
            {
                return ReadEnd(end, source.Length - tail.Length + i);
            }
        }

        throw Refuse(FormatFindings.ZipNoDirectory);
    }

    /// <summary>Reads the records one after the other.</summary>
    public IEnumerable<(byte[] Name, byte[] Extra, CentralRecord Record)> Read(Extent extent)
    {
        using var stream = new RangeStream(source, extent.Offset, extent.Length);
        var remaining = extent.Length;
        for (long i = 0; i < extent.Entries; i++)
        {
            var head = new byte[RecordLength];
            Take(stream, head, ref remaining);
            if (BinaryPrimitives.ReadUInt32LittleEndian(head) != 0x02014b50)
            {
                throw Refuse(FormatFindings.ZipDamaged, "central directory signature");
            }

            var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28))];
            var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(30))];
            var comment = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(32))];
            Take(stream, name, ref remaining);
            Take(stream, extra, ref remaining);
            Take(stream, comment, ref remaining);
            if (name.Length is 0 or > MaxNameLength)
            {
                throw Refuse(FormatFindings.ZipDamaged, $"entry name of {name.Length} bytes");
            }

            yield return (name, extra, Decode(head, extra, extent));
        }

        if (remaining != 0)
        {
            throw Refuse(FormatFindings.ZipDamaged, "central directory length");
        }
    }

    /// <summary>The data of the next extra field of a kind, or empty; moves behind it.</summary>
    public static ReadOnlySpan<byte> NextExtraField(ref ReadOnlySpan<byte> extra, ushort wanted)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                return default;
            }

            var kind = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var data = extra.Slice(4, length);
            extra = extra[(4 + length)..];
            if (kind == wanted)
            {
                return data;
            }
        }

        return default;
    }

    private Extent ReadEnd(ReadOnlySpan<byte> end, long endOffset)
    {
        var disk = BinaryPrimitives.ReadUInt16LittleEndian(end[4..]);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var needsZip64 = entries == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue || disk == ushort.MaxValue;
        if (needsZip64 && FindZip64(endOffset) is { } zip64)
        {
            return zip64;
        }

        if (disk != 0 || BinaryPrimitives.ReadUInt16LittleEndian(end[6..]) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) != entries)
        {
            throw Refuse(FormatFindings.ZipSplit);
        }

        return Checked(new Extent(entries, offset, length), endOffset);
    }

    private Extent? FindZip64(long endOffset)
    {
        const int LocatorLength = 20;
        const int Zip64Length = 56;
        if (endOffset < LocatorLength + Zip64Length)
        {
            return null;
        }

        var locator = ReadExactly(endOffset - LocatorLength, LocatorLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != 0x07064b50)
        {
            return null;
        }

        var zip64Offset = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (zip64Offset < 0 || zip64Offset > endOffset - LocatorLength - Zip64Length)
        {
            throw Refuse(FormatFindings.ZipDamaged, "Zip64 offset");
        }

        var record = ReadExactly(zip64Offset, Zip64Length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != 0x06064b50)
        {
            throw Refuse(FormatFindings.ZipDamaged, "Zip64 signature");
        }

        var entries = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32));
        if (BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(16)) != 0 || BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(24)) != entries)
        {
            throw Refuse(FormatFindings.ZipSplit);
        }

        return Checked(
            new Extent(entries, BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40))),
            zip64Offset);
    }

    private Extent Checked(Extent extent, long end)
    {
        if (extent.Entries < 0 || extent.Entries > limits.MaxEntries)
        {
            throw Refuse(FormatFindings.ZipTooManyEntries, extent.Entries, limits.MaxEntries);
        }

        if (extent.Offset < 0 || extent.Length < 0 || extent.Offset > end || extent.Length != end - extent.Offset || extent.Entries * RecordLength > extent.Length)
        {
            throw Refuse(FormatFindings.ZipDamaged, "central directory extent");
        }

        return extent;
    }

    private CentralRecord Decode(ReadOnlySpan<byte> head, ReadOnlySpan<byte> extra, Extent extent)
    {
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(head[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(head[42..]);
        var disk = BinaryPrimitives.ReadUInt16LittleEndian(head[34..]);
        var zip64 = NextExtraField(ref extra, 0x0001);
        length = Widen(length, ref zip64);
        compressed = Widen(compressed, ref zip64);
        offset = Widen(offset, ref zip64);
        if (disk is not (0 or ushort.MaxValue))
        {
            throw Refuse(FormatFindings.ZipSplit);
        }

        if (length < 0 || compressed < 0 || offset < 0 || offset >= extent.Offset || compressed > extent.Offset - offset)
        {
            throw Refuse(FormatFindings.ZipDamaged, "entry extent");
        }

        return new CentralRecord(
            BinaryPrimitives.ReadUInt16LittleEndian(head[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(head[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(head[16..]),
            compressed, length, offset,
            BinaryPrimitives.ReadUInt32LittleEndian(head[38..]),
            head[5]);
    }

    private long Widen(long value, ref ReadOnlySpan<byte> zip64)
    {
        if (value != uint.MaxValue)
        {
            return value;
        }

        if (zip64.Length < 8)
        {
            throw Refuse(FormatFindings.ZipDamaged, "Zip64 extra field");
        }

        var wide = BinaryPrimitives.ReadInt64LittleEndian(zip64);
        zip64 = zip64[8..];
        return wide;
    }

    private void Take(Stream stream, Span<byte> buffer, ref long remaining)
    {
        remaining -= buffer.Length;
        if (remaining < 0 || stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw Refuse(FormatFindings.ZipDamaged, "central directory end");
        }
    }

    private byte[] ReadExactly(long offset, int length)
    {
        var bytes = new byte[length];
        using var stream = new RangeStream(source, offset, length);
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw Refuse(FormatFindings.ZipNoDirectory);
    }

    private RefusedException Refuse(FindingKind kind, params object?[] arguments) => new(kind.At(at, arguments));
}
