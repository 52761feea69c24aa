namespace Platform.Domain.Monitoring;

/// <summary>How many patches of a task stand where.</summary>
public sealed record TaskCounts(int Total, int Answered, int Returned, int Accepted)
{
    /// <summary>Patches without a valid answer.</summary>
    public int Open => Total - Answered - Returned - Accepted;
}

/// <summary>A verification task (核查任务): the patches of one campaign that one monitoring unit answers for.</summary>
public sealed record VerificationTask
{
    public required string Campaign { get; init; }

    public required string Unit { get; init; }

    /// <summary>Name of the responsible bureau.</summary>
    public required string Bureau { get; init; }

    public required TaskState State { get; init; }

    public required TaskCounts Counts { get; init; }

    /// <summary>How many steps have changed it, the issue included: the number of its last line of history.</summary>
    public int Sequence { get; init; }

    /// <summary>Return round: 0 until the province returns the task or a patch for the first time.</summary>
    public int Round { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>End of the receipt day in the profile's zone, as an instant.</summary>
    public required DateTimeOffset ReceiptDueAt { get; init; }

    /// <summary>End of the due day in the profile's zone, as an instant.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public string? ReceivedBy { get; init; }

    /// <summary>Every subject that entered or uploaded an answer, in any round, sorted. None of them may check or accept.</summary>
    public IReadOnlyList<string> AnsweredBy { get; init; } = [];

    public string? CheckedBy { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public string? SubmittedBy { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Hash of the signed confirmation letter (PDF) of the current round.</summary>
    public string? LetterSha256 { get; init; }

    /// <summary>Everybody who checked, submitted or delivered a letter in any round, in first-come order: none of them may accept.</summary>
    public IReadOnlyList<string> Confirmers { get; init; } = [];

    public string? ReturnReason { get; init; }

    public string? AcceptedBy { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public string? ClosedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the end reached the patches: nothing about them changes any more.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Region codes of the districts that the bureau passed parts of the task on to, by patch key.</summary>
    public IReadOnlyDictionary<string, string> SubDispatches { get; init; } = new Dictionary<string, string>();

    /// <summary>Missed dates, in the order they were noticed.</summary>
    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    public int Reminders { get; init; }

    /// <summary>When the bureau was reminded last.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>When the breach was reported to the authority above last.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>A return that the patches' own documents do not show yet; the workflow carries it over before it takes further answers.</summary>
    public PendingReturn? PendingReturn { get; init; }
}

/// <summary>A return on its way from the task to its patches.</summary>
/// <param name="Reason">The province's reason.</param>
/// <param name="PatchKeys">The patches returned; null for all that were answered.</param>
/// <param name="At">When the province returned them: what was committed before is no answer to the return.</param>
public sealed record PendingReturn(string Reason, IReadOnlyList<string>? PatchKeys, DateTimeOffset At);

/// <summary>A missed date.</summary>
/// <param name="Kind"><c>receipt</c> or <c>answer</c>.</param>
/// <param name="DueAt">The date that was missed.</param>
/// <param name="NoticedAt">When the platform noticed.</param>
public sealed record Breach(string Kind, DateTimeOffset DueAt, DateTimeOffset NoticedAt);
