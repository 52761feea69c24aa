namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Percentages as the report prints them.</summary>
public static class Percentage
{
    /// <summary>
    /// <paramref name="part"/> of <paramref name="whole"/> in per cent, rounded to one decimal, half away from zero; null when the whole is zero.
    /// The division is done with quotient and remainder, so that no intermediate rounding can move a half. Always carries one decimal place
    /// (<c>100.0</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative part or whole.</exception>
    public static decimal? Of(decimal part, decimal whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfNegative(whole);
        if (whole == 0m)
        {
            return null;
        }

        var thousandfold = part * 1000m;
        var remainder = thousandfold % whole;
        var tenths = (thousandfold - remainder) / whole;
        if (remainder * 2m >= whole)
        {
            tenths += 1m;
        }

        return decimal.Round(tenths / 10m, 1) + 0.0m;
    }
}
