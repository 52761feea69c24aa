using System.Globalization;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Formats.Tables;

namespace Platform.Reporting.Outcomes;

/// <summary>
/// Writes a campaign's outcomes as the table that <see cref="OutcomesCsvReader"/> and <c>desk report</c> read: UTF-8 with byte order mark, CRLF,
/// by patch id. The same outcomes give the same bytes.
/// </summary>
public static class OutcomesCsvWriter
{
    /// <param name="target">Receives the file; stays open.</param>
    /// <param name="outcomes">Outcomes, any order.</param>
    /// <param name="units">Names of the units.</param>
    public static void Write(Stream target, IEnumerable<Outcome> outcomes, IEnumerable<ClassLabel> units)
    {
        var names = units.ToDictionary(unit => unit.Key, unit => unit.Chinese, StringComparer.Ordinal);
        using var writer = new CsvWriter(target);
        writer.WriteRow(OutcomeColumns.All);
        foreach (var outcome in outcomes.OrderBy(outcome => outcome.PatchId, StringComparer.Ordinal))
        {
            writer.WriteRow(Row(outcome, names.GetValueOrDefault(outcome.Region)));
        }
    }

    private static object?[] Row(Outcome outcome, string? unitName) =>
    [
        outcome.PatchId,
        outcome.Region,
        outcome.AreaM2,
        OutcomeClasses.KeyOf(outcome.Approval),
        OutcomeClasses.KeyOf(outcome.Legality),
        unitName,
        outcome.Conformity is null ? null : OutcomeClasses.KeyOf(outcome.Conformity),
        outcome.ConstructionState is null ? null : OutcomeClasses.KeyOf(outcome.ConstructionState),
        outcome.ActualUse,
        Themes(outcome.ThemeAreasM2),
        outcome.UnknownThemes.Count == 0 ? null : string.Join(';', outcome.UnknownThemes),
        outcome.Source?.Sha256,
        outcome.Source?.File,
        outcome.Source?.Layer,
        outcome.Source?.Row,
    ];

    private static string? Themes(IReadOnlyDictionary<string, decimal>? areas)
    {
        if (areas is null)
        {
            return null;
        }

        var items = areas.OrderBy(area => area.Key, StringComparer.Ordinal)
            .Select(area => string.Create(CultureInfo.InvariantCulture, $"{area.Key}:{area.Value}"));
        return areas.Count == 0 ? ThemeText.NoneKnown : string.Join(';', items);
    }
}
