using System.Reflection;
using Platform.Domain;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Orchestrations.Campaigns;

/// <summary>
/// Orders the issue and the closing of campaigns: gathers what the campaign is pinned to and what is still outstanding, and hands the
/// decision to the campaign's rules.
/// </summary>
public sealed class IssueDesk(
    CampaignDesk campaigns, TaskDesk tasks, AttemptDesk attempts, LayerCatalogue layers, ProfileCatalogue profiles, TimeProvider time)
{
    /// <summary>Version of the program, as pinned by campaigns.</summary>
    public static string ProgramVersion { get; } =
        typeof(IssueDesk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Orders the issue; the due date follows the profile unless given.</summary>
    public async Task<Result<Stored<Campaign>>> OrderAsync(
        string campaign, DateOnly? dueDate, string subject, string? ifMatch, CancellationToken cancellation)
    {
        if (await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false) is not { } stored)
            return new Refusal(RefusalKind.NotFound, CampaignFindings.NotFound.At(Location.Whole, campaign));
        var scope = Ticket.ScopeOf(SubmissionKind.Patches, stored.Value.Profile, campaign, null, null);
        if (await attempts.NextWaitingAsync(scope, cancellation).ConfigureAwait(false) is not null)
            return new Refusal(RefusalKind.Conflict, CampaignFindings.UploadsWaiting.At(Location.Whole, 1));
        var profile = profiles.Required(stored.Value.Profile);
        var today = profile.Calendar.DayOf(time.GetUtcNow());
        var deadlines = profile.Settings.Deadlines;
        var due = dueDate
            ?? profile.Calendar.DeadlineAfter(today, deadlines.TaskDays, deadlines.InWorkingDays, deadlines.MovesToWorkingDay).Day;
        var pins = await PinAsync(profile, stored.Value, cancellation).ConfigureAwait(false);

        // Decided on the version read before the look at waiting uploads: an import that begins meanwhile changes it.
        return await campaigns.ApplyAsync(campaign, new CampaignCommand.OrderIssue(due, today, pins), subject, ifMatch ?? stored.ETag, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Orders the closing; with tasks outstanding only with a reason.</summary>
    public async Task<Result<Stored<Campaign>>> CloseAsync(
        string campaign, string? reason, string subject, string? ifMatch, CancellationToken cancellation)
    {
        if (!KeyText.IsValid(campaign))
            return new Refusal(RefusalKind.NotFound, CampaignFindings.NotFound.At(Location.Whole, campaign));
        var all = await tasks.ListAsync(campaign, cancellation).ConfigureAwait(false);
        var outstanding = all.Count(task => task.State != TaskState.Accepted);
        return await campaigns.ApplyAsync(campaign, new CampaignCommand.OrderClose(outstanding, reason), subject, ifMatch, cancellation)
            .ConfigureAwait(false);
    }

    private async Task<CampaignPins> PinAsync(Profile profile, Campaign campaign, CancellationToken cancellation)
    {
        var end = MonitoringPeriod.Parse(campaign.Period).LastDay;
        var versions = await layers.CurrentAsync(profile.Id, end, cancellation).ConfigureAwait(false);
        return new CampaignPins(
            ProgramVersion, profile.RuleSetAt(end)!.Id, profile.Sha256, profile.UnitsAt(end)!.Id, versions);
    }
}
