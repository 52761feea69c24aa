namespace Platform.Domain.Submissions;

/// <summary>Largest upload per kind, in bytes of the file as sent. What an archive may unpack to is limited where it is opened.</summary>
public static class UploadLimits
{
    private const long GiB = 1L << 30;

    public static long Of(SubmissionKind kind) => kind switch
    {
        SubmissionKind.Layer => 4 * GiB,
        SubmissionKind.Patches => 4 * GiB,
        SubmissionKind.Verification => 20 * GiB,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
    };

    /// <summary>How long a ticket can be used.</summary>
    public static TimeSpan TicketLife { get; } = TimeSpan.FromHours(24);
}
