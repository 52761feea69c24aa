using System.Globalization;
using Platform.Domain.Texts;

namespace Platform.Domain.Monitoring;

/// <summary>A monitoring period in whole years, written <c>2014-2015</c> or <c>2015</c>.</summary>
internal sealed record PatchPeriod(int FirstYear, int LastYear)
{
    /// <exception cref="ArgumentException">The text is no period; campaigns are held to it when they are created.</exception>
    public static PatchPeriod Parse(string text) =>
        TryParse(text, out var period) ? period! : throw new ArgumentException($"'{text}' is no period like 2014-2015.", nameof(text));

    /// <summary>Whether a delivered text names this period; dashes of all kinds and the sign 年 do not matter.</summary>
    public bool IsNamed(string text) => TryParse(text, out var other) && other == this;

    /// <summary>
    /// Whether an image of that day can belong to the period: the named years name images, which may be taken, or budgeted in a fiscal
    /// year that began, in the year before; a season later they may still be of the period.
    /// </summary>
    public bool Contains(DateOnly date) => date.Year >= FirstYear - 1 && date.Year <= LastYear + 1;

    public override string ToString() => FirstYear == LastYear
        ? FirstYear.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{FirstYear}-{LastYear}");

    private static bool TryParse(string text, out PatchPeriod? period)
    {
        period = null;
        var parts = DeliveredText.Narrow(text).Replace("年", "", StringComparison.Ordinal).Split(['-', '–', '—', '~', '至'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (1 or 2) || !Year(parts[0], out var first) || !Year(parts[^1], out var last) || first > last)
        {
            return false;
        }

        period = new PatchPeriod(first, last);
        return true;
    }

    private static bool Year(string text, out int year) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1949 and <= 2200;
}
