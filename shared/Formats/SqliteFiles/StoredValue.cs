using System.Buffers.Binary;
using System.Text;

namespace Platform.Formats.SqliteFiles;

/// <summary>What a value is: SQLite stores any kind in any column.</summary>
internal enum StoredKind
{
    Null,
    Integer,
    Real,
    Text,
    Blob,
}

/// <summary>A value of a row; valid until the next row. The default is null.</summary>
internal readonly ref struct StoredValue
{
    private const int FirstBlob = 12;
    private readonly long _bits;

    private StoredValue(StoredKind kind, long bits, ReadOnlySpan<byte> bytes)
    {
        Kind = kind;
        _bits = bits;
        Bytes = bytes;
    }

    public StoredKind Kind { get; }

    /// <summary>The bytes of a text, in the encoding of the database, or of a blob.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public long Integer => _bits;

    public double Real => BitConverter.Int64BitsToDouble(_bits);

    public static StoredValue OfInteger(long value) => new(StoredKind.Integer, value, default);

    /// <summary>A real; one that is no number is null, as in SQLite.</summary>
    public static StoredValue OfReal(double value) => double.IsNaN(value) ? default : new(StoredKind.Real, BitConverter.DoubleToInt64Bits(value), default);

    public static StoredValue OfText(ReadOnlySpan<byte> bytes) => new(StoredKind.Text, 0, bytes);

    public static StoredValue OfBlob(ReadOnlySpan<byte> bytes) => new(StoredKind.Blob, 0, bytes);

    /// <summary>How many bytes a value of this serial type takes, or -1 when there is no such type.</summary>
    public static long LengthOf(long type) => type switch
    {
        >= FirstBlob => (type - FirstBlob) / 2,
        0 or 8 or 9 => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        _ => -1,
    };

    /// <summary>The value of a serial type, with exactly its bytes.</summary>
    public static StoredValue Of(long type, ReadOnlySpan<byte> bytes) => type switch
    {
        0 => default,
        1 => OfInteger((sbyte)bytes[0]),
        2 => OfInteger(BinaryPrimitives.ReadInt16BigEndian(bytes)),
        3 => OfInteger((BinaryPrimitives.ReadInt16BigEndian(bytes) << 8) | bytes[2]),
        4 => OfInteger(BinaryPrimitives.ReadInt32BigEndian(bytes)),
        5 => OfInteger(((long)BinaryPrimitives.ReadInt32BigEndian(bytes) << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[4..])),
        6 => OfInteger(BinaryPrimitives.ReadInt64BigEndian(bytes)),
        7 => OfReal(BinaryPrimitives.ReadDoubleBigEndian(bytes)),
        8 or 9 => OfInteger(type - 8),
        _ => (type & 1) == 0 ? OfBlob(bytes) : OfText(bytes),
    };

    /// <summary>The value as long, double, string, array of bytes or null.</summary>
    public object? ToObject(Encoding encoding) => Kind switch
    {
        StoredKind.Integer => _bits,
        StoredKind.Real => Real,
        StoredKind.Text => TextOf(encoding),
        StoredKind.Blob => Bytes.ToArray(),
        _ => null,
    };

    /// <summary>The bytes of a text as a string; half a character at the end of UTF-16 does not count.</summary>
    public string TextOf(Encoding encoding) => encoding.GetString(encoding is UTF8Encoding ? Bytes : Bytes[..(Bytes.Length & ~1)]);
}
