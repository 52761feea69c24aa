namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>
/// Computes the monitoring report from the recorded outcomes: pure, in decimal arithmetic, sums over stored areas in key order. Equal requests give equal
/// models.
/// </summary>
public static class ReportAggregator
{
    /// <summary>Tables, sentences, sources and notes.</summary>
    /// <exception cref="ArgumentException">A patch has two outcomes or a negative area.</exception>
    public static ReportModel Aggregate(ReportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcomes = OutcomeSet.Of(request.Outcomes);
        var unanswered = request.Unanswered.OrderBy(patch => patch.PatchId, StringComparer.Ordinal).ToArray();
        var notes = new List<ReportSentence>();
        var tables = Tables(request, outcomes, unanswered, notes);
        return new ReportModel
        {
            Header = request.Header,
            Wording = request.Wording,
            Tables = tables,
            Narrative = Narrative.Sentences(tables, request.Wording),
            Notes = notes,
            Unanswered = unanswered,
            Sources = request.Sources ?? SourcesOf(outcomes),
        };
    }

    /// <summary>
    /// The patches behind one figure of the report, by patch id: a row of a table, or with <paramref name="cell"/> a cell of a cross table
    /// (the cell <c>unknown</c> for themes). <c>total</c> as the row gives all.
    /// </summary>
    /// <returns>Null when the report has no such table, row or cell.</returns>
    public static IReadOnlyList<string>? PatchIds(ReportRequest request, string table, string row, string? cell = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PatchQuery.Run(request, OutcomeSet.Of(request.Outcomes), table, row, cell);
    }

    internal static Classification UnitsOf(ReportRequest request) => Classification.Units(
        request.Units, request.Outcomes.Select(outcome => outcome.Region).Concat(request.Unanswered.Select(patch => patch.Region)));

    private static List<ReportTable> Tables(
        ReportRequest request, OutcomeSet outcomes, UnansweredPatch[] unanswered, List<ReportSentence> notes)
    {
        var units = UnitsOf(request);
        var captions = new Captions(request.Wording);
        var tables = new List<ReportTable>
        {
            TableBuilder.Simple(captions.Unit, units, outcomes),
            TableBuilder.Simple(captions.Approval, Classification.Approval, outcomes),
            TableBuilder.Simple(captions.Legality, Classification.Legality, outcomes),
        };
        AddRecorded(tables, notes, TableBuilder.Simple(captions.Conformity, Classification.Conformity, outcomes));
        AddRecorded(tables, notes, TableBuilder.Simple(captions.Construction, Classification.Construction, outcomes));
        AddThemes(tables, notes, request, captions, outcomes);
        tables.Add(TableBuilder.Cross(captions.UnitApproval, units, Classification.Approval, outcomes));
        tables.Add(TableBuilder.Cross(captions.UnitLegality, units, Classification.Legality, outcomes));
        tables.Add(TableBuilder.Simple(captions.Size, Classification.Size, outcomes));
        if (unanswered.Length > 0)
        {
            tables.Add(TableBuilder.Unanswered(captions.Unanswered, units, unanswered));
        }

        return tables;
    }

    private static void AddRecorded(List<ReportTable> tables, List<ReportSentence> notes, ReportTable table)
    {
        if (table.Row(OutcomeClasses.NotRecordedKey)!.Count < table.Total.Count)
        {
            tables.Add(table);
            return;
        }

        notes.Add(new ReportSentence(
            table.Key,
            $"核查结果未记录“{table.ClassTitle}”，本报告不含该项统计。",
            $"The outcomes do not record \"{table.ClassTitleEn}\"; the report has no table for it."));
    }

    private static void AddThemes(
        List<ReportTable> tables, List<ReportSentence> notes, ReportRequest request, Captions captions, OutcomeSet outcomes)
    {
        var themes = Classification.Complete(request.Themes, ThemeAnswers.Named(outcomes.Outcomes));
        if (outcomes.Outcomes.Any(outcome => outcome.ThemeAreasM2 is not null) && themes.Count > 0)
        {
            tables.Add(TableBuilder.Themes(captions.Theme, themes, outcomes));
            return;
        }

        notes.Add(new ReportSentence(
            TableKeys.Theme,
            "核查结果不含管控线分析数据，本报告不含管控线统计。",
            "The outcomes carry no control-line analysis; the report has no table by control line."));
    }

    private static ReportSource[] SourcesOf(OutcomeSet outcomes) =>
        outcomes.Outcomes
            .Where(outcome => outcome.Source is not null)
            .GroupBy(outcome => (outcome.Source!.Sha256, outcome.Source.File))
            .OrderBy(group => group.Key.File, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Sha256, StringComparer.Ordinal)
            .Select(group => new ReportSource(group.Key.File, group.Key.Sha256, group.Count()))
            .ToArray();
}
