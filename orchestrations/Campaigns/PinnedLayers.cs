using Platform.Domain.Campaigns;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Orchestrations.Campaigns;

/// <summary>The layers that a campaign is pinned to, opened. Dispose it; one instance serves one thread.</summary>
public sealed class PinnedLayers : IDisposable
{
    private readonly List<IDisposable> open = [];
    private readonly List<JudgedLayer> layers = [];

    private PinnedLayers()
    {
    }

    /// <summary>The layers in role order.</summary>
    public IReadOnlyList<JudgedLayer> Layers => layers;

    /// <summary>Opens every pinned version whose role patches are judged by.</summary>
    public static async Task<PinnedLayers> OpenAsync(Campaign campaign, Profile profile, ILayerStore store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(store);
        var opened = new PinnedLayers();
        try
        {
            foreach (var (role, versions) in campaign.Pins!.LayerVersions.OrderBy(pin => pin.Key, StringComparer.Ordinal))
            {
                var schema = profile.Layer(role);
                if (schema?.Kind is LayerKind.PlanLandUse or LayerKind.ControlLine or LayerKind.Permits)
                    await opened.AddAsync(schema, versions, store, cancellation).ConfigureAwait(false);
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (var i = open.Count - 1; i >= 0; i--)
            open[i].Dispose();
    }

    private async Task AddAsync(LayerSchema schema, IReadOnlyList<string> versions, ILayerStore store, CancellationToken cancellation)
    {
        foreach (var version in versions)
        {
            var file = await store.OpenLocalAsync(version, cancellation).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The pinned layer version {version} has no artefact.");
            open.Add(file);
            var reader = PublishedLayer.Open(version, file.Path);
            open.Add(reader);
            layers.Add(new JudgedLayer(schema, reader));
        }
    }
}
