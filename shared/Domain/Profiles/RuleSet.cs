using System.Text.Json.Serialization;
using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>A law, regulation, standard or ordinance that rules rest on.</summary>
/// <param name="Id">Key inside the rule set.</param>
/// <param name="Title">Title with its number.</param>
/// <param name="Provisions">The provisions relied on, in words.</param>
public sealed record LegalBasis(string Id, Label Title, Label Provisions);

/// <summary>
/// Everything that judges a record, for one span of time: permits, code lists, land use, control lines. A record is judged by the set in
/// force at its date (<see cref="Profile.RuleSetAt"/>). Immutable and validated as a whole by <see cref="ProfileLoader"/>.
/// </summary>
public sealed record RuleSet
{
    public required string Id { get; init; }

    /// <summary>Changes with every change of content; records keep <c>Id@Version</c>.</summary>
    public required string Version { get; init; }

    public required Label Title { get; init; }

    /// <summary>First day in force.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day in force; null while it is.</summary>
    public DateOnly? ValidTo { get; init; }

    public required IReadOnlyList<LegalBasis> LegalBases { get; init; }

    public required IReadOnlyList<PermitType> PermitTypes { get; init; }

    public required IReadOnlyList<PermitStatus> PermitStatuses { get; init; }

    public required PermitRule PermitRule { get; init; }

    public required IReadOnlyList<CodeList> CodeLists { get; init; }

    /// <summary>Cross-field rules of verification answers.</summary>
    public IReadOnlyList<AnswerRule> AnswerRules { get; init; } = AnswerRule.Default;

    /// <summary>
    /// Land-use class that a cover after the change stands for, by cover code. Covers that may be any use (buildings, earthworks) have no entry: then
    /// conformity is left to verification.
    /// </summary>
    public IReadOnlyDictionary<string, string> CoverUses { get; init; } = new Dictionary<string, string>();

    /// <summary>Id of the classification file in <c>classifications/</c>.</summary>
    public required string ClassificationId { get; init; }

    /// <summary>Id of the plan class table in <c>plan-classes/</c>.</summary>
    public required string PlanClassTableId { get; init; }

    /// <summary>Id of the conformity table in <c>conformity/</c>.</summary>
    public required string ConformityTableId { get; init; }

    /// <summary>Control-line themes in the order in which reports list them; at least the eight of <see cref="ControlThemeCodes"/>.</summary>
    public required IReadOnlyList<ControlTheme> ControlThemes { get; init; }

    [JsonIgnore]
    public LandUseClassification LandUse { get; internal init; } = LandUseClassification.Empty;

    [JsonIgnore]
    public PlanClassTable PlanClasses { get; internal init; } =
        new() { Id = "", Version = "", Title = new("", ""), Entries = [] };

    [JsonIgnore]
    public ConformityTable ConformityTable { get; internal init; } =
        new() { Id = "", Version = "", Title = new("", ""), Rows = [] };

    /// <summary>True when <paramref name="date"/> lies in the set's span.</summary>
    public bool IsInForce(DateOnly date) => date >= ValidFrom && (ValidTo is null || date <= ValidTo);

    /// <summary>The list named <paramref name="name"/> (see <see cref="CodeListNames"/>); throws for a name that the set does not have.</summary>
    public CodeList CodeList(string name) => FindCodeList(name)
        ?? throw new ArgumentOutOfRangeException(nameof(name), name, $"Rule set {Id} has no such code list.");

    /// <summary>
    /// The list named <paramref name="name"/>, or null. Besides the lists of the file there are <c>permit-type</c> (codes and aliases), <c>permit-status</c>,
    /// <c>land-use</c> (classification) and <c>plan-class</c> (codes that plan layers may carry).
    /// </summary>
    public CodeList? FindCodeList(string name) => name switch
    {
        "permit-type" => new CodeList(name, [.. PermitTypes.SelectMany(t => (t.Aliases ?? []).Prepend(t.Code).Select(code => new CodeEntry(code, t.Label)))]),
        "permit-status" => new CodeList(name, [.. PermitStatuses.Select(s => new CodeEntry(s.Code, s.Label))]),
        "land-use" => new CodeList(name, [.. LandUse.Classes.Select(c => new CodeEntry(c.Code, c.Label))]),
        "plan-class" => new CodeList(name, [.. PlanCodes()]),
        _ => CodeLists.FirstOrDefault(list => string.Equals(list.Name, name, StringComparison.Ordinal)),
    };

    /// <summary>The permit type with that code, or null.</summary>
    public PermitType? PermitType(string code) => PermitTypes.FirstOrDefault(type => type.Code == code);

    /// <summary>The permit type that a permit layer's text means, by code, name or alias; null when none fits.</summary>
    public PermitType? PermitTypeOf(string text)
    {
        var trimmed = text.Trim();
        return PermitTypes.FirstOrDefault(type => new[] { type.Code, type.Label.Zh, type.Label.En }.Concat(type.Aliases ?? [])
            .Contains(trimmed, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The outcome that a permit layer's status text stands for; <see cref="PermitOutcome.Unknown"/> for a missing or unlisted text.</summary>
    public PermitOutcome OutcomeOf(string? status) => PermitStatuses
        .FirstOrDefault(s => string.Equals(s.Code, status?.Trim(), StringComparison.OrdinalIgnoreCase))?.Outcome ?? PermitOutcome.Unknown;

    /// <summary>The theme with that code, or null.</summary>
    public ControlTheme? ControlTheme(string code) => ControlThemes.FirstOrDefault(theme => theme.Code == code);

    /// <summary>The class that a plan layer's code stands for; null when the table does not have it or says nothing about land use.</summary>
    public string? PlanClassOf(string source)
    {
        var entry = PlanClasses.Find(source);
        return entry is not null ? entry.Class
            : PlanClasses.ClassCodesMapToThemselves ? LandUse.Find(source.Trim())?.Code : null;
    }

    private IEnumerable<CodeEntry> PlanCodes()
    {
        var own = PlanClasses.Entries.Select(e => new CodeEntry(e.Source, e.Label));
        return PlanClasses.ClassCodesMapToThemselves
            ? own.Concat(LandUse.Classes.Where(c => PlanClasses.Find(c.Code) is null).Select(c => new CodeEntry(c.Code, c.Label)))
            : own;
    }
}
