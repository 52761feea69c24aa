using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Platform.Formats.Dbase;

/// <summary>Decodes the values of a record that are not text.</summary>
internal static class DbfValues
{
    private const int JulianDayOfYearOne = 1_721_426;
    private const int MillisecondsPerDay = 86_400_000;

    /// <summary>The value typed as <see cref="DbfColumn.FieldType"/> says, or null when it is empty or does not fit.</summary>
    /// <param name="bytes">The field.</param>
    /// <param name="column">Its column.</param>
    /// <param name="fault">The content as text when it does not fit.</param>
    public static object? Decode(ReadOnlySpan<byte> bytes, DbfColumn column, out string? fault)
    {
        fault = null;
        var value = column.Type switch
        {
            'I' => BinaryPrimitives.ReadInt32LittleEndian(bytes) is var number ? (long)number : null,
            'O' or 'B' => BinaryPrimitives.ReadDoubleLittleEndian(bytes) is var number && double.IsFinite(number) ? number : null,
            'T' or '@' => DecodeTime(bytes),
            _ => DecodeText(bytes, column, ref fault),
        };
        return value;
    }

    private static object? DecodeText(ReadOnlySpan<byte> bytes, DbfColumn column, ref string? fault)
    {
        var text = bytes.Trim(" \0"u8);
        if (IsEmpty(text, column.Type))
        {
            return null;
        }

        var value = column.FieldType switch
        {
            Features.FieldType.Integer => DecodeInteger(text),
            Features.FieldType.Decimal => DecodeDecimal(text),
            Features.FieldType.Real => DecodeReal(text),
            Features.FieldType.Date => DecodeDate(text),
            _ => DecodeBoolean(text),
        };
        fault = value is null ? Encoding.Latin1.GetString(text) : null;
        return value;
    }

    /// <summary>Blank, or one of the fillings that programs write for null.</summary>
    private static bool IsEmpty(ReadOnlySpan<byte> text, char type) => text.IsEmpty || type switch
    {
        'D' => text.SequenceEqual("00000000"u8) || text.SequenceEqual("0"u8),
        'L' => text[0] == (byte)'?',
        _ => !text.ContainsAnyExcept((byte)'*'),
    };

    private static object? DecodeInteger(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length)
        {
            return whole;
        }

        return DecodeDecimal(text) is decimal number && number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : null;
    }

    private static decimal? DecodeDecimal(ReadOnlySpan<byte> text) =>
        DecodePlain(text) is { } plain ? plain : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Digits with at most one point among them, few enough for a long: nearly all there are. Null for anything else.</summary>
    private static decimal? DecodePlain(ReadOnlySpan<byte> text)
    {
        const int MostDigits = 18;
        var isNegative = text[0] == (byte)'-';
        var digits = isNegative ? text[1..] : text;
        if (digits.Length > MostDigits + 1)
        {
            return null;
        }

        var (whole, scale, count) = (0L, -1, 0);
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit((char)c))
            {
                whole = (whole * 10) + (c - '0');
                scale += scale >= 0 ? 1 : 0;
                count++;
            }
            else if (c == (byte)'.' && scale < 0)
            {
                scale = 0;
            }
            else
            {
                return null;
            }
        }

        return count is > 0 and <= MostDigits ? new decimal((int)whole, (int)(whole >> 32), 0, isNegative, (byte)Math.Max(0, scale)) : null;
    }

    private static double? DecodeReal(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateOnly? DecodeDate(ReadOnlySpan<byte> text)
    {
        if (text.Length != 8 || !Utf8Parser.TryParse(text, out uint digits, out var used) || used != text.Length)
        {
            return null;
        }

        var (year, month, day) = ((int)(digits / 10_000), (int)(digits / 100 % 100), (int)(digits % 100));
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static object? DecodeBoolean(ReadOnlySpan<byte> text) => (char)text[0] switch
    {
        'T' or 't' or 'Y' or 'y' => true,
        'F' or 'f' or 'N' or 'n' => false,
        _ => null,
    };

    private static DateTime? DecodeTime(ReadOnlySpan<byte> bytes)
    {
        long day = BinaryPrimitives.ReadInt32LittleEndian(bytes) - JulianDayOfYearOne;
        var milliseconds = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return day is >= 0 and < 3_652_059 && milliseconds is >= 0 and < MillisecondsPerDay
            ? new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Unspecified).AddMilliseconds(milliseconds)
            : null;
    }
}
