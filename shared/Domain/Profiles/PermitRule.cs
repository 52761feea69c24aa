using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>Where a combination of permits is enough.</summary>
public enum PermitPlace
{
    /// <summary>Inside and outside the plan's area.</summary>
    Anywhere,

    /// <summary>Only outside the area of the city or town plan (the rural permit).</summary>
    OutsidePlan,
}

/// <summary>One combination of permit types that makes a change approved.</summary>
/// <param name="Id">Stable key, e.g. <c>urban</c>.</param>
/// <param name="Label">What people see.</param>
/// <param name="RequiredTypes">Permit type codes; all of them are needed.</param>
/// <param name="Place">Where the combination is enough.</param>
public sealed record PermitAlternative(string Id, Label Label, IReadOnlyList<string> RequiredTypes, PermitPlace Place);

/// <summary>Texts of the reasons that the rule gives; the codes are stable.</summary>
/// <param name="AllPermits">Code <c>all-permits</c>.</param>
/// <param name="PartialPermits">Code <c>partial-permits</c>: some but not all permits, therefore unapproved.</param>
/// <param name="NoPermit">Code <c>no-permit</c>.</param>
/// <param name="DateUnknown">Code <c>permit-date-unknown</c>: a permit that counts has no decision date.</param>
/// <param name="BuiltBeforePermission">Code <c>built-before-permission</c>: a permit is dated after the after-image.</param>
public sealed record PermitReasons(
    Label AllPermits, Label PartialPermits, Label NoPermit, Label DateUnknown, Label BuiltBeforePermission);

/// <summary>
/// When a change counts as approved (经审批). The deck defines approved by three permits and unapproved by the missing construction permit,
/// and says nothing of a patch with some but not all permits; <see cref="Judge"/> decides it: unapproved, with the reason
/// <c>partial-permits</c> and the missing types. Pure and thread-safe.
/// </summary>
public sealed record PermitRule
{
    public const string AllPermitsReason = "all-permits";
    public const string PartialPermitsReason = "partial-permits";
    public const string NoPermitReason = "no-permit";
    public const string DateUnknownReason = "permit-date-unknown";
    public const string BuiltBeforePermissionReason = "built-before-permission";

    /// <summary>Version of the rule; records keep it.</summary>
    public required string Version { get; init; }

    /// <summary>Combinations of permits; one that is complete is enough. Never empty.</summary>
    public required IReadOnlyList<PermitAlternative> Alternatives { get; init; }

    /// <summary>Outcomes with which a permit counts.</summary>
    public required IReadOnlyList<PermitOutcome> AcceptedOutcomes { get; init; }

    /// <summary>Least part of the patch (0…1) that a permit's area must cover for the permit to lie on the patch.</summary>
    public required decimal MinimumPatchShare { get; init; }

    /// <summary>A permit given as a point lies on the patch when it is at most this far from it, metres.</summary>
    public required decimal PointDistanceM { get; init; }

    public required PermitReasons Reasons { get; init; }

    /// <summary>The rule in words, with what it rests on.</summary>
    public required Label Explanation { get; init; }

    /// <summary>True when a permit with this outcome counts.</summary>
    public bool Accepts(PermitOutcome outcome) => AcceptedOutcomes.Contains(outcome);

    /// <summary>Judges the types of the permits that count.</summary>
    /// <param name="heldTypes">Permit type codes that lie on the patch with an accepted outcome; repeated codes are harmless.</param>
    /// <param name="insidePlan">Whether the patch lies in the plan's area; null when unknown, which rules out combinations for outside.</param>
    public PermitVerdict Judge(IEnumerable<string> heldTypes, bool? insidePlan)
    {
        var held = heldTypes.ToHashSet(StringComparer.Ordinal);
        var applicable = Alternatives.Where(a => a.Place == PermitPlace.Anywhere || insidePlan == false).ToList();
        var best = applicable
            .Select(a => (Alternative: a, Missing: a.RequiredTypes.Where(type => !held.Contains(type)).ToList()))
            .Where(c => c.Missing.Count < c.Alternative.RequiredTypes.Count)
            .OrderBy(c => c.Missing.Count)
            .FirstOrDefault();
        if (best.Alternative is null)
        {
            return new PermitVerdict(false, null, [], NoPermitReason);
        }

        var reason = best.Missing.Count == 0 ? AllPermitsReason : PartialPermitsReason;
        return new PermitVerdict(best.Missing.Count == 0, best.Alternative.Id, best.Missing, reason);
    }

    /// <summary>The text of a reason code of this rule.</summary>
    public Label ReasonText(string code) => code switch
    {
        AllPermitsReason => Reasons.AllPermits,
        PartialPermitsReason => Reasons.PartialPermits,
        NoPermitReason => Reasons.NoPermit,
        DateUnknownReason => Reasons.DateUnknown,
        BuiltBeforePermissionReason => Reasons.BuiltBeforePermission,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a reason of the permit rule."),
    };
}

/// <summary>What <see cref="PermitRule.Judge"/> found.</summary>
/// <param name="IsApproved">One combination is complete.</param>
/// <param name="Alternative">The complete combination, or the one with the fewest missing types; null when no type counts.</param>
/// <param name="MissingTypes">Types that this combination still lacks.</param>
/// <param name="Reason">One of the reason codes of <see cref="PermitRule"/>.</param>
public sealed record PermitVerdict(bool IsApproved, string? Alternative, IReadOnlyList<string> MissingTypes, string Reason);
