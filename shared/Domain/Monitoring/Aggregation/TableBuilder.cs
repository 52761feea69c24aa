namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Counts and sums outcomes into tables.</summary>
internal static class TableBuilder
{
    private static readonly ClassLabel TotalLabel = new(ReportRow.TotalKey, "合计", "Total");
    private static readonly ClassLabel AllPatches = new(ReportRow.TotalKey, "全部变化图斑", "All change patches");
    private static readonly ClassLabel Unknown = new(OutcomeClasses.UnknownKey, "未知", "Unknown");

    /// <summary>Each outcome in one row.</summary>
    public static ReportTable Simple(Caption caption, Classification by, OutcomeSet outcomes)
    {
        var (tallies, total) = Count(by, outcomes.Outcomes);
        var rows = by.Classes.Select(label => tallies[label.Key].Row(label, total)).ToArray();
        return caption.Table(by.Title, by.TitleEn, isPartition: true, rows, total.Row(TotalLabel, total));
    }

    /// <summary>Each outcome in one row, and in one cell of it.</summary>
    public static ReportTable Cross(Caption caption, Classification rows, Classification cells, OutcomeSet outcomes)
    {
        var (tallies, total) = Count(rows, outcomes.Outcomes);
        var byRow = outcomes.Outcomes.ToLookup(rows.KeyOf, StringComparer.Ordinal);
        var lines = rows.Classes.Select(label => tallies[label.Key].Row(label, total) with { Cells = Cells(cells, byRow[label.Key]) }).ToArray();
        var last = total.Row(TotalLabel, total) with { Cells = Cells(cells, outcomes.Outcomes) };
        return caption.Table(rows.Title, rows.TitleEn, isPartition: true, lines, last);
    }

    /// <summary>Patches that lie in each theme with the area inside it, and those for which the theme is unknown; percentages of all patches.</summary>
    public static ReportTable Themes(Caption caption, IReadOnlyList<ClassLabel> themes, OutcomeSet outcomes)
    {
        var total = new Tally();
        foreach (var outcome in outcomes.Outcomes)
        {
            total.Add(outcome.AreaM2);
        }

        var rows = themes.Select(theme => Theme(theme, outcomes, total)).ToArray();
        return caption.Table("管控线", "Control line", isPartition: false, rows, total.Row(AllPatches, total));
    }

    /// <summary>Patches without an answer, by unit.</summary>
    public static ReportTable Unanswered(Caption caption, Classification units, IReadOnlyList<UnansweredPatch> patches)
    {
        var tallies = units.Classes.ToDictionary(label => label.Key, _ => new Tally(), StringComparer.Ordinal);
        var total = new Tally();
        foreach (var patch in patches)
        {
            tallies[patch.Region].Add(patch.AreaM2);
            total.Add(patch.AreaM2);
        }

        var rows = units.Classes.Select(label => tallies[label.Key].Row(label, total)).ToArray();
        return caption.Table(units.Title, units.TitleEn, isPartition: true, rows, total.Row(TotalLabel, total));
    }

    private static ReportRow Theme(ClassLabel theme, OutcomeSet outcomes, Tally total)
    {
        var hits = new Tally();
        var unknown = new Tally();
        foreach (var outcome in outcomes.Outcomes)
        {
            if (ThemeAnswers.IsUnknown(outcome, theme.Key))
            {
                unknown.Add(outcome.AreaM2);
            }
            else if (ThemeAnswers.IsHit(outcome, theme.Key))
            {
                hits.Add(outcome.ThemeAreasM2![theme.Key]);
            }
        }

        return hits.Row(theme, total) with { Cells = [unknown.Row(Unknown, total)] };
    }

    private static ReportRow[] Cells(Classification by, IEnumerable<Outcome> outcomes)
    {
        var (tallies, total) = Count(by, outcomes);
        return by.Classes.Select(label => tallies[label.Key].Row(label, total)).ToArray();
    }

    private static (Dictionary<string, Tally> Tallies, Tally Total) Count(Classification by, IEnumerable<Outcome> outcomes)
    {
        var tallies = by.Classes.ToDictionary(label => label.Key, _ => new Tally(), StringComparer.Ordinal);
        var total = new Tally();
        foreach (var outcome in outcomes)
        {
            tallies[by.KeyOf(outcome)].Add(outcome.AreaM2);
            total.Add(outcome.AreaM2);
        }

        return (tallies, total);
    }
}
