using Platform.Domain.Documents;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Indicators;

/// <summary>
/// What formulas are computed from: the outcomes of one unit in one campaign. A measure counts outcomes, or sums their areas, that satisfy every
/// condition in its brackets.
/// </summary>
public sealed class Measures(IReadOnlyCollection<Outcome> outcomes, int unanswered) : IMeasures
{
    private static readonly MeasureRule Outcomes = new(["approval", "legality", "conformity", "construction", "use", "theme"]);

    /// <summary>
    /// <c>count</c> of outcomes, <c>area</c> of outcomes in m² (with a theme, only the part inside the theme), <c>unanswered</c> patches.
    /// </summary>
    public static IReadOnlyDictionary<string, MeasureRule> Vocabulary { get; } =
        new Dictionary<string, MeasureRule> { ["count"] = Outcomes, ["area"] = Outcomes, ["unanswered"] = new([]) };

    /// <inheritdoc/>
    public decimal? Value(string measure, IReadOnlyList<Condition> conditions) => measure switch
    {
        "count" => Count(conditions),
        "area" => Area(conditions),
        _ => unanswered,
    };

    private decimal Count(IReadOnlyList<Condition> conditions) => outcomes.Count(outcome => Holds(outcome, conditions));

    private decimal Area(IReadOnlyList<Condition> conditions)
    {
        var theme = conditions.LastOrDefault(condition => condition.Field == "theme")?.Value;
        return outcomes.Where(outcome => Holds(outcome, conditions))
            .Sum(outcome => theme is null ? outcome.AreaM2 : outcome.ThemeAreasM2!.GetValueOrDefault(theme));
    }

    private static bool Holds(Outcome outcome, IReadOnlyList<Condition> conditions) => conditions.All(condition => condition.Field switch
    {
        "approval" => Code(outcome.Approval) == condition.Value,
        "legality" => Code(outcome.Legality) == condition.Value,
        "conformity" => outcome.Conformity is { } conformity && Code(conformity) == condition.Value,
        "construction" => outcome.ConstructionState is { } state && Code(state) == condition.Value,
        "use" => outcome.ActualUse?.StartsWith(condition.Value, StringComparison.Ordinal) ?? false,
        _ => outcome.ThemeAreasM2?.ContainsKey(condition.Value) ?? false,
    });

    private static string Code<T>(T value)
        where T : struct, Enum => (string)FieldValue.Of(value).Value;
}
