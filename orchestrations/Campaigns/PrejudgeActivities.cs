using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Spatial.Overlay;

namespace Platform.Orchestrations.Campaigns;

/// <summary>Prejudges the patches of a campaign against its pinned layer versions. Each step may run twice.</summary>
public sealed class PrejudgeActivities(
    CampaignDesk campaigns, PatchDesk patches, ILayerStore layers, ProfileCatalogue profiles, IAreaOverlay overlay)
{
    /// <summary>Cuts the campaign's patches into the ranges that are prejudged by one step each.</summary>
    [Function(nameof(PlanPrejudgement))]
    public async Task<List<PatchRange>> PlanPrejudgement([ActivityTrigger] string campaign, CancellationToken cancellation) =>
        [.. await patches.RangesAsync(campaign, cancellation).ConfigureAwait(false)];

    /// <summary>Prejudges one range.</summary>
    [Function(nameof(PrejudgeRange))]
    public async Task PrejudgeRange([ActivityTrigger] CampaignRange range, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(range);
        var campaign = await campaigns.RequiredAsync(range.Campaign, cancellation).ConfigureAwait(false);
        var profile = profiles.Required(campaign.Profile);
        var records = await patches.ReadAsync(campaign.Id, range.Range, cancellation).ConfigureAwait(false);
        using var pinned = await PinnedLayers.OpenAsync(campaign, profile, layers, cancellation).ConfigureAwait(false);
        var prejudger = new Prejudger(profile.RuleSet(campaign.Pins!.RuleSet)!, overlay, pinned.Layers);
        var judged = prejudger.Judge([.. records.Select(record => record.Value.Patch)], cancellation);
        var byKey = records.Zip(judged).ToDictionary(pair => pair.First.Value.PatchKey, pair => pair.Second, StringComparer.Ordinal);
        await patches.PrejudgeAsync(campaign.Id, records, byKey, cancellation).ConfigureAwait(false);
    }
}
