using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Desk;

/// <summary>Prints the two main tables and their sentences to a terminal.</summary>
internal static class ReportPrinter
{
    public static void Print(TextWriter target, ReportModel report, bool english)
    {
        foreach (var key in new[] { TableKeys.Approval, TableKeys.Legality })
        {
            var table = report[key];
            target.WriteLine(english ? table.TitleEn : table.Title);
            foreach (var row in table.Rows.Append(table.Total))
            {
                target.WriteLine($"  {Pad(english ? row.LabelEn : row.Label, 16)}{row.Count,8}{Percent(row.CountPercent),9}{row.AreaM2,20}{Percent(row.AreaPercent),9}");
            }

            var sentence = report.Sentence(key)!;
            target.WriteLine(english ? sentence.English : sentence.Chinese);
            target.WriteLine();
        }
    }

    private static string Percent(decimal? percent) => percent is { } value ? $"{value}%" : "—";

    /// <summary>Fills up to a width in terminal cells, of which a Chinese character takes two.</summary>
    private static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - text.Sum(character => character >= 0x2E80 ? 2 : 1)));
}
