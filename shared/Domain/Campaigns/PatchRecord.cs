using System.Globalization;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Campaigns;

/// <summary>
/// A patch as the platform keeps it: what was delivered, what was prejudged, the current answer. One document in the partition of its task.
/// The flat members repeat what queries filter by.
/// </summary>
public sealed record PatchRecord
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "patch";

    public required ChangePatch Patch { get; init; }

    public required PatchState State { get; init; }

    /// <summary>The upload that delivered it.</summary>
    public required string ImportAttempt { get; init; }

    public Prejudgement? Prejudgement { get; init; }

    public VerificationEntry? Current { get; init; }

    /// <summary>Why the province returned it; stays readable after the new answer.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>When the province returned it last: an answer committed before that does not count any more.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    public string Number => Patch.Number;

    public string PatchKey => Patch.Key;

    public ApprovalStatus? SuggestedApproval => Prejudgement?.SuggestedApproval;

    public ApprovalStatus? Approval => Current?.Answer.Approval;

    public Legality? Legality => Current?.Answer.Legality;

    /// <summary>As verified; as prejudged where verification left it.</summary>
    public Conformity? Conformity => Current?.Answer.Conformity ?? Prejudgement?.Conformity;

    public ConstructionState? ConstructionState => Current?.Answer.ConstructionState;

    public double MinX => Patch.Shape.EnvelopeInternal.MinX;

    public double MinY => Patch.Shape.EnvelopeInternal.MinY;

    public double MaxX => Patch.Shape.EnvelopeInternal.MaxX;

    public double MaxY => Patch.Shape.EnvelopeInternal.MaxY;

    /// <summary>Document id of a patch.</summary>
    public static string IdOf(string key) => KeyText.From("patch", key);
}

/// <summary>One line of the history of a campaign or task. Never changed.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Subject">Who did it; <c>platform</c> for the platform itself.</param>
/// <param name="Action">Stable code of the command or step.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Detail">Reason, target or figures.</param>
public sealed record HistoryEntry(DateTimeOffset At, string Subject, string Action, string? From, string? To, string? Detail)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "history";

    /// <summary>
    /// 1 for the first line of its campaign or task, then without a gap: the order in which the state changed, whatever the clock did. 0 in lines that older
    /// releases wrote.
    /// </summary>
    public int Sequence { get; init; }

    /// <summary>The command, whole; null for a step that follows from the state alone.</summary>
    public RecordedCommand? Command { get; init; }

    /// <summary>The upload attempt that caused it, if one did.</summary>
    public string? Cause { get; init; }

    /// <summary>Document id of a line.</summary>
    public static string IdOf(int sequence) => KeyText.From(DocumentType, sequence.ToString("D8", CultureInfo.InvariantCulture));
}
