using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Documents;
using Platform.Domain.Submissions;

namespace Platform.Desk.Replay;

/// <summary>
/// The store of a replay. It sees which decisions come about as their documents are written, and lets a step wait for another that came before it in the
/// same campaign or task: the other is replayed first, the waiting batch then fails on its ETag and is decided again, as it was on the platform.
/// </summary>
internal sealed class WatchedStore(IDocumentStore inner, ReplayScript script) : IDocumentStore
{
    /// <summary>Replays a line that has to come first.</summary>
    public Func<DecisionLine, CancellationToken, Task>? Earlier { get; set; }

    /// <summary>Called after every batch that was written.</summary>
    public Action? Written { get; set; }

    /// <inheritdoc/>
    public Task<Document?> ReadAsync(ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation = default) =>
        inner.ReadAsync(container, partition, id, cancellation);

    /// <inheritdoc/>
    public async Task<WriteResult> WriteAsync(DocumentBatch batch, CancellationToken cancellation = default)
    {
        var lines = batch.Operations.Where(op => op.Type == HistoryEntry.DocumentType).Select(op => (Of: LineOf(batch.Partition, op), op)).ToList();
        foreach (var (line, operation) in lines)
        {
            if (line is not null && !script.IsDone(line) && line.Entry.Action != ActionOf(operation))
                await Earlier!(line, cancellation).ConfigureAwait(false);
        }

        var written = await inner.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (!written.IsWritten)
            return written;
        foreach (var (line, operation) in lines)
        {
            if (line is not null && line.Entry.Action == ActionOf(operation))
                script.MarkDone(line);
        }

        foreach (var operation in batch.Operations)
            Observe(operation);
        Written?.Invoke();
        return written;
    }

    /// <inheritdoc/>
    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellation = default) => inner.QueryAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<long> CountAsync(DocumentQuery query, CancellationToken cancellation = default) => inner.CountAsync(query, cancellation);

    private void Observe(DocumentOperation operation)
    {
        if (operation.Type == LayerCatalogue.DocumentType && script.Lines.OfType<LayerLine>().FirstOrDefault(l => l.Version == operation.Id) is { } layer)
            script.MarkDone(layer);
        if (operation.Type != AttemptDesk.DocumentType || script.OutcomeOf(operation.Id) is not { } outcome)
            return;
        using var json = JsonDocument.Parse(operation.Body);
        if (json.RootElement.TryGetProperty("processedAt", out var processed) && processed.ValueKind == JsonValueKind.String)
            script.MarkDone(outcome);
    }

    private HistoryLine? LineOf(PartitionKey partition, DocumentOperation operation)
    {
        using var json = JsonDocument.Parse(operation.Body);
        var sequence = json.RootElement.GetProperty("sequence").GetInt32();
        return script.Find(partition.Parts[0], partition.Parts.Length > 1 ? partition.Parts[1] : null, sequence);
    }

    private static string? ActionOf(DocumentOperation operation)
    {
        using var json = JsonDocument.Parse(operation.Body);
        return json.RootElement.GetProperty("action").GetString();
    }
}
