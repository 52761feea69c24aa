using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Indicators;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Domain.Submissions;

namespace Platform.Domain.Lineage;

/// <summary>Leads from published figures back to patches, rows, files, rules and decisions, by the same code that computed the figures.</summary>
public sealed class LineageReader(
    IDocumentStore store, CampaignDesk campaigns, OutcomeReader outcomes, LayerCatalogue layers, IndicatorCatalogue catalogue, IndicatorDesk indicators)
{
    /// <summary>What is behind a figure of a published report; null when the report has no such figure.</summary>
    /// <param name="campaign">A published campaign.</param>
    /// <param name="table">Table key.</param>
    /// <param name="row">Row key.</param>
    /// <param name="cell">Cell key of a cross table, or null.</param>
    /// <param name="maySee">The units whose single patches and task decisions the caller may see.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<Trace?> TraceAsync(
        Campaign campaign, string table, string row, string? cell, Func<string, bool> maySee, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(maySee);
        var records = new Dictionary<string, PatchRecord>(StringComparer.Ordinal);
        var read = await outcomes.ReadAsync(campaign.Id, record => Keep(records, record, maySee), cancellation).ConfigureAwait(false);
        if (ReportAggregator.PatchIds(outcomes.RequestOf(campaign, read), table, row, cell) is not { } keys)
            return null;
        var patches = Resolve(read, keys, records);
        var grounds = await GroundsAsync(campaign, patches, cancellation).ConfigureAwait(false);
        return new Trace(campaign.Id, table, row, cell, campaign.Pins!, keys.Count, AreaOf(read, keys), patches) { Grounds = grounds };
    }

    /// <summary>What is behind a value of the current version of the indicators; null when there is no such value.</summary>
    public async Task<IndicatorTrace?> TraceIndicatorAsync(
        string profile, string code, string campaign, string unit, Func<string, bool> maySee, CancellationToken cancellation)
    {
        var version = await indicators.CurrentAsync(profile, cancellation).ConfigureAwait(false);
        var source = version?.Sources.FirstOrDefault(s => s.Campaign == campaign);
        var set = source is null ? null : await indicators.ReadSetAsync(profile, source, cancellation).ConfigureAwait(false);
        var stored = await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false);
        if (set?.Values.FirstOrDefault(v => v.Code == code && v.Unit == unit) is not { } value || stored is null)
            return null;
        var definition = catalogue.All.Single(d => d.Code == code);
        var records = new Dictionary<string, PatchRecord>(StringComparer.Ordinal);
        var read = await outcomes.ReadAsync(campaign, record => Keep(records, record, maySee), cancellation).ConfigureAwait(false);
        var keys = KeysOf(read, unit);
        var patches = Resolve(read, keys, records);
        var grounds = await GroundsAsync(stored.Value, patches, cancellation).ConfigureAwait(false);
        return new IndicatorTrace(
            code, unit, campaign, value.Value, definition.Formula, definition.Decimals, set.DefinitionsSha256, set.OutcomesSha256, version!.Version, keys.Count,
            patches, grounds);
    }

    private static decimal AreaOf(CampaignOutcomes read, IReadOnlyList<string> keys)
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        return read.Outcomes.Where(o => wanted.Contains(o.PatchId)).Sum(o => o.AreaM2)
            + read.Unanswered.Where(p => wanted.Contains(p.PatchId)).Sum(p => p.AreaM2);
    }

    private static IReadOnlyList<string> KeysOf(CampaignOutcomes read, string unit)
    {
        var all = unit == IndicatorValue.WholeArea;
        return
        [
            .. read.Outcomes.Where(o => all || o.Region == unit).Select(o => o.PatchId)
                .Concat(read.Unanswered.Where(p => all || p.Region == unit).Select(p => p.PatchId)).Order(StringComparer.Ordinal),
        ];
    }

    // The figure itself is public to everybody who reads the campaign; single patches only to those who may see their unit.
    private static void Keep(Dictionary<string, PatchRecord> records, PatchRecord record, Func<string, bool> maySee)
    {
        if (maySee(record.Patch.Unit))
            records[record.PatchKey] = record;
    }

    private static List<TracedPatch> Resolve(CampaignOutcomes read, IReadOnlyList<string> keys, Dictionary<string, PatchRecord> records)
    {
        var byPatch = read.Outcomes.ToDictionary(o => o.PatchId, StringComparer.Ordinal);
        var traced = new List<TracedPatch>();
        foreach (var record in keys.Select(records.GetValueOrDefault).OfType<PatchRecord>())
        {
            var (patch, current) = (record.Patch, record.Current);
            traced.Add(new TracedPatch(
                patch.Key, patch.Number, patch.Unit, patch.AreaM2, patch.Source, current?.Source, current?.Subject, current?.CommittedAt)
            {
                DeliveredIn = record.ImportAttempt,
                AnsweredIn = current?.Attempt,
                Outcome = byPatch.GetValueOrDefault(patch.Key),
            });
        }

        return traced;
    }

    private async Task<Grounds> GroundsAsync(Campaign campaign, IReadOnlyList<TracedPatch> patches, CancellationToken cancellation)
    {
        var units = patches.Select(patch => patch.Unit).Distinct().Order(StringComparer.Ordinal).ToList();
        var tasks = new List<TaskDecisions>();
        foreach (var unit in units)
            tasks.Add(new TaskDecisions(unit, await HistoryAsync(Containers.Monitoring, PartitionKey.Of(campaign.Id, unit), cancellation).ConfigureAwait(false)));
        return new Grounds(
            campaign.Pins!,
            await LayersAsync(campaign, cancellation).ConfigureAwait(false),
            await UploadsAsync(campaign, units, patches, cancellation).ConfigureAwait(false),
            await HistoryAsync(Containers.Campaigns, PartitionKey.Of(campaign.Id), cancellation).ConfigureAwait(false),
            tasks);
    }

    private async Task<IReadOnlyList<TracedLayer>> LayersAsync(Campaign campaign, CancellationToken cancellation)
    {
        var pinned = campaign.Pins!.LayerVersions.Values.SelectMany(versions => versions).ToHashSet(StringComparer.Ordinal);
        var all = await layers.ListAsync(campaign.Profile, null, cancellation).ConfigureAwait(false);
        return [.. all.Where(layer => pinned.Contains(layer.Id)).Select(layer => new TracedLayer(
            layer.Role, layer.Id, layer.SchemaVersion, layer.SourceFile, layer.SourceSha256, layer.ArtefactSha256))];
    }

    private async Task<IReadOnlyList<TracedUpload>> UploadsAsync(
        Campaign campaign, IReadOnlyList<string> units, IReadOnlyList<TracedPatch> patches, CancellationToken cancellation)
    {
        var named = patches.SelectMany(patch => new[] { patch.DeliveredIn, patch.AnsweredIn }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var scopes = units.Select(unit => Ticket.ScopeOf(SubmissionKind.Verification, campaign.Profile, campaign.Id, unit, null))
            .Prepend(Ticket.ScopeOf(SubmissionKind.Patches, campaign.Profile, campaign.Id, null, null));
        var uploads = new List<TracedUpload>();
        foreach (var scope in scopes)
        {
            var query = DocumentQuery.AcrossPartitions(Containers.Submissions).OfType(AttemptDesk.DocumentType).Where(Filter.Equal("scope", scope));
            await foreach (var found in store.EnumerateAsync<Attempt>(query, cancellation).ConfigureAwait(false))
            {
                if (named.Contains(found.Id))
                    uploads.Add(Of(found.Value));
            }
        }

        return [.. uploads.OrderBy(upload => upload.ReceivedAt).ThenBy(upload => upload.Attempt, StringComparer.Ordinal)];
    }

    private static TracedUpload Of(Attempt attempt) => new(
        attempt.Ticket, attempt.Id, attempt.Name, attempt.Sha256, attempt.Bytes, attempt.Subject, attempt.CommittedAt, attempt.ReceivedAt);

    private async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(ContainerDefinition container, PartitionKey partition, CancellationToken cancellation)
    {
        var entries = new List<HistoryEntry>();
        var query = DocumentQuery.In(container, partition).OfType(HistoryEntry.DocumentType);
        await foreach (var entry in store.EnumerateAsync<HistoryEntry>(query, cancellation).ConfigureAwait(false))
            entries.Add(entry.Value);
        return [.. entries.OrderBy(entry => entry.Sequence)];
    }
}
