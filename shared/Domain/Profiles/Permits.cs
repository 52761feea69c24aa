using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>A type of permit (许可类型), e.g. the construction permit 建设工程规划许可证.</summary>
/// <param name="Code">Stable key.</param>
/// <param name="Label">Official name.</param>
/// <param name="RequiresDecisionDate">Whether a verification answer that names such a permit must give its decision date.</param>
/// <param name="Aliases">Texts that permit layers use for the type.</param>
/// <param name="Basis">Id of the <see cref="LegalBasis"/> that creates it.</param>
/// <param name="ReportName">Name in the sentences of the report, where it differs from the official one.</param>
public sealed record PermitType(
    string Code, Label Label, bool RequiresDecisionDate, IReadOnlyList<string>? Aliases = null, string? Basis = null, Label? ReportName = null);

/// <summary>What has become of an application for a permit.</summary>
public enum PermitOutcome
{
    /// <summary>Nothing is known of its status.</summary>
    Unknown,

    /// <summary>Not decided yet.</summary>
    Pending,

    /// <summary>Issued and, as far as the status says, in force or used up by building.</summary>
    Granted,

    /// <summary>Issued, then replaced by a later permit for the same project.</summary>
    Superseded,

    /// <summary>Issued, then lapsed because it was not used in time.</summary>
    Lapsed,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>Withdrawn by the applicant, or revoked.</summary>
    Withdrawn,

    /// <summary>A procedure that decides nothing (advice, design review).</summary>
    Advisory,
}

/// <summary>A status text of the permit layer and the outcome that it stands for.</summary>
/// <param name="Code">The text as delivered; compared without regard to case and outer blanks.</param>
/// <param name="Label">What people see.</param>
/// <param name="Outcome">What it means for the permit rule.</param>
public sealed record PermitStatus(string Code, Label Label, PermitOutcome Outcome);
