namespace Platform.Domain.Monitoring;

/// <summary>Area of a patch in one plan land-use class.</summary>
/// <param name="Class">Class code of the rule set; empty for "no class given".</param>
/// <param name="AreaM2">m², rounded so that the classes and the uncovered rest add up to the patch.</param>
/// <param name="Share">0…1 of the patch's area.</param>
public sealed record ClassShare(string Class, decimal AreaM2, decimal Share);

/// <summary>What one control-line theme says about a patch.</summary>
/// <param name="Theme">Theme code of the rule set.</param>
/// <param name="Known">False when the profile has no layer for the theme at the pinned versions: the answer is "unknown", never "clear".</param>
/// <param name="AreaM2">Area inside the theme's layers, m²; null when unknown.</param>
/// <param name="Share">0…1; null when unknown.</param>
/// <param name="Features">Identifiers of the hit features (layer version and row), at most 20.</param>
public sealed record ThemeHit(string Theme, bool Known, decimal? AreaM2, decimal? Share, IReadOnlyList<string> Features)
{
    /// <summary>True when the theme is known and the patch lies in it with more than the tolerance.</summary>
    public bool IsHit => Known && AreaM2 > 0m;
}

/// <summary>A permit that lies on a patch.</summary>
/// <param name="Type">Permit type code of the rule set.</param>
/// <param name="Number">Permit or case number.</param>
/// <param name="Status">Status as delivered.</param>
/// <param name="DecisionDate">Null means "date unknown", which the reasons say.</param>
/// <param name="Counts">Whether it counts towards approval under the rule set.</param>
public sealed record PermitOnPatch(string Type, string Number, string? Status, DateOnly? DecisionDate, bool Counts);

/// <summary>One reason of a prejudgement: a stable code and its text.</summary>
public sealed record Reason(string Code, string Chinese, string English);

/// <summary>
/// What the platform finds out about a patch before anybody verifies it. Made once at issue against pinned layer versions; a suggestion only,
/// always kept apart from what verification records.
/// </summary>
public sealed record Prejudgement
{
    public required string RuleSet { get; init; }

    /// <summary>Plan classes, largest first; empty when no plan covers the patch.</summary>
    public required IReadOnlyList<ClassShare> PlanClasses { get; init; }

    /// <summary>Area not covered by the plan, m².</summary>
    public required decimal UncoveredM2 { get; init; }

    /// <summary>All themes of the rule set, in its order.</summary>
    public required IReadOnlyList<ThemeHit> Themes { get; init; }

    public required IReadOnlyList<PermitOnPatch> Permits { get; init; }

    public required Conformity Conformity { get; init; }

    public required ApprovalStatus SuggestedApproval { get; init; }

    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Whether at least half of the patch lies in the plan; null when that is not known.</summary>
    public bool? IsInsidePlan() =>
        Reasons.Any(r => r.Code is PrejudgementReasons.PlanMissing or PrejudgementReasons.PlanUnknown) ? null : PlanClasses.Sum(c => c.Share) >= 0.5m;
}
