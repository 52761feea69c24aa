using System.Globalization;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Reporting.Figures;

/// <summary>Picks one of two languages and spells numbers as the report prints them.</summary>
internal sealed class Wording(bool english)
{
    public bool IsEnglish => english;

    public string Pick(string chinese, string inEnglish) => english ? inEnglish : chinese;

    public string Pick(Label label) => english ? label.En : label.Zh;

    public string LabelOf(ReportRow row) => Pick(row.Label, row.LabelEn);

    public static string Percent(decimal? percent) => percent is { } value ? $"{value}%" : "—";

    /// <summary>Whole square metres, half away from zero, without separators, as in the deck.</summary>
    public static string Area(decimal areaM2) =>
        decimal.Round(areaM2, 0, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
