using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Platform.Formats.Features;

namespace Platform.Formats.FlatGeobuf;

/// <summary>How values are stored among the properties of a feature: number of the column, value, number of the column, value …</summary>
internal static class PropertyValues
{
    /// <summary>The field type for a stored type, or null for an unknown one.</summary>
    public static FieldType? TypeOf(StoredType type) => type switch
    {
        StoredType.Bool => FieldType.Boolean,
        StoredType.ULong => FieldType.Decimal,
        <= StoredType.Long => FieldType.Integer,
        StoredType.Float or StoredType.Double => FieldType.Real,
        StoredType.String or StoredType.Json => FieldType.Text,
        StoredType.DateTime => FieldType.DateTime,
        StoredType.Binary => FieldType.Binary,
        _ => null,
    };

    /// <summary>How values of a field type are stored. Dates have no type of their own and are stored as text.</summary>
    public static StoredType TypeFor(FieldType type) => type switch
    {
        FieldType.Boolean => StoredType.Bool,
        FieldType.Integer => StoredType.Long,
        FieldType.Decimal or FieldType.Real => StoredType.Double,
        FieldType.DateTime => StoredType.DateTime,
        FieldType.Binary => StoredType.Binary,
        _ => StoredType.String,
    };

    /// <summary>Appends a value; null is left out, which is how the format writes it.</summary>
    public static void Append(List<byte> target, int column, object? value)
    {
        if (value is null)
        {
            return;
        }

        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)column);
        target.AddRange(number[..2]);
        switch (value)
        {
            case bool truth: target.Add(truth ? (byte)1 : (byte)0); break;
            case long whole: BinaryPrimitives.WriteInt64LittleEndian(number, whole); target.AddRange(number); break;
            case double real: BinaryPrimitives.WriteDoubleLittleEndian(number, real); target.AddRange(number); break;
            case decimal real: BinaryPrimitives.WriteDoubleLittleEndian(number, (double)real); target.AddRange(number); break;
            case byte[] bytes: AppendBytes(target, bytes); break;
            case DateOnly date: AppendBytes(target, Encoding.UTF8.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))); break;
            case DateTime time: AppendBytes(target, Encoding.UTF8.GetBytes(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture))); break;
            default: AppendBytes(target, Encoding.UTF8.GetBytes((string)value)); break;
        }
    }

    private static void AppendBytes(List<byte> target, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        target.AddRange(length);
        target.AddRange(bytes);
    }
}
