using System.Globalization;

namespace Platform.Domain.Campaigns;

/// <summary>Monitoring periods written as <c>2014-2015</c>, or <c>2015</c> for a change within one year.</summary>
public static class Periods
{
    /// <summary>Last day of the period, which decides the rule set and unit list in force; null when the text is no period.</summary>
    public static DateOnly? EndOf(string? period) => Years(period) is { } years ? new DateOnly(years.Last, 12, 31) : null;

    private static (int First, int Last)? Years(string? period)
    {
        var parts = (period ?? "").Split('-');
        if (parts.Length is < 1 or > 2 || parts.Any(p => p.Length != 4))
            return null;
        var years = new List<int>();
        foreach (var part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1949 or > 2200)
                return null;
            years.Add(year);
        }

        return years[0] <= years[^1] ? (years[0], years[^1]) : null;
    }
}
