using Platform.Domain.Documents;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Campaigns;

/// <summary>A run of patches of one unit, by document id: the reference that workflow steps pass on instead of patches.</summary>
public sealed record PatchRange(string Unit, string FirstId, string LastId, int Count);

/// <summary>Keeps patches: import, ranges, prejudgement. Everything it does may be done twice.</summary>
public sealed class PatchDesk(IDocumentStore store)
{
    /// <summary>Patches per workflow step.</summary>
    public const int RangeSize = 500;

    private const int PerBatch = 50;

    /// <summary>Writes imported patches; a patch that is there already keeps its document.</summary>
    /// <param name="campaign">Campaign id.</param>
    /// <param name="patches">At most a few thousand, of any units.</param>
    /// <param name="attempt">The upload that delivered them.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task ImportAsync(string campaign, IEnumerable<ChangePatch> patches, string attempt, CancellationToken cancellation)
    {
        foreach (var unit in patches.GroupBy(p => p.Unit, StringComparer.Ordinal))
        {
            foreach (var chunk in unit.Chunk(PerBatch))
            {
                var batch = DocumentBatch.In(Containers.Monitoring, PartitionKey.Of(campaign, unit.Key));
                foreach (var patch in chunk)
                    batch.Upsert(PatchRecord.DocumentType, PatchRecord.IdOf(patch.Key), Imported(patch, attempt));
                await WriteAsync(batch, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes back what an import wrote before it was given up: nothing of its file is taken then.</summary>
    public async Task WithdrawAsync(string campaign, string attempt, CancellationToken cancellation)
    {
        var written = new List<Stored<PatchRecord>>();
        await foreach (var record in EnumerateAsync(campaign, cancellation).ConfigureAwait(false))
        {
            if (record.Value.ImportAttempt == attempt && record.Value.State == PatchState.Imported)
                written.Add(record);
        }

        foreach (var unit in written.GroupBy(record => record.Partition))
        {
            foreach (var chunk in unit.Chunk(PerBatch))
            {
                var batch = DocumentBatch.In(Containers.Monitoring, unit.Key);
                foreach (var record in chunk)
                    batch.Delete(record.Id, record.ETag);
                await WriteAsync(batch, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>All patches of a campaign, by unit and key.</summary>
    public IAsyncEnumerable<Stored<PatchRecord>> EnumerateAsync(string campaign, CancellationToken cancellation) =>
        store.EnumerateAsync<PatchRecord>(
            DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(campaign)).OfType(PatchRecord.DocumentType).Take(DocumentLimits.PageItems), cancellation);

    /// <summary>All patches of a task, by key.</summary>
    public IAsyncEnumerable<Stored<PatchRecord>> EnumerateAsync(string campaign, string unit, CancellationToken cancellation) =>
        store.EnumerateAsync<PatchRecord>(
            DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(campaign, unit)).OfType(PatchRecord.DocumentType).Take(DocumentLimits.PageItems),
            cancellation);

    /// <summary>The patches of a range, by key.</summary>
    public async Task<IReadOnlyList<Stored<PatchRecord>>> ReadAsync(string campaign, PatchRange range, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(range);
        var query = DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(campaign, range.Unit)).OfType(PatchRecord.DocumentType)
            .Where(Filter.And(Filter.GreaterOrEqual("id", range.FirstId), Filter.LessOrEqual("id", range.LastId))).Take(RangeSize);
        var records = new List<Stored<PatchRecord>>(range.Count);
        await foreach (var record in store.EnumerateAsync<PatchRecord>(query, cancellation).ConfigureAwait(false))
            records.Add(record);
        return records;
    }

    /// <summary>Cuts a campaign's patches into ranges of at most <see cref="RangeSize"/>, by unit and key.</summary>
    public async Task<IReadOnlyList<PatchRange>> RangesAsync(string campaign, CancellationToken cancellation)
    {
        var ranges = new List<PatchRange>();
        PatchRange? open = null;
        await foreach (var record in EnumerateAsync(campaign, cancellation).ConfigureAwait(false))
        {
            var unit = record.Value.Patch.Unit;
            if (open is not null && (open.Unit != unit || open.Count == RangeSize))
            {
                ranges.Add(open);
                open = null;
            }

            open = open is null ? new(unit, record.Id, record.Id, 1) : open with { LastId = record.Id, Count = open.Count + 1 };
        }

        if (open is not null)
            ranges.Add(open);
        return [.. ranges.OrderBy(r => r.Unit, StringComparer.Ordinal).ThenBy(r => r.FirstId, StringComparer.Ordinal)];
    }

    /// <summary>Records prejudgements, which opens the patches for answers.</summary>
    public async Task PrejudgeAsync(
        string campaign, IReadOnlyList<Stored<PatchRecord>> records, IReadOnlyDictionary<string, Prejudgement> byKey, CancellationToken cancellation)
    {
        foreach (var chunk in records.Where(r => r.Value.State == PatchState.Imported || r.Value.Prejudgement is null).Chunk(PerBatch))
        {
            var batch = DocumentBatch.In(Containers.Monitoring, PartitionKey.Of(campaign, chunk[0].Value.Patch.Unit));
            foreach (var record in chunk)
            {
                var judged = record.Value with { State = PatchState.Open, Prejudgement = byKey[record.Value.PatchKey] };
                batch.Replace(PatchRecord.DocumentType, record.Id, judged, null);
            }

            await WriteAsync(batch, cancellation).ConfigureAwait(false);
        }
    }

    private static PatchRecord Imported(ChangePatch patch, string attempt) =>
        new() { Patch = patch, State = PatchState.Imported, ImportAttempt = attempt };

    private async Task WriteAsync(DocumentBatch batch, CancellationToken cancellation)
    {
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (!written.IsWritten)
            throw new InvalidOperationException($"Writing patches of {batch.Partition} ended with {written.Outcome} at operation {written.FailedOperation}.");
    }
}
