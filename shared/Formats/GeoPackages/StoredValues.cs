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
        FieldType.Date => stored is string text && IsoTime.TryDate(Encoding.UTF8.GetBytes(text), out var date) ? date : null,
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
