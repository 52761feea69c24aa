using System.Buffers.Binary;
using System.Text;

namespace Platform.Formats.Photographs;

/// <summary>One directory of a TIFF structure (TIFF 6.0, section 2). Every offset and count is checked against the bytes that are there.</summary>
internal sealed class TiffDirectory
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int MaxEntries = 512;
    private const int MaxText = 256;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _littleEndian;
    private readonly Dictionary<ushort, int> _entries = [];

    private TiffDirectory(ReadOnlyMemory<byte> bytes, bool littleEndian)
    {
        _bytes = bytes;
        _littleEndian = littleEndian;
    }

    private ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Opens the first directory; null with the fault when there is none.</summary>
    public static TiffDirectory? Open(ReadOnlyMemory<byte> bytes, out string fault)
    {
        fault = "header";
        if (bytes.Length < HeaderLength || !(bytes.Span.StartsWith("II*\0"u8) || bytes.Span.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        var root = new TiffDirectory(bytes, bytes.Span[0] == (byte)'I');
        return root.At(root.UInt32(4), out fault);
    }

    /// <summary>Opens the directory at an offset; null with the fault when there is none.</summary>
    public TiffDirectory? At(uint offset, out string fault)
    {
        fault = $"directory offset {offset}";
        if (offset < HeaderLength || offset > Bytes.Length - 2)
        {
            return null;
        }

        int count = UInt16((int)offset);
        fault = $"directory of {count} entries";
        if (count > MaxEntries || offset + 2 + ((long)count * EntryLength) > Bytes.Length)
        {
            return null;
        }

        var directory = new TiffDirectory(_bytes, _littleEndian);
        for (var i = 0; i < count; i++)
        {
            var entry = (int)offset + 2 + (i * EntryLength);
            directory._entries.TryAdd(UInt16(entry), entry);
        }

        return directory;
    }

    /// <summary>A LONG or SHORT value, or null.</summary>
    public uint? Number(ushort tag) => _entries.TryGetValue(tag, out var entry) && UInt32(entry + 4) == 1
        ? UInt16(entry + 2) switch { 3 => UInt16(entry + 8), 4 => UInt32(entry + 8), _ => null }
        : null;

    /// <summary>An ASCII value without its end mark and blanks, or null.</summary>
    public string? Text(ushort tag) => Data(tag, type: 2, unit: 1) is { Length: > 0 and <= MaxText } data
        ? Encoding.Latin1.GetString(data).TrimEnd('\0', ' ')
        : null;

    /// <summary>RATIONAL values, null for those with a zero denominator; empty when there are none.</summary>
    public double?[] Rationals(ushort tag)
    {
        const int Unit = 8;
        var data = Data(tag, type: 5, Unit);
        var values = new double?[data.Length / Unit];
        for (var i = 0; i < values.Length; i++)
        {
            double denominator = UInt32(data, (i * Unit) + 4);
            values[i] = denominator == 0 ? null : UInt32(data, i * Unit) / denominator;
        }

        return values;
    }

    private ReadOnlySpan<byte> Data(ushort tag, ushort type, int unit)
    {
        if (!_entries.TryGetValue(tag, out var entry) || UInt16(entry + 2) != type)
        {
            return default;
        }

        var length = (long)UInt32(entry + 4) * unit;
        var start = length <= 4 ? (long)(entry + 8) : UInt32(entry + 8);
        return start + length <= Bytes.Length ? Bytes.Slice((int)start, (int)length) : default;
    }

    private ushort UInt16(int offset) =>
        _littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes[offset..]) : BinaryPrimitives.ReadUInt16BigEndian(Bytes[offset..]);

    private uint UInt32(int offset) => UInt32(Bytes, offset);

    private uint UInt32(ReadOnlySpan<byte> bytes, int offset) =>
        _littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);
}
