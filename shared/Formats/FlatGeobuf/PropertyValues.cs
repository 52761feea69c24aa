using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.FlatGeobuf;

/// <summary>The properties of a feature: number of the column, value, number of the column, value …</summary>
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

    /// <summary>Reads the properties into <paramref name="values"/>.</summary>
    /// <exception cref="RefusedException">The bytes are damaged.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, FlatGeobufHeader header, object?[] values, Location at, List<Finding> findings)
    {
        while (!bytes.IsEmpty)
        {
            int column = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref bytes, 2, at));
            if (column >= values.Length)
            {
                throw new RefusedException(FormatFindings.FlatGeobufFeature.At(at, $"column {column}"));
            }

            var value = ReadValue(header.ColumnTypes[column], ref bytes, at);
            if (value is null)
            {
                findings.Add(FormatFindings.FlatGeobufValue.At(at with { Field = header.Schema.Fields[column].Name }, header.ColumnTypes[column]));
            }

            values[column] = value;
        }
    }

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

    private static object? ReadValue(StoredType type, ref ReadOnlySpan<byte> bytes, Location at)
    {
        switch (type)
        {
            case StoredType.Byte: return (long)(sbyte)Take(ref bytes, 1, at)[0];
            case StoredType.UByte: return (long)Take(ref bytes, 1, at)[0];
            case StoredType.Bool: return Take(ref bytes, 1, at)[0] != 0;
            case StoredType.Short: return (long)BinaryPrimitives.ReadInt16LittleEndian(Take(ref bytes, 2, at));
            case StoredType.UShort: return (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(ref bytes, 2, at));
            case StoredType.Int: return (long)BinaryPrimitives.ReadInt32LittleEndian(Take(ref bytes, 4, at));
            case StoredType.UInt: return (long)BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4, at));
            case StoredType.Long: return BinaryPrimitives.ReadInt64LittleEndian(Take(ref bytes, 8, at));
            case StoredType.ULong: return (decimal)BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8, at));
            case StoredType.Float: return Finite(BinaryPrimitives.ReadSingleLittleEndian(Take(ref bytes, 4, at)));
            case StoredType.Double: return Finite(BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, 8, at)));
            case StoredType.Binary: return TakeCounted(ref bytes, at).ToArray();
            case StoredType.DateTime: return Time(TakeCounted(ref bytes, at));
            default: return Text(TakeCounted(ref bytes, at));
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string? Text(ReadOnlySpan<byte> bytes) =>
        TextEncodings.CanDecode(TextEncodings.Utf8, bytes) ? TextEncodings.Utf8.GetString(bytes) : null;

    private static DateTime? Time(ReadOnlySpan<byte> bytes) => bytes.Length <= 64 && DateTime.TryParse(
        Encoding.Latin1.GetString(bytes), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static ReadOnlySpan<byte> TakeCounted(ref ReadOnlySpan<byte> bytes, Location at)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4, at));
        return Take(ref bytes, length, at);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, uint length, Location at)
    {
        if (length > bytes.Length)
        {
            throw new RefusedException(FormatFindings.FlatGeobufFeature.At(at, "properties"));
        }

        var taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }
}
