using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Orchestrations.Tasks;

namespace Platform.Orchestrations.Remaking;

/// <summary>Makes a lost marked form again from the raw archive and the recorded findings. May run twice.</summary>
public sealed class MarkedFormActivities(
    CampaignDesk campaigns, AttemptDesk attempts, UploadReader uploads, RawDeliveries deliveries, MarkedForms forms, ProfileCatalogue profiles)
{
    [Function(nameof(MakeMarkedForm))]
    public async Task MakeMarkedForm([ActivityTrigger] LostFile lost, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lost);
        var (ticket, id) = (lost.Upload!.Ticket, lost.Upload.Attempt);
        var attempt = await attempts.FindAsync(ticket, id, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no attempt {id}.");
        var campaign = await campaigns.RequiredAsync(lost.Campaign, cancellation).ConfigureAwait(false);
        var rules = profiles.Required(campaign.Profile).RuleSet(campaign.Pins!.RuleSet)!;
        using var upload = await deliveries.OpenAsync(attempt, DeliveryLimits.Evidence, cancellation).ConfigureAwait(false);
        var findings = await FindingsAsync(ticket, id, cancellation).ConfigureAwait(false);
        await forms.WriteAsync(upload.Delivery, findings, rules, id, cancellation).ConfigureAwait(false);
    }

    private async Task<List<Finding>> FindingsAsync(string ticket, string attempt, CancellationToken cancellation)
    {
        var all = new List<Finding>();
        for (var number = 0; ; number++)
        {
            var (page, more) = await uploads.FindingsAsync(ticket, attempt, number, cancellation).ConfigureAwait(false);
            all.AddRange(page);
            if (!more)
                return all;
        }
    }
}
