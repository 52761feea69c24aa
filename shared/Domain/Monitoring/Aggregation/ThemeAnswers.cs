namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>What an outcome says about a control-line theme: hit, clear or unknown. Silence is "unknown", never "clear".</summary>
internal static class ThemeAnswers
{
    public static bool IsUnknown(Outcome outcome, string theme) =>
        outcome.ThemeAreasM2 is null || outcome.UnknownThemes.Contains(theme, StringComparer.Ordinal);

    public static bool IsHit(Outcome outcome, string theme) =>
        !IsUnknown(outcome, theme) && outcome.ThemeAreasM2!.TryGetValue(theme, out var area) && area > 0m;

    /// <summary>All theme codes that the outcomes name.</summary>
    public static IEnumerable<string> Named(IEnumerable<Outcome> outcomes) =>
        outcomes.SelectMany(outcome => (outcome.ThemeAreasM2?.Keys ?? []).Concat(outcome.UnknownThemes));
}
