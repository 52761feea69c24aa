using System.Buffers.Text;
using System.Globalization;

namespace Platform.Domain.Json;

/// <summary>Which numbers a store that keeps IEEE doubles gives back unchanged.</summary>
public static class JsonNumber
{
    /// <summary>True when the shortest text of the nearest double is the same decimal number.</summary>
    public static bool SurvivesDouble(decimal value) =>
        decimal.TryParse(((double)value).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var back)
        && back == value;

    /// <summary>
    /// The same for the text of a JSON number. A number too large or too small for a decimal survives when it is written as a double
    /// is written (shortest form): nothing else produces such numbers here.
    /// </summary>
    public static bool SurvivesDouble(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8Parser.TryParse(utf8, out double value, out var used) || used != utf8.Length || !double.IsFinite(value))
            return false;
        var digits = 0;
        foreach (var b in utf8)
        {
            if (b is (byte)'e' or (byte)'E')
                break;
            if (b is >= (byte)'0' and <= (byte)'9')
                digits++;
        }

        // Every decimal of at most 15 significant digits survives the way to a double and back (IEEE 754, 53 bits of mantissa).
        if (digits <= 15)
            return value != 0 || IsZero(utf8);
        return decimal.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && SurvivesDouble(exact)
            || SameDigits(utf8, value);
    }

    private static bool IsZero(ReadOnlySpan<byte> utf8)
    {
        foreach (var b in utf8)
        {
            if (b is (byte)'e' or (byte)'E')
                break;
            if (b is >= (byte)'1' and <= (byte)'9')
                return false;
        }

        return true;
    }

    private static bool SameDigits(ReadOnlySpan<byte> utf8, double value)
    {
        Span<byte> shortest = stackalloc byte[40];
        return value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture) && shortest[..length].SequenceEqual(utf8);
    }
}
