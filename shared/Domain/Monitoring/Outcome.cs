namespace Platform.Domain.Monitoring;

/// <summary>
/// The one recorded result of a patch, as the report counts it. A table of outcomes (<c>outcomes.csv</c>) is all that is needed to compute
/// the report's figures again.
/// </summary>
public sealed record Outcome
{
    public required string PatchId { get; init; }

    /// <summary>Monitoring unit code.</summary>
    public required string Region { get; init; }

    /// <summary>Official area, m².</summary>
    public required decimal AreaM2 { get; init; }

    public required ApprovalStatus Approval { get; init; }

    public required Legality Legality { get; init; }

    public Conformity? Conformity { get; init; }

    public ConstructionState? ConstructionState { get; init; }

    /// <summary>Actual use class; null when unknown or not a real change.</summary>
    public string? ActualUse { get; init; }

    /// <summary>Themes hit with their area in m², by theme code; null where prejudgement is not at hand.</summary>
    public IReadOnlyDictionary<string, decimal>? ThemeAreasM2 { get; init; }

    /// <summary>Themes that could not be judged.</summary>
    public IReadOnlyList<string> UnknownThemes { get; init; } = [];

    /// <summary>The row of the upload that this outcome rests on.</summary>
    public SourceRow? Source { get; init; }
}

/// <summary>A patch that the campaign closed without a valid answer: listed in the report, in no table of outcomes.</summary>
public sealed record UnansweredPatch(string PatchId, string Region, decimal AreaM2);
