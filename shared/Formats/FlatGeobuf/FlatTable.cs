using System.Buffers.Binary;
using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.FlatGeobuf;

/// <summary>
/// A table of a FlatBuffer, read in place. Every offset and vector length is checked against the buffer; what points outside is refused.
/// A field that the table does not have reads as its default.
/// </summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _table;
    private readonly int _slots;
    private readonly int _slotCount;
    private readonly Location _at;

    private FlatTable(ReadOnlySpan<byte> buffer, long table, Location at)
    {
        _buffer = buffer;
        _at = at;
        _table = Checked(table, 4);
        _slots = Checked((long)_table - BinaryPrimitives.ReadInt32LittleEndian(buffer[_table..]), 4);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(buffer[_slots..]);
        Checked(_slots, Math.Max(4, length));
        _slotCount = Math.Max(0, (length - 4) / 2);
    }

    /// <summary>The root table of a buffer.</summary>
    /// <exception cref="RefusedException">The buffer is damaged.</exception>
    public static FlatTable Root(ReadOnlySpan<byte> buffer, Location at) => buffer.Length >= 4
        ? new FlatTable(buffer, BinaryPrimitives.ReadUInt32LittleEndian(buffer), at)
        : throw Damaged(at);

    public byte Byte(int field) => Find(field, 1) is > 0 and var place ? _buffer[place] : (byte)0;

    public bool Flag(int field, bool missing = false) => Find(field, 1) is > 0 and var place ? _buffer[place] != 0 : missing;

    public int Int32(int field, int missing = 0) => Find(field, 4) is > 0 and var place ? BinaryPrimitives.ReadInt32LittleEndian(_buffer[place..]) : missing;

    public int UInt16(int field, ushort missing) => Find(field, 2) is > 0 and var place ? BinaryPrimitives.ReadUInt16LittleEndian(_buffer[place..]) : missing;

    public ulong UInt64(int field) => Find(field, 8) is > 0 and var place ? BinaryPrimitives.ReadUInt64LittleEndian(_buffer[place..]) : 0;

    /// <summary>The text, or null when missing.</summary>
    public string? Text(int field)
    {
        var bytes = Vector(field, 1, out var exists);
        if (!exists)
        {
            return null;
        }

        return TextEncodings.CanDecode(TextEncodings.Utf8, bytes) ? TextEncodings.Utf8.GetString(bytes) : throw Damaged(_at);
    }

    /// <summary>The bytes of a vector; empty when missing.</summary>
    public ReadOnlySpan<byte> Vector(int field, int itemLength) => Vector(field, itemLength, out _);

    /// <summary>A table that this one points at.</summary>
    /// <returns>Whether it exists.</returns>
    public bool TryTable(int field, out FlatTable table)
    {
        table = default;
        if (Find(field, 4) is not (> 0 and var place))
        {
            return false;
        }

        table = Follow(place);
        return true;
    }

    /// <summary>Number of tables in a vector of tables.</summary>
    public int Count(int field) => Vector(field, 4).Length / 4;

    /// <summary>A table of a vector of tables.</summary>
    public FlatTable Item(int field, int index)
    {
        return Follow(VectorStart(field) + 4 + (index * 4));
    }

    private static RefusedException Damaged(Location at) => new(FormatFindings.FlatGeobufDamaged.At(at));

    private ReadOnlySpan<byte> Vector(int field, int itemLength, out bool exists)
    {
        var start = VectorStart(field);
        exists = start > 0;
        if (!exists)
        {
            return [];
        }

        long count = BinaryPrimitives.ReadUInt32LittleEndian(_buffer[start..]);
        Checked(start + 4L, count * itemLength);
        return _buffer.Slice(start + 4, (int)(count * itemLength));
    }

    /// <summary>Where the vector lies, or 0 when the table does not have it; nothing that is pointed at lies at 0, since offsets point onwards.</summary>
    private int VectorStart(int field) =>
        Find(field, 4) is > 0 and var place ? Checked(place + (long)BinaryPrimitives.ReadUInt32LittleEndian(_buffer[place..]), 4) : 0;

    private FlatTable Follow(int place) => new(_buffer, place + (long)BinaryPrimitives.ReadUInt32LittleEndian(_buffer[place..]), _at);

    /// <summary>Where the field lies, or 0 when the table does not have it.</summary>
    private int Find(int field, int length)
    {
        if (field >= _slotCount)
        {
            return 0;
        }

        int offset = BinaryPrimitives.ReadUInt16LittleEndian(_buffer[(_slots + 4 + (field * 2))..]);
        return offset == 0 ? 0 : Checked((long)_table + offset, length);
    }

    private int Checked(long place, long length) =>
        place >= 0 && length >= 0 && place + length <= _buffer.Length ? (int)place : throw Damaged(_at);
}
