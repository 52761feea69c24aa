using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;

namespace Platform.Orchestrations.Campaigns;

/// <summary>The steps of <see cref="MonitoringCampaign"/> that look and decide. Each may run twice.</summary>
public sealed class CampaignActivities(CampaignDesk campaigns, TaskDesk tasks, AttemptDesk attempts)
{
    private const string Platform = "system";

    [Function(nameof(LookAtCampaign))]
    public async Task<CampaignLook> LookAtCampaign([ActivityTrigger] string campaign, CancellationToken cancellation)
    {
        var found = await campaigns.RequiredAsync(campaign, cancellation).ConfigureAwait(false);
        var scope = Ticket.ScopeOf(SubmissionKind.Patches, found.Profile, campaign, null, null);
        var waiting = await attempts.NextWaitingAsync(scope, cancellation).ConfigureAwait(false);
        var all = await tasks.ListAsync(campaign, cancellation).ConfigureAwait(false);
        return new CampaignLook(
            found.State,
            waiting is null ? null : new UploadKey(waiting.Ticket, waiting.Id),
            [.. all.Select(task => task.Unit)]);
    }

    [Function(nameof(FinishIssue))]
    public Task FinishIssue([ActivityTrigger] string campaign, CancellationToken cancellation) =>
        RequireAsync(campaign, new CampaignCommand.FinishIssue(), cancellation);

    /// <summary>Closes the campaign after its last task has ended; does nothing when the province has closed it before.</summary>
    [Function(nameof(CloseFinishedCampaign))]
    public async Task CloseFinishedCampaign([ActivityTrigger] string campaign, CancellationToken cancellation)
    {
        var stored = await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false);
        if (stored?.Value.State == CampaignState.Issued)
            await RequireAsync(campaign, new CampaignCommand.OrderClose(0, null), cancellation).ConfigureAwait(false);
    }

    private async Task RequireAsync(string campaign, CampaignCommand command, CancellationToken cancellation)
    {
        var applied = await campaigns.ApplyAsync(campaign, command, Platform, null, cancellation).ConfigureAwait(false);
        if (!applied.Succeeded)
            throw new InvalidOperationException($"{command.GetType().Name} of {campaign}: {applied.Refusal.Finding.MessageEn}");
    }
}
