using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Platform.Formats.Features;

namespace Platform.Formats.FlatGeobuf;

/// <summary>Decodes the values of one column in the course of one reading.</summary>
internal sealed class ColumnDecoder(StoredType type)
{
    private const char Replacement = '\uFFFD';
    private readonly int _fixedLength = FixedLength(type);
    private readonly TextCache? _texts = type is StoredType.String or StoredType.Json ? new TextCache(Encoding.UTF8) : null;

    /// <summary>Takes the bytes of a value off the front of the properties.</summary>
    /// <returns>False when there are not as many.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> properties, out ReadOnlySpan<byte> stored)
    {
        stored = default;
        long length = _fixedLength;
        if (length == 0)
        {
            if (properties.Length < sizeof(uint))
            {
                return false;
            }

            length = BinaryPrimitives.ReadUInt32LittleEndian(properties);
            properties = properties[sizeof(uint)..];
        }

        if (length > properties.Length)
        {
            return false;
        }

        stored = properties[..(int)length];
        properties = properties[(int)length..];
        return true;
    }

    /// <summary>The value as the type of the field, or null when it is not valid.</summary>
    public object? Decode(ReadOnlySpan<byte> stored) => type switch
    {
        StoredType.Byte => BoxedIntegers.Of((sbyte)stored[0]),
        StoredType.UByte => BoxedIntegers.Of(stored[0]),
        StoredType.Bool => stored[0] != 0,
        StoredType.Short => BoxedIntegers.Of(BinaryPrimitives.ReadInt16LittleEndian(stored)),
        StoredType.UShort => BoxedIntegers.Of(BinaryPrimitives.ReadUInt16LittleEndian(stored)),
        StoredType.Int => BoxedIntegers.Of(BinaryPrimitives.ReadInt32LittleEndian(stored)),
        StoredType.UInt => BoxedIntegers.Of(BinaryPrimitives.ReadUInt32LittleEndian(stored)),
        StoredType.Long => BoxedIntegers.Of(BinaryPrimitives.ReadInt64LittleEndian(stored)),
        StoredType.ULong => (decimal)BinaryPrimitives.ReadUInt64LittleEndian(stored),
        StoredType.Float => Finite(BinaryPrimitives.ReadSingleLittleEndian(stored)),
        StoredType.Double => Finite(BinaryPrimitives.ReadDoubleLittleEndian(stored)),
        StoredType.Binary => stored.ToArray(),
        StoredType.DateTime => Time(stored),
        _ => Text(stored),
    };

    /// <summary>Bytes of a value, or 0 where its length stands in front of it.</summary>
    private static int FixedLength(StoredType type) => type switch
    {
        StoredType.Byte or StoredType.UByte or StoredType.Bool => 1,
        StoredType.Short or StoredType.UShort => 2,
        StoredType.Int or StoredType.UInt or StoredType.Float => 4,
        StoredType.Long or StoredType.ULong or StoredType.Double => 8,
        _ => 0,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>The text, unless a replacement stands in it that is not one of the text's own.</summary>
    private string? Text(ReadOnlySpan<byte> stored)
    {
        var text = _texts!.Get(stored);
        return text.Contains(Replacement, StringComparison.Ordinal) && !Utf8.IsValid(stored) ? null : text;
    }

    private static DateTime? Time(ReadOnlySpan<byte> stored)
    {
        const int Longest = 64;
        if (IsoTime.TryTime(stored, out var time))
        {
            return time;
        }

        return stored.Length <= Longest && DateTime.TryParse(Encoding.Latin1.GetString(stored), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time) ? time : null;
    }
}
