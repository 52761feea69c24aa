using System.Globalization;
using System.Text;
using Platform.Formats.Features;

namespace Platform.Formats.GeoPackages;

/// <summary>Turns what SQLite holds (integer, real, text or blob, whatever the column declares) into the field's type.</summary>
internal static class StoredValues
{
    /// <summary>The value, or null when it does not fit.</summary>
    public static object? Convert(object stored, FieldType type) => type switch
    {
        FieldType.Text => AsText(stored),
        FieldType.Integer => stored as long? ?? Whole(stored),
        FieldType.Real => stored is long whole ? (double)whole : stored is double real && double.IsFinite(real) ? real : null,
        FieldType.Boolean => stored is long truth and (0 or 1) ? truth == 1 : null,
        FieldType.Date => stored is string date ? AsDate(Encoding.UTF8.GetBytes(date)) : null,
        FieldType.DateTime => stored is string time && DateTime.TryParse(
            time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var instant) ? instant : null,
        FieldType.Binary => stored as byte[],
        _ => null,
    };

    /// <summary>A short description for findings.</summary>
    public static string Describe(object stored)
    {
        const int Longest = 80;
        var text = AsText(stored) ?? $"{(stored as byte[])?.Length} bytes";
        return text.Length > Longest ? text[..Longest] + "…" : text;
    }

    /// <summary>The day of <c>yyyy-MM-dd</c>, whatever stands behind it.</summary>
    public static object? AsDate(ReadOnlySpan<byte> text)
    {
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day))
        {
            return null;
        }

        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        return true;
    }

    private static string? AsText(object stored) => stored switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static long? Whole(object stored) =>
        stored is double real && Math.Floor(real) == real && Math.Abs(real) < 9.2e18 ? (long)real : null;
}
