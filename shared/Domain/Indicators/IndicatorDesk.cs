using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Domain.Indicators;

/// <summary>One value. <see cref="Unit"/> is <see cref="WholeArea"/> for all units together.</summary>
/// <param name="Code">Indicator code.</param>
/// <param name="Unit">Monitoring unit code.</param>
/// <param name="Value">Rounded by the definition; null where it divides by nothing or is not known.</param>
/// <param name="PlanClass">The plan class, for indicators by class; <c>""</c> is land without a known class.</param>
/// <param name="Unknown">Why there is no value, for indicators of layers.</param>
public sealed record IndicatorValue(string Code, string Unit, decimal? Value, string? PlanClass = null, Finding? Unknown = null)
{
    /// <summary>The unit code of totals.</summary>
    public const string WholeArea = "*";
}

/// <summary>All values of one published campaign under one set of definitions. Never changed.</summary>
public sealed record IndicatorSet(
    string Campaign, string Period, string OutcomesSha256, string DefinitionsSha256, IReadOnlyList<IndicatorValue> Values)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "indicatorSet";

    /// <summary>The set's identity: what it was computed from and by.</summary>
    public string Id => IdOf(Campaign, OutcomesSha256, DefinitionsSha256);

    /// <summary>Identity of the set of a campaign.</summary>
    public static string IdOf(string campaign, string outcomes, string definitions) => KeyText.From("set", campaign, outcomes[..16], definitions[..16]);
}

/// <summary>A campaign whose values a version holds.</summary>
public sealed record IndicatorSource(string Campaign, string Period, string OutcomesSha256);

/// <summary>A version of all indicators: which sets it is made of. What readers see is switched by one write.</summary>
/// <param name="Version">Derived from the sets.</param>
/// <param name="Profile">Profile id.</param>
/// <param name="DefinitionsSha256">Hash of the definitions.</param>
/// <param name="Sources">The published campaigns.</param>
/// <param name="CompletedAt">When it was complete.</param>
/// <param name="LayerSet">Id of the <see cref="LayerIndicatorSet"/>, or null.</param>
public sealed record IndicatorVersion(
    string Version, string Profile, string DefinitionsSha256, IReadOnlyList<IndicatorSource> Sources, DateTimeOffset CompletedAt, string? LayerSet = null)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "indicatorVersion";
}

/// <summary>
/// Computes and keeps indicator values. Incremental: a set that exists is not computed again. Idempotent: the same inputs have the same version. A set is
/// a function of its campaign's outcomes and the definitions, so that a full recompute gives the same values.
/// </summary>
public sealed class IndicatorDesk(
    IDocumentStore store, IndicatorCatalogue catalogue, CampaignDesk campaigns, OutcomeReader outcomes, ProfileCatalogue profiles, TimeProvider time)
{
    private const string Versions = "versions";
    private const string Current = "current";

    /// <summary>Published campaigns of a profile, with the hash of their outcomes, by period and id.</summary>
    public async Task<IReadOnlyList<IndicatorSource>> SourcesAsync(string profile, CancellationToken cancellation)
    {
        var sources = new List<IndicatorSource>();
        var query = CampaignDesk.All().Where(Filter.And(Filter.Equal("profile", profile), Filter.Equal("state", CampaignState.Published)));
        await foreach (var campaign in store.EnumerateAsync<Campaign>(query, cancellation).ConfigureAwait(false))
        {
            var report = await store.ReadAsync<PublishedReport>(
                Containers.Campaigns, campaign.Partition, PublishedReport.DocumentId, cancellation).ConfigureAwait(false);
            if (report?.Value.Files.FirstOrDefault(file => file.MediaType == "text/csv") is { } exported)
                sources.Add(new IndicatorSource(campaign.Value.Id, campaign.Value.Period, exported.Sha256));
        }

        return [.. sources.OrderBy(s => s.Period, StringComparer.Ordinal).ThenBy(s => s.Campaign, StringComparer.Ordinal)];
    }

    /// <summary>Whether the values of a source are there.</summary>
    public async Task<bool> HasAsync(string profile, IndicatorSource source, CancellationToken cancellation) =>
        await ReadSetAsync(profile, source, cancellation).ConfigureAwait(false) is not null;

    /// <summary>Computes and keeps the values of one campaign.</summary>
    public async Task ComputeAsync(string profile, IndicatorSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        var campaign = await campaigns.RequiredAsync(source.Campaign, cancellation).ConfigureAwait(false);
        var read = await outcomes.ReadAsync(source.Campaign, cancellation).ConfigureAwait(false);
        var units = profiles.Required(profile).UnitList(campaign.Pins!.UnitList)!.Units.Select(unit => unit.Code).Append(IndicatorValue.WholeArea);
        var values = units.SelectMany(unit => Values(unit, read)).ToList();
        var set = new IndicatorSet(source.Campaign, source.Period, source.OutcomesSha256, catalogue.Sha256, values);
        await store.UpsertAsync(
            Containers.Indicators, PartitionKey.Of(profile, source.Campaign), IndicatorSet.DocumentType, set.Id, set, cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes a version of these sources and of a set of layer values, and switches readers to it; a version that is there already stays what it is.</summary>
    public async Task<string> SwitchAsync(string profile, IReadOnlyList<IndicatorSource> sources, string? layerSet, CancellationToken cancellation)
    {
        var inputs = string.Join('\n', [catalogue.Sha256, .. sources.Select(s => $"{s.Campaign} {s.OutcomesSha256}"), layerSet]);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs)))[..16];
        var partition = PartitionKey.Of(profile, Versions);
        var current = await CurrentAsync(profile, cancellation).ConfigureAwait(false);
        if (current?.Version == id)
            return id;
        var version = new IndicatorVersion(id, profile, catalogue.Sha256, sources, After(current), layerSet);
        var batch = DocumentBatch.In(Containers.Indicators, partition)
            .Upsert(IndicatorVersion.DocumentType, KeyText.From("version", id), version)
            .Upsert("currentVersion", Current, version)
            .UpsertOutbox(OutboxMessage.Pending(
                KeyText.From("indicators", profile, id), PlatformTopics.Indicators, profile, "/platform/indicators", "indicators.version.completed", id,
                version.CompletedAt, version));
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        return written.IsWritten ? id : throw new IOException($"The indicator version {id} could not be written: {written.Outcome}.");
    }

    // Where the clock was set back, the newest version is still the one that is complete last.
    private DateTimeOffset After(IndicatorVersion? current)
    {
        var now = time.GetUtcNow();
        return current is null || now > current.CompletedAt ? now : current.CompletedAt.AddTicks(1);
    }

    /// <summary>What readers see; null before the first refresh.</summary>
    public async Task<IndicatorVersion?> CurrentAsync(string profile, CancellationToken cancellation) =>
        (await store.ReadAsync<IndicatorVersion>(Containers.Indicators, PartitionKey.Of(profile, Versions), Current, cancellation).ConfigureAwait(false))?.Value;

    /// <summary>All versions, newest first.</summary>
    public async Task<IReadOnlyList<IndicatorVersion>> VersionsAsync(string profile, CancellationToken cancellation)
    {
        var query = DocumentQuery.In(Containers.Indicators, PartitionKey.Of(profile, Versions)).OfType(IndicatorVersion.DocumentType);
        var versions = new List<IndicatorVersion>();
        await foreach (var version in store.EnumerateAsync<IndicatorVersion>(query, cancellation).ConfigureAwait(false))
            versions.Add(version.Value);
        return [.. versions.OrderByDescending(v => v.CompletedAt)];
    }

    /// <summary>The set of one source in the version's definitions, or null.</summary>
    public async Task<IndicatorSet?> ReadSetAsync(string profile, IndicatorSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        var id = IndicatorSet.IdOf(source.Campaign, source.OutcomesSha256, catalogue.Sha256);
        return (await store.ReadAsync<IndicatorSet>(
            Containers.Indicators, PartitionKey.Of(profile, source.Campaign), id, cancellation).ConfigureAwait(false))?.Value;
    }

    private IEnumerable<IndicatorValue> Values(string unit, CampaignOutcomes read)
    {
        var all = unit == IndicatorValue.WholeArea;
        var measures = new Measures(
            [.. read.Outcomes.Where(outcome => all || outcome.Region == unit)], read.Unanswered.Count(patch => all || patch.Region == unit));
        return catalogue.Of(IndicatorKind.Outcomes).Select(definition => new IndicatorValue(definition.Code, unit, catalogue.Evaluate(definition.Code, measures)));
    }
}
