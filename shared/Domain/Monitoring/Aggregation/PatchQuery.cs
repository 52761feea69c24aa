namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Finds the patches behind a figure with the same classifications that made the figure.</summary>
internal static class PatchQuery
{
    public static IReadOnlyList<string>? Run(ReportRequest request, OutcomeSet outcomes, string table, string row, string? cell)
    {
        var units = ReportAggregator.UnitsOf(request);
        return table switch
        {
            TableKeys.Approval => Simple(outcomes, Classification.Approval, row, cell),
            TableKeys.Legality => Simple(outcomes, Classification.Legality, row, cell),
            TableKeys.Conformity => Simple(outcomes, Classification.Conformity, row, cell),
            TableKeys.Construction => Simple(outcomes, Classification.Construction, row, cell),
            TableKeys.Size => Simple(outcomes, Classification.Size, row, cell),
            TableKeys.Unit => Simple(outcomes, units, row, cell),
            TableKeys.UnitApproval => Cross(outcomes, units, Classification.Approval, row, cell),
            TableKeys.UnitLegality => Cross(outcomes, units, Classification.Legality, row, cell),
            TableKeys.Theme => Theme(request, outcomes, row, cell),
            TableKeys.Unanswered => Unanswered(request, units, row, cell),
            _ => null,
        };
    }

    private static string[]? Simple(OutcomeSet outcomes, Classification by, string row, string? cell) =>
        cell is null && Select(by, row) is { } isIn ? Ids(outcomes, isIn) : null;

    private static string[]? Cross(OutcomeSet outcomes, Classification rows, Classification cells, string row, string? cell)
    {
        var inCell = cell is null ? _ => true : Select(cells, cell);
        return Select(rows, row) is { } inRow && inCell is not null ? Ids(outcomes, outcome => inRow(outcome) && inCell(outcome)) : null;
    }

    private static string[]? Theme(ReportRequest request, OutcomeSet outcomes, string row, string? cell)
    {
        if (row == ReportRow.TotalKey)
        {
            return cell is null ? Ids(outcomes, _ => true) : null;
        }

        if (!Classification.Complete(request.Themes, ThemeAnswers.Named(outcomes.Outcomes)).Any(theme => theme.Key == row))
        {
            return null;
        }

        return cell switch
        {
            null => Ids(outcomes, outcome => ThemeAnswers.IsHit(outcome, row)),
            OutcomeClasses.UnknownKey => Ids(outcomes, outcome => ThemeAnswers.IsUnknown(outcome, row)),
            _ => null,
        };
    }

    private static string[]? Unanswered(ReportRequest request, Classification units, string row, string? cell)
    {
        if (cell is not null || (row != ReportRow.TotalKey && !units.Classes.Any(unit => unit.Key == row)))
        {
            return null;
        }

        return request.Unanswered
            .Where(patch => row == ReportRow.TotalKey || patch.Region == row)
            .Select(patch => patch.PatchId)
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    private static Func<Outcome, bool>? Select(Classification by, string key)
    {
        if (key == ReportRow.TotalKey)
        {
            return _ => true;
        }

        return by.Classes.Any(label => label.Key == key) ? outcome => by.KeyOf(outcome) == key : null;
    }

    private static string[] Ids(OutcomeSet outcomes, Func<Outcome, bool> isIn) =>
        outcomes.Outcomes.Where(isIn).Select(outcome => outcome.PatchId).ToArray();
}
