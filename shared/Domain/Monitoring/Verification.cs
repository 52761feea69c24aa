namespace Platform.Domain.Monitoring;

/// <summary>A permit that the bureau names in its answer.</summary>
/// <param name="Type">Permit type code of the rule set.</param>
/// <param name="Number">Permit number.</param>
/// <param name="Date">Decision date; null where the rule set allows an unknown date.</param>
public sealed record PermitReference(string Type, string Number, DateOnly? Date);

/// <summary>A photograph delivered with an answer.</summary>
/// <param name="File">Name inside the upload.</param>
/// <param name="Sha256">Content hash; the bytes are in the raw archive's upload.</param>
/// <param name="TakenAt">Local time of the camera, as EXIF gives it; null without EXIF.</param>
/// <param name="Longitude">Degrees, WGS 84 as EXIF gives it.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="BearingDegrees">Direction of view, clockwise from north.</param>
/// <param name="DistanceM">Distance from the patch, metres; null without a position.</param>
public sealed record Photograph(
    string File, string Sha256, DateTime? TakenAt, double? Longitude, double? Latitude, double? BearingDegrees, double? DistanceM);

/// <summary>What the bureau found out about one patch (核查结果). Valid: every field and cross-field rule of the rule set holds.</summary>
public sealed record Verification
{
    /// <summary>False: not a real change (伪变化), which makes the patch exempt with a reason.</summary>
    public required bool IsRealChange { get; init; }

    /// <summary>Actual use class, a code of the rule set; null when not a real change.</summary>
    public string? ActualUse { get; init; }

    public string? ProjectName { get; init; }

    public string? Builder { get; init; }

    public IReadOnlyList<PermitReference> Permits { get; init; } = [];

    public ConstructionState? ConstructionState { get; init; }

    public required ApprovalStatus Approval { get; init; }

    public required Legality Legality { get; init; }

    /// <summary>Required with <see cref="ApprovalStatus.Exempt"/>: a code of the rule set's list.</summary>
    public string? ExemptReason { get; init; }

    /// <summary>Required for unapproved + legal and approved + illegal: a code of the rule set's list.</summary>
    public string? ExceptionReason { get; init; }

    public Enforcement Enforcement { get; init; }

    public DateOnly? EnforcementDate { get; init; }

    /// <summary>
    /// Conformity as verified; where the answer leaves it blank, what the conformity table says of the actual use on the prejudged plan class. Null leaves
    /// the prejudged value standing.
    /// </summary>
    public Conformity? Conformity { get; init; }

    public IReadOnlyList<Photograph> Photographs { get; init; } = [];

    public string? Remark { get; init; }
}

/// <summary>One recorded answer with its origin. History: entries are never changed, the patch points at the current one.</summary>
public sealed record VerificationEntry
{
    /// <summary>Derived: patch key, attempt and row.</summary>
    public required string Id { get; init; }

    public required string PatchKey { get; init; }

    public required Verification Answer { get; init; }

    /// <summary>Upload attempt, or the command id of an entry by hand.</summary>
    public required string Attempt { get; init; }

    /// <summary>When the bytes were committed (UTC). Of two valid answers the later committed wins, however late it is processed.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>When the platform wrote the receipt: decides between commits that the storage dates alike, to the second.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who uploaded or entered it.</summary>
    public required string Subject { get; init; }

    /// <summary>Return round of the task it answers, 0 before any return.</summary>
    public required int Round { get; init; }

    public required SourceRow Source { get; init; }
}
