using Platform.Findings;

namespace Platform.Desk;

/// <summary>Prints findings for people at a terminal, one per line: place, code, text.</summary>
internal static class FindingPrinter
{
    /// <summary>More than these do not help anybody at once.</summary>
    private const int Most = 200;

    public static void Print(TextWriter target, IReadOnlyList<Finding> findings, bool english)
    {
        foreach (var finding in findings.Take(Most))
        {
            target.WriteLine($"{Place(finding.Location)}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {(english ? finding.MessageEn : finding.Message)}");
        }

        if (findings.Count > Most)
        {
            target.WriteLine(english ? $"… and {findings.Count - Most} more." : $"……另有 {findings.Count - Most} 条。");
        }
    }

    private static string Place(Location location) => string.Join(
        ':', new[] { location.File, location.Layer, location.Row?.ToString(System.Globalization.CultureInfo.InvariantCulture), location.Field }.Where(part => part is not null));
}
