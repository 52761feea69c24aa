using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Spatial.Overlay;
using Platform.Storage;

namespace Platform.Orchestrations.Campaigns;

/// <summary>Takes an upload of change patches into a draft campaign. May run twice.</summary>
public sealed class ImportActivities(
    CampaignDesk campaigns, TicketDesk tickets, AttemptDesk attempts, PatchDesk patches, RawDeliveries deliveries, ProfileCatalogue profiles,
    IAreaOverlay overlay, IDocumentStore store, Workspace workspace)
{
    private const int PerWrite = 500;

    [Function(nameof(ImportPatches))]
    public async Task ImportPatches([ActivityTrigger] UploadKey upload, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var ticket = await tickets.FindAsync(upload.Ticket, cancellation).ConfigureAwait(false);
        var attempt = await attempts.FindAsync(upload.Ticket, upload.Attempt, cancellation).ConfigureAwait(false);
        if (ticket is null || attempt is null)
            throw new InvalidOperationException($"There is no upload {upload.Ticket}/{upload.Attempt}.");
        if (attempt.State != AttemptState.Received)
            return;
        var result = await HandleAsync(ticket.Campaign!, attempt, cancellation).ConfigureAwait(false);
        await attempts.FinishAsync(attempt, result, cancellation).ConfigureAwait(false);
    }

    private async Task<AttemptResult> HandleAsync(string id, Attempt attempt, CancellationToken cancellation)
    {
        var campaign = await campaigns.RequiredAsync(id, cancellation).ConfigureAwait(false);
        var at = new Location(attempt.Name);
        var judgedIn = new JudgedIn(campaign.Sequence, null);
        if (campaign.State != CampaignState.Draft)
            return AttemptResult.NotJudged(WorkflowFindings.CampaignNotOpen.At(at, campaign.State)) with { JudgedIn = judgedIn };
        if (await attempts.SameContentAsync(attempt, null, cancellation).ConfigureAwait(false) is { } same)
            return AttemptResult.Duplicate(at, same.Id) with { JudgedIn = judgedIn };

        var begun = await campaigns.ApplyAsync(
            campaign.Id, new CampaignCommand.BeginImport(attempt.Id), "system", null, attempt.Id, cancellation).ConfigureAwait(false);
        if (!begun.Succeeded)
        {
            // Issued meanwhile: the state that it has now says why.
            return await HandleAsync(id, attempt, cancellation).ConfigureAwait(false);
        }

        var others = await OthersAsync(campaign.Id, attempt.Id, cancellation).ConfigureAwait(false);
        using var upload = await deliveries.OpenAsync(attempt, DeliveryLimits.LayerFile, cancellation).ConfigureAwait(false);
        var reading = (await ImportAsync(campaign, attempt, cancellation).ConfigureAwait(false)).Open(upload.Delivery, cancellation);
        if (reading.IsRefused)
            return AttemptResult.Refused(reading.Findings);
        var (taken, refused, findings) = await TakeAsync(campaign.Id, attempt.Id, reading, others, cancellation).ConfigureAwait(false);
        var total = others.Count + taken;
        var counted = await campaigns.ApplyAsync(
            campaign.Id, new CampaignCommand.CountPatches(total), "system", null, attempt.Id, cancellation).ConfigureAwait(false);
        if (!counted.Succeeded)
            throw new InvalidOperationException(counted.Refusal.Finding.MessageEn);
        var state = refused == 0 ? AttemptState.Taken : taken == 0 ? AttemptState.Refused : AttemptState.PartlyTaken;
        return new AttemptResult(state, taken, refused, [.. reading.Findings, .. findings]);
    }

    private async Task<PatchImport> ImportAsync(Campaign campaign, Attempt attempt, CancellationToken cancellation)
    {
        var profile = profiles.Required(campaign.Profile);
        var end = MonitoringPeriod.Parse(campaign.Period).LastDay;
        var settings = PatchImportSettings.From(
            profile, profile.RuleSetAt(end)!, profile.UnitsAt(end)!, campaign.Period, attempt.Sha256, workspace.Root);
        var verified = await VerifiedPatches.LoadAsync(store, patches, profile.Id, campaign.Id, cancellation).ConfigureAwait(false);
        return new PatchImport(settings, overlay, verified);
    }

    private async Task<(int Taken, int Refused, List<Finding> Findings)> TakeAsync(
        string campaign, string attempt, PatchImportReading reading, IEnumerable<ChangePatch> others, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var (taken, refused) = (0, 0);
        foreach (var chunk in reading.Read(others, cancellation).Chunk(PerWrite))
        {
            findings.AddRange(chunk.SelectMany(row => row.Findings));
            var good = chunk.Select(row => row.Patch).OfType<ChangePatch>().ToList();
            await patches.ImportAsync(campaign, good, attempt, cancellation).ConfigureAwait(false);
            taken += good.Count;
            refused += chunk.Length - good.Count;
        }

        return (taken, refused, findings);
    }

    // What other uploads delivered; what this one wrote before it was interrupted is written again.
    private async Task<List<ChangePatch>> OthersAsync(string campaign, string attempt, CancellationToken cancellation)
    {
        var others = new List<ChangePatch>();
        await foreach (var record in patches.EnumerateAsync(campaign, cancellation).ConfigureAwait(false))
        {
            if (record.Value.ImportAttempt != attempt)
                others.Add(record.Value.Patch);
        }

        return others;
    }
}
