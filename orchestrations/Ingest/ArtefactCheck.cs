using Platform.Domain.Campaigns;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Findings;
using Location = Platform.Findings.Location;

namespace Platform.Orchestrations.Ingest;

/// <summary>Looks at an artefact as a whole before it is published: how its features lie to each other, to the monitoring units, to the edition before.</summary>
internal sealed class ArtefactCheck(ILayerStore layers, LayerCatalogue catalogue)
{
    /// <summary>How the artefact lies against the edition that holds when it begins: null when well, or when there is none. An error refuses it.</summary>
    public async Task<Finding?> DisplacementAsync(LayerVersion version, string path, CancellationToken cancellation)
    {
        var editions = await catalogue.ListAsync(version.Profile, version.Role, cancellation).ConfigureAwait(false);
        if (editions.LastOrDefault(other => other.Id != version.Id && other.ValidFrom <= version.ValidFrom) is not { } before)
            return null;
        using var kept = await layers.OpenLocalAsync(before.Id, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The layer version {before.Id} has no artefact.");
        using var earlier = PublishedLayer.Open(before.Id, kept.Path);
        using var edition = PublishedLayer.Open(version.Id, path);
        return EditionDisplacement.Judge(edition, earlier, At(version), cancellation);
    }

    /// <summary>How its features lie to each other and to the monitoring units. All of it warns.</summary>
    public static IReadOnlyList<Finding> Topology(
        CheckedLayer layer, LayerVersion version, string path, Profile profile, UnitList units, CancellationToken cancellation)
    {
        using var edition = PublishedLayer.Open(version.Id, path);
        var extents = units.Units.Select(unit => new LayerUnit(unit.Code, unit.Extent)).ToList();
        return new LayerTopology(layer.Schema, LayerPlane.Of(layer.Crs, profile.CrsParameters)).Check(edition, At(version), extents, cancellation);
    }

    private static Location At(LayerVersion version) => new(version.SourceFile, version.SourceLayer);
}
