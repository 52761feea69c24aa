using System.Buffers.Binary;
using System.Text;

namespace Platform.Formats.FlatGeobuf;

/// <summary>
/// Writes one size-prefixed FlatBuffer from front to back: a table first, then what it points at. Alignment counts from the size prefix, as the
/// FlatBuffers library does. Reusable after <see cref="Reset"/>.
/// </summary>
internal sealed class FlatBuilder
{
    private const int PrefixLength = 4;
    private byte[] _buffer = new byte[1 << 12];
    private int _length;

    /// <summary>Starts a buffer with its root table.</summary>
    /// <param name="sizes">Bytes of each field in the order of the schema; 0 leaves it out, 4 is also an offset.</param>
    /// <returns>Where each field lies.</returns>
    public int[] Reset(params ReadOnlySpan<int> sizes)
    {
        _length = 0;
        Reserve(PrefixLength + 4, alignment: 8);
        var table = Table(sizes, out var start);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(PrefixLength), start - PrefixLength);
        return table;
    }

    /// <summary>Adds a table that <paramref name="from"/> points at.</summary>
    public int[] Table(int from, params ReadOnlySpan<int> sizes)
    {
        var fields = Table(sizes, out var start);
        Point(from, start);
        return fields;
    }

    /// <summary>Adds a vector of offsets.</summary>
    /// <returns>Where each offset lies.</returns>
    public int[] Offsets(int from, int count)
    {
        var start = Vector(from, count, 4);
        return [.. Enumerable.Range(0, count).Select(i => start + (4 * i))];
    }

    public void Bytes(int from, ReadOnlySpan<byte> bytes)
    {
        var start = Vector(from, bytes.Length, 1);
        bytes.CopyTo(_buffer.AsSpan(start));
    }

    public void Ends(int from, IReadOnlyList<uint> ends)
    {
        var start = Vector(from, ends.Count, 4);
        for (var i = 0; i < ends.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(start + (4 * i)), ends[i]);
        }
    }

    public void Doubles(int from, ReadOnlySpan<double> values)
    {
        var start = Vector(from, values.Length, 8);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(_buffer.AsSpan(start + (8 * i)), values[i]);
        }
    }

    /// <summary>Adds a string, with the zero behind it that readers in C rely on.</summary>
    public void Text(int from, string text)
    {
        Bytes(from, Encoding.UTF8.GetBytes(text));
        Reserve(1, alignment: 1);
    }

    public void Set(int at, byte value) => _buffer[at] = value;

    public void Set(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(at), value);

    public void Set(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(at), value);

    public void Set(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(at), value);

    /// <summary>The whole buffer with its size prefix, a multiple of 8 bytes long.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        Reserve(0, alignment: 8);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, _length - PrefixLength);
        return _buffer.AsSpan(0, _length);
    }

    private int[] Table(ReadOnlySpan<int> sizes, out int start)
    {
        var slots = Reserve(4 + (2 * sizes.Length), alignment: 2);
        start = Reserve(4, alignment: 8);
        var fields = new int[sizes.Length];
        foreach (var size in (ReadOnlySpan<int>)[8, 4, 2, 1])
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                fields[i] = sizes[i] == size ? Reserve(size, alignment: size) : fields[i];
            }
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            Set(slots + 4 + (2 * i), (ushort)(fields[i] == 0 ? 0 : fields[i] - start));
        }

        Set(slots, (ushort)(4 + (2 * sizes.Length)));
        Set(slots + 2, (ushort)(_length - start));
        Set(start, start - slots);
        return fields;
    }

    private int Vector(int from, int count, int itemLength)
    {
        var alignment = Math.Max(4, itemLength);
        while ((_length + 4) % alignment != 0)
        {
            Reserve(1, alignment: 1);
        }

        var head = Reserve(4, alignment: 1);
        Set(head, count);
        Point(from, head);
        return Reserve(count * itemLength, alignment: 1);
    }

    private void Point(int from, int to) => Set(from, to - from);

    /// <summary>Adds zeroes up to the alignment and the length; returns where the length begins.</summary>
    private int Reserve(int length, int alignment)
    {
        var start = (_length + alignment - 1) / alignment * alignment;
        var end = checked(start + length);
        if (end > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(end, _buffer.Length * 2L)));
        }

        _buffer.AsSpan(_length, end - _length).Clear();
        _length = end;
        return start;
    }
}
