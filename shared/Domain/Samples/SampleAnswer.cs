namespace Platform.Domain.Samples;

/// <summary>A permit on a patch that counts under the rule set.</summary>
/// <param name="Type">Permit type code.</param>
/// <param name="Number">Permit or case number.</param>
/// <param name="DecisionDate">Null: date unknown.</param>
public sealed record SamplePermit(string Type, string Number, DateOnly? DecisionDate);

/// <summary>What the rule of the sample answers needs to know about a patch.</summary>
/// <param name="PatchKey">Key of the patch; the only source of variety besides the seed.</param>
/// <param name="SuggestsApproved">Prejudgement suggests "approved".</param>
/// <param name="Permits">Permits that count, as prejudgement found them.</param>
/// <param name="PlanClass">Largest plan class, null without a plan.</param>
/// <param name="HitThemes">Control-line themes hit; unknown themes are not hits.</param>
/// <param name="AfterImageDate">Enforcement dates lie after it.</param>
public sealed record SamplePatch(
    string PatchKey,
    bool SuggestsApproved,
    IReadOnlyList<SamplePermit> Permits,
    string? PlanClass,
    IReadOnlyList<string> HitThemes,
    DateOnly AfterImageDate);

/// <summary>The verification fields of a sample answer, as codes of the rule set.</summary>
public sealed record SampleAnswer
{
    public required bool IsRealChange { get; init; }

    /// <summary>Null exactly when it is not a real change.</summary>
    public string? ActualUse { get; init; }

    public string? ProjectName { get; init; }

    /// <summary>Null exactly when it is not a real change.</summary>
    public string? ConstructionState { get; init; }

    /// <summary>approved, unapproved, exempt.</summary>
    public required string Approval { get; init; }

    /// <summary>legal, illegal.</summary>
    public required string Legality { get; init; }

    public IReadOnlyList<SamplePermit> Permits { get; init; } = [];

    /// <summary>Set exactly with exempt.</summary>
    public string? ExemptReason { get; init; }

    /// <summary>Set exactly with unapproved + legal and approved + illegal.</summary>
    public string? ExceptionReason { get; init; }

    public required string Enforcement { get; init; }

    /// <summary>Set exactly when there is enforcement.</summary>
    public DateOnly? EnforcementDate { get; init; }

    /// <summary>Begins with the label that says it is a sample answer.</summary>
    public required string Remark { get; init; }
}
