namespace Platform.Domain.Submissions;

/// <summary>What became of the bytes of one commit.</summary>
public enum AttemptState
{
    /// <summary>Durable in the raw archive; this record is the receipt. Not looked at yet.</summary>
    Received,

    /// <summary>Everything in it was taken.</summary>
    Taken,

    /// <summary>Good rows were taken, bad rows were returned with reasons.</summary>
    PartlyTaken,

    /// <summary>Nothing was taken; the findings say why.</summary>
    Refused,

    /// <summary>The same content was handled before for the same purpose and return round: that outcome stands.</summary>
    Duplicate,
}

/// <summary>How many findings of each severity.</summary>
public sealed record FindingCounts(int Error, int Warning, int Info)
{
    public static FindingCounts Zero { get; } = new(0, 0, 0);
}

/// <summary>The state of affairs in which an upload was judged, by the numbers of the last lines of history.</summary>
/// <param name="Campaign">Of the campaign.</param>
/// <param name="Task">Of the task; null for uploads that are for no task, or that left a line in its history.</param>
public sealed record JudgedIn(int Campaign, int? Task);

/// <summary>
/// One commit of bytes under a ticket. A second commit under the same ticket is a second attempt. Created when the bytes are durable
/// in the raw archive, which makes it the receipt; finished exactly once.
/// </summary>
public sealed record Attempt
{
    /// <summary>Derived from the ticket and the blob's ETag: the same commit announced twice is the same attempt.</summary>
    public required string Id { get; init; }

    public required string Ticket { get; init; }

    public required SubmissionKind Kind { get; init; }

    /// <summary>See <see cref="Submissions.Ticket.Scope"/>.</summary>
    public required string Scope { get; init; }

    public required string Name { get; init; }

    /// <summary>See <see cref="Submissions.Ticket.District"/>.</summary>
    public string? District { get; init; }

    /// <summary>Who uploaded it.</summary>
    public required string Subject { get; init; }

    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>When the storage committed the bytes: decides whether it is in time and which of two answers wins.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>When the receipt was written.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required AttemptState State { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }

    public int RowsTaken { get; init; }

    public int RowsRefused { get; init; }

    public FindingCounts FindingCounts { get; init; } = FindingCounts.Zero;

    /// <summary>The attempt whose outcome stands, for <see cref="AttemptState.Duplicate"/>.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>
    /// Whether the outcome follows from the content, so that it stands for the same content sent again. Not so for a file that came too early or too late,
    /// was not the one announced, or could not be handled.
    /// </summary>
    public bool IsJudged { get; init; }

    /// <summary>
    /// Between which lines of history the upload was judged. What left none itself, such as a refusal, has no other place in the order of things. Null for files of patches that were imported, for
    /// layers, and for what was given up.
    /// </summary>
    public JudgedIn? JudgedIn { get; init; }

    /// <summary>Whether the platform gave the file up for a reason that is not in the file.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Return round of the task when the attempt was handled.</summary>
    public int? Round { get; init; }

    /// <summary>Kind of the copy of the form with the refused rows marked; null when none was made.</summary>
    public MarkedFormKind? MarkedForm { get; init; }

    /// <summary>The layer version that came of it.</summary>
    public string? LayerVersion { get; init; }
}
