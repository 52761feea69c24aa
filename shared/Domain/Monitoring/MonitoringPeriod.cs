using System.Globalization;
using Platform.Domain.Texts;

namespace Platform.Domain.Monitoring;

/// <summary>A monitoring period (监测时段) in whole years, written <c>2014-2015</c>, or <c>2015</c> for a change within one year.</summary>
public sealed record MonitoringPeriod
{
    private static readonly char[] Dashes = ['-', '–', '—', '~', '至'];

    private MonitoringPeriod(int first, int last) => (FirstYear, LastYear) = (first, last);

    public int FirstYear { get; }

    public int LastYear { get; }

    /// <summary>Last day of the period, which decides the rule set and unit list in force.</summary>
    public DateOnly LastDay => new(LastYear, 12, 31);

    /// <summary>The period that a campaign's text names; null when it is not written exactly so.</summary>
    public static MonitoringPeriod? Find(string? text) => Of((text ?? "").Split('-'));

    /// <summary>The period that a text names.</summary>
    /// <exception cref="ArgumentException">The text is no period; campaigns are held to it when they are created.</exception>
    public static MonitoringPeriod Parse(string text) =>
        Delivered(text) ?? throw new ArgumentException($"'{text}' is no period like 2014-2015.", nameof(text));

    /// <summary>Whether a delivered text names this period; dashes of all kinds and the sign 年 do not matter.</summary>
    public bool IsNamed(string text) => Delivered(text) == this;

    /// <summary>
    /// Whether an image of that day can belong to the period: the named years name images, which may be taken, or budgeted in a fiscal
    /// year that began, in the year before; a season later they may still be of the period.
    /// </summary>
    public bool Contains(DateOnly date) => date.Year >= FirstYear - 1 && date.Year <= LastYear + 1;

    public override string ToString() => FirstYear == LastYear
        ? FirstYear.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{FirstYear}-{LastYear}");

    private static MonitoringPeriod? Delivered(string text) => Of(
        [.. DeliveredText.Narrow(text).Replace("年", "", StringComparison.Ordinal).Split(Dashes, StringSplitOptions.RemoveEmptyEntries).Select(year => year.Trim())]);

    private static MonitoringPeriod? Of(string[] years) =>
        years.Length is 1 or 2 && Year(years[0]) is { } first && Year(years[^1]) is { } last && first <= last ? new MonitoringPeriod(first, last) : null;

    private static int? Year(string text) =>
        text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1949 and <= 2200 ? year : null;
}
