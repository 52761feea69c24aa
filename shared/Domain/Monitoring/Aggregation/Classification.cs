namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>
/// One way to divide the outcomes of a report into classes. Tables and the query for a cell's patches both use it, so that a figure and the list
/// of its patches cannot disagree.
/// </summary>
/// <param name="Title">Name of the attribute in Chinese: head of the table's first column.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Classes">All classes, empty ones included, in the order of the rows.</param>
/// <param name="KeyOf">Class of an outcome; always one of <paramref name="Classes"/>.</param>
internal sealed record Classification(string Title, string TitleEn, IReadOnlyList<ClassLabel> Classes, Func<Outcome, string> KeyOf)
{
    public static Classification Approval { get; } =
        new("审批情况", "Approval status", OutcomeClasses.Approval, outcome => OutcomeClasses.KeyOf(outcome.Approval));

    public static Classification Legality { get; } =
        new("违法建设情况", "Legality", OutcomeClasses.Legality, outcome => OutcomeClasses.KeyOf(outcome.Legality));

    public static Classification Conformity { get; } =
        new("是否符合总规", "Conformity with the plan", OutcomeClasses.Conformity, outcome => OutcomeClasses.KeyOf(outcome.Conformity));

    public static Classification Construction { get; } =
        new("建设状态", "Construction state", OutcomeClasses.Construction, outcome => OutcomeClasses.KeyOf(outcome.ConstructionState));

    public static Classification Size { get; } = new("面积分级", "Size", SizeClasses.Labels, outcome => SizeClasses.KeyOf(outcome.AreaM2));

    /// <summary>By monitoring unit, in code order; units that only the outcomes name are added under their code.</summary>
    public static Classification Units(IEnumerable<ClassLabel> named, IEnumerable<string> used) => new(
        "监测单元", "Monitoring unit", Complete(named, used).OrderBy(unit => unit.Key, StringComparer.Ordinal).ToArray(), outcome => outcome.Region);

    /// <summary>The named classes in their order, then the used but unnamed ones in code order.</summary>
    public static IReadOnlyList<ClassLabel> Complete(IEnumerable<ClassLabel> named, IEnumerable<string> used)
    {
        var classes = named.ToList();
        var known = classes.Select(label => label.Key).ToHashSet(StringComparer.Ordinal);
        var unnamed = used.Where(key => !known.Contains(key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. classes, .. unnamed.Select(ClassLabel.Unnamed)];
    }
}
