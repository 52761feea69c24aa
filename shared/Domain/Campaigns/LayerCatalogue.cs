using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Messaging;

namespace Platform.Domain.Campaigns;

/// <summary>Keeps the published layer versions.</summary>
public sealed class LayerCatalogue(IDocumentStore store)
{
    /// <summary>Type of layer version documents.</summary>
    public const string DocumentType = "layer";

    private const string FootprintPath = "footprint";
    private const string Source = "/platform/layers";

    /// <summary>Records a version and tells departments of it, in one batch; recording it again keeps the first record.</summary>
    public async Task<LayerVersion> PublishAsync(LayerVersion version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(version);
        var partition = PartitionKey.Of(version.Profile, version.Role);
        var batch = DocumentBatch.In(Containers.Layers, partition).Create(DocumentType, version.Id, version).CreateOutbox(Published(version));
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        return written.IsWritten
            ? version
            : (await store.ReadAsync<LayerVersion>(Containers.Layers, partition, version.Id, cancellation).ConfigureAwait(false))!.Value;
    }

    /// <summary>The version with that id in a profile, or null.</summary>
    public async Task<LayerVersion?> FindAsync(string profile, string id, CancellationToken cancellation)
    {
        if (!KeyText.IsValid(profile) || !KeyText.IsValid(id))
            return null;
        var query = DocumentQuery.In(Containers.Layers, PartitionKey.Of(profile)).OfType(DocumentType).Where(Filter.Equal("id", id));
        var page = await store.QueryAsync<LayerVersion>(query.Take(1), cancellation).ConfigureAwait(false);
        return page.Items.Count == 0 ? null : page.Items[0].Value;
    }

    /// <summary>All versions of a profile, or of one of its roles, by role and first valid day.</summary>
    public Task<IReadOnlyList<LayerVersion>> ListAsync(string profile, string? role, CancellationToken cancellation) =>
        ListAsync(profile, role, null, cancellation);

    /// <summary>As above, those alone whose bounding box meets a point or box; null for all. Found by the spatial index, except the few that are too wide for it.</summary>
    public async Task<IReadOnlyList<LayerVersion>> ListAsync(string profile, string? role, Footprint? place, CancellationToken cancellation)
    {
        if (!KeyText.IsValid(profile) || (role is not null && !KeyText.IsValid(role)))
            return [];
        var partition = role is null ? PartitionKey.Of(profile) : PartitionKey.Of(profile, role);
        var versions = new List<LayerVersion>();
        var query = DocumentQuery.In(Containers.Layers, partition).OfType(DocumentType);
        if (place is not null)
            query = query.Where(Filter.Or(Filter.Meets(FootprintPath, place), Filter.IsMissing(FootprintPath)));
        await foreach (var version in store.EnumerateAsync<LayerVersion>(query, cancellation).ConfigureAwait(false))
        {
            if (place is null || Meets(version.Value.Bbox, place))
                versions.Add(version.Value);
        }

        return [.. versions.OrderBy(v => v.Role, StringComparer.Ordinal).ThenBy(v => v.ValidFrom).ThenBy(v => v.PublishedAt).ThenBy(v => v.Id, StringComparer.Ordinal)];
    }

    // Also for versions without a footprint.
    private static bool Meets(IReadOnlyList<double> bbox, Footprint place) =>
        bbox[0] <= place.East && bbox[2] >= place.West && bbox[1] <= place.North && bbox[3] >= place.South;

    /// <summary>For each role the version that holds on a day: the one that began last, of several the one published last.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> CurrentAsync(string profile, DateOnly day, CancellationToken cancellation)
    {
        var all = await ListAsync(profile, null, cancellation).ConfigureAwait(false);
        var current = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var role in all.Where(v => v.ValidFrom <= day).GroupBy(v => v.Role, StringComparer.Ordinal))
            current[role.Key] = [role.Last().Id];
        return current;
    }

    private static OutboxMessage Published(LayerVersion version) => OutboxMessage.Pending(
        KeyText.From("plan", version.Profile, version.Role, version.Id), PlatformTopics.Plans, KeyText.From(version.Profile, version.Role), Source,
        "layers.version.published", version.Id, version.PublishedAt, version);
}
