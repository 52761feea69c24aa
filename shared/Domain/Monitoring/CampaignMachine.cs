using System.Collections.Frozen;
using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>
/// The life of a campaign as a pure function: Draft → Issuing → Issued → Closing → Published. A step that has already been made is answered
/// "unchanged", because the activities that make it may run twice.
/// </summary>
public static class CampaignMachine
{
    private const FindingKind? Allowed = null;

    // One row per command, one column per state: Draft, Issuing, Issued, Closing, Published.
    private static readonly FrozenDictionary<Type, FindingKind?[]> Table = new Dictionary<Type, FindingKind?[]>
    {
        [typeof(CampaignCommand.BeginImport)] = [Allowed, Fixed, Fixed, Fixed, Fixed],
        [typeof(CampaignCommand.CountPatches)] = [Allowed, Fixed, Fixed, Fixed, Fixed],
        [typeof(CampaignCommand.OrderIssue)] = [Allowed, Fixed, Fixed, Fixed, Fixed],
        [typeof(CampaignCommand.FinishIssue)] = [NotIssued, Allowed, Allowed, Closed, Closed],
        [typeof(CampaignCommand.OrderClose)] = [NotIssued, NotIssued, Allowed, Closed, Closed],
        [typeof(CampaignCommand.Publish)] = [NotIssued, NotIssued, NotClosed, Allowed, Allowed],
    }.ToFrozenDictionary();

    private static FindingKind Fixed => MonitoringFindings.CampaignAlreadyIssued;

    private static FindingKind NotIssued => MonitoringFindings.CampaignNotIssued;

    private static FindingKind NotClosed => MonitoringFindings.CampaignNotClosed;

    private static FindingKind Closed => MonitoringFindings.CampaignClosed;

    /// <summary>Decides <paramref name="command"/> on <paramref name="campaign"/>.</summary>
    /// <param name="campaign">The campaign as stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="subject">Subject of the principal; <c>system</c> for workflow steps.</param>
    /// <param name="at">The instant of the command (UTC).</param>
    public static Decision<Campaign> Decide(Campaign campaign, CampaignCommand command, string subject, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        if (Table[command.GetType()][(int)campaign.State] is { } refusal)
        {
            return Refuse(campaign, refusal);
        }

        return command switch
        {
            CampaignCommand.BeginImport c => Once(campaign, campaign with { LastImport = c.Attempt }),
            CampaignCommand.CountPatches c => Once(campaign, campaign with { PatchCount = c.PatchCount }),
            CampaignCommand.OrderIssue c => OrderIssue(campaign, c, subject, at),
            CampaignCommand.FinishIssue => Step(campaign, CampaignState.Issued, c => c),
            CampaignCommand.OrderClose c => OrderClose(campaign, c, subject, at),
            CampaignCommand.Publish => Step(campaign, CampaignState.Published, c => c with { PublishedAt = at }),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        };
    }

    private static Decision<Campaign> OrderIssue(Campaign campaign, CampaignCommand.OrderIssue command, string subject, DateTimeOffset at)
    {
        if (campaign.PatchCount == 0)
        {
            return Refuse(campaign, MonitoringFindings.CampaignEmpty);
        }

        return command.DueDate <= command.Today
            ? Refuse(campaign, MonitoringFindings.CampaignDueNotLater, command.DueDate.ToString("yyyy-MM-dd"))
            : To(campaign with
            {
                State = CampaignState.Issuing,
                DueDate = command.DueDate,
                Pins = command.Pins,
                IssuedBy = subject,
                IssuedAt = at,
            });
    }

    private static Decision<Campaign> OrderClose(Campaign campaign, CampaignCommand.OrderClose command, string subject, DateTimeOffset at) =>
        command.TasksOutstanding > 0 && (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > TaskMachine.MaxReason)
            ? Refuse(campaign, MonitoringFindings.CampaignCloseReasonMissing, command.TasksOutstanding, TaskMachine.MaxReason)
            : To(campaign with
            {
                State = CampaignState.Closing,
                ClosedBy = subject,
                CloseReason = command.Reason?.Trim(),
                ClosedAt = at,
            });

    private static Decision<Campaign> Once(Campaign campaign, Campaign next) =>
        next == campaign ? Decision<Campaign>.Unchanged(campaign) : To(next);

    private static Decision<Campaign> Step(Campaign campaign, CampaignState target, Func<Campaign, Campaign> change) =>
        campaign.State == target
            ? Decision<Campaign>.Unchanged(campaign)
            : To(change(campaign) with { State = target });

    private static Decision<Campaign> To(Campaign campaign) => Decision<Campaign>.To(campaign);

    private static Decision<Campaign> Refuse(Campaign campaign, FindingKind kind, params object?[] details) =>
        Decision<Campaign>.Refused(new Refusal(KindOf(kind), kind.At(Location.Whole, [campaign.Id, campaign.State, .. details])));

    private static RefusalKind KindOf(FindingKind kind) =>
        kind == MonitoringFindings.CampaignDueNotLater || kind == MonitoringFindings.CampaignCloseReasonMissing
            ? RefusalKind.Invalid
            : RefusalKind.Conflict;
}
