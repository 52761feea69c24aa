namespace Platform.Formats.Features;

/// <summary>Reads dates and times of ISO 8601 as programs write them, from their bytes. Whatever is spelled otherwise is for <see cref="DateTime"/> to parse.</summary>
internal static class IsoTime
{
    private const int DateLength = 10;
    private const int TimeLength = 19;
    private const int MostFractionDigits = 7;

    /// <summary>The day of <c>yyyy-MM-dd</c>, whatever stands behind it.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-' || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day))
        {
            return false;
        }

        var exists = year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = exists ? new DateOnly(year, month, day) : default;
        return exists;
    }

    /// <summary>
    /// The time of <c>yyyy-MM-dd</c>, <c>yyyy-MM-ddTHH:mm:ss</c> (or a space for the T), with a fraction of at most seven digits, and <c>Z</c>: the same
    /// that <see cref="DateTime.TryParse(string, IFormatProvider, System.Globalization.DateTimeStyles, out DateTime)"/> gives when it adjusts to universal time.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (!TryDate(text, out var date))
        {
            return false;
        }

        if (text.Length == DateLength)
        {
            time = date.ToDateTime(TimeOnly.MinValue);
            return true;
        }

        if (text.Length < TimeLength || !TryClock(text[DateLength..TimeLength], out var ticks) || !TryFraction(text[TimeLength..], out var fraction, out var kind))
        {
            return false;
        }

        time = new DateTime((date.DayNumber * TimeSpan.TicksPerDay) + ticks + fraction, kind);
        return true;
    }

    /// <summary>Ticks of <c>THH:mm:ss</c>.</summary>
    private static bool TryClock(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text[0] is not ((byte)'T' or (byte)' ') || text[3] != ':' || text[6] != ':' || !TryNumber(text[1..3], out var hour) || !TryNumber(text[4..6], out var minute) || !TryNumber(text[7..9], out var second))
        {
            return false;
        }

        ticks = ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond;
        return hour < 24 && minute < 60 && second < 60;
    }

    /// <summary>Ticks of <c>.f…</c>, which may be missing, and the kind that a <c>Z</c> behind it means.</summary>
    private static bool TryFraction(ReadOnlySpan<byte> text, out long ticks, out DateTimeKind kind)
    {
        kind = text is [.., (byte)'Z'] ? DateTimeKind.Utc : DateTimeKind.Unspecified;
        text = kind == DateTimeKind.Utc ? text[..^1] : text;
        ticks = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length - 1 is < 1 or > MostFractionDigits || !TryNumber(text[1..], out var digits))
        {
            return false;
        }

        ticks = digits;
        for (var count = text.Length - 1; count < MostFractionDigits; count++)
        {
            ticks *= 10;
        }

        return true;
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
}
