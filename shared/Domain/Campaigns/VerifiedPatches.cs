using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Campaigns;

/// <summary>The accepted patches of all earlier campaigns of a profile, held in memory by unit for the length of an import.</summary>
public sealed class VerifiedPatches : IVerifiedPatches
{
    private readonly Dictionary<string, HPRtree<VerifiedPatch>> byUnit = new(StringComparer.Ordinal);

    private VerifiedPatches()
    {
    }

    /// <summary>Reads what the profile's other campaigns have settled.</summary>
    public static async Task<VerifiedPatches> LoadAsync(
        IDocumentStore store, PatchDesk patches, string profile, string except, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(patches);
        var loaded = new VerifiedPatches();
        var query = CampaignDesk.All().Where(Filter.Equal("profile", profile));
        await foreach (var campaign in store.EnumerateAsync<Campaign>(query, cancellation).ConfigureAwait(false))
        {
            if (campaign.Value.Id == except || campaign.Value.State is CampaignState.Draft or CampaignState.Issuing)
                continue;
            await foreach (var record in patches.EnumerateAsync(campaign.Value.Id, cancellation).ConfigureAwait(false))
                loaded.Add(campaign.Value.Id, record.Value);
        }

        foreach (var tree in loaded.byUnit.Values)
            tree.Build();
        return loaded;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VerifiedPatch> Near(string unit, Envelope extent) => byUnit.TryGetValue(unit, out var tree)
        ? [.. tree.Query(extent).OrderBy(patch => patch.Campaign, StringComparer.Ordinal).ThenBy(patch => patch.Key, StringComparer.Ordinal)]
        : [];

    private void Add(string campaign, PatchRecord record)
    {
        if (record.State != PatchState.Accepted)
            return;
        var patch = record.Patch;
        if (!byUnit.TryGetValue(patch.Unit, out var tree))
            byUnit[patch.Unit] = tree = new HPRtree<VerifiedPatch>();
        tree.Insert(patch.Shape.EnvelopeInternal, new VerifiedPatch(campaign, patch.Key, patch.Number, patch.AfterCover, patch.Shape));
    }
}
