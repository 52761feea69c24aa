using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Indicators;
using Platform.Domain.Layers;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Domain.Decisions;

/// <summary>Gathers the decisions from where they are kept; nothing is written twice for the log's sake. Reads every partition: for operators.</summary>
public sealed class DecisionCollector(IDocumentStore store)
{
    /// <summary>All decisions in causal order.</summary>
    public async Task<IReadOnlyList<DecisionLine>> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<DecisionLine>();
        await AddHistoryAsync(lines, Containers.Campaigns, cancellation).ConfigureAwait(false);
        await AddHistoryAsync(lines, Containers.Monitoring, cancellation).ConfigureAwait(false);
        await AddUploadsAsync(lines, cancellation).ConfigureAwait(false);
        await AddAsync<PublishedReport>(
            lines, Containers.Campaigns, PublishedReport.DocumentType, report => new ReportLine(report.Value.Campaign, report.Value.GeneratedAt), cancellation)
            .ConfigureAwait(false);
        await AddIndicatorsAsync(lines, cancellation).ConfigureAwait(false);
        return CausalOrder.Sort(lines);
    }

    private Task AddHistoryAsync(List<DecisionLine> lines, ContainerDefinition container, CancellationToken cancellation) => AddAsync<HistoryEntry>(
        lines, container, HistoryEntry.DocumentType,
        entry => new HistoryLine(entry.Partition.Parts[0], entry.Partition.Parts.Length > 1 ? entry.Partition.Parts[1] : null, entry.Value), cancellation);

    private async Task AddIndicatorsAsync(List<DecisionLine> lines, CancellationToken cancellation)
    {
        var bases = new Dictionary<string, LayerBasis>(StringComparer.Ordinal);
        await foreach (var set in AllAsync<LayerIndicatorSet>(Containers.Indicators, LayerIndicatorSet.DocumentType, cancellation).ConfigureAwait(false))
            bases[set.Value.Id] = set.Value.Basis;
        await AddAsync<IndicatorVersion>(
            lines, Containers.Indicators, IndicatorVersion.DocumentType,
            version => new IndicatorsLine(version.Value, bases.GetValueOrDefault(version.Value.LayerSet ?? "")), cancellation).ConfigureAwait(false);
    }

    private async Task AddUploadsAsync(List<DecisionLine> lines, CancellationToken cancellation)
    {
        await AddAsync<TicketDocument>(
            lines, Containers.Submissions, TicketDesk.DocumentType, ticket => new TicketLine(ticket.Value.Content), cancellation).ConfigureAwait(false);
        await AddAsync<QuarantinedBlob>(
            lines, Containers.Submissions, QuarantinedBlob.DocumentType, blob => new QuarantineLine(blob.Id, blob.Value), cancellation).ConfigureAwait(false);
        var published = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var layer in AllAsync<LayerVersion>(Containers.Layers, LayerCatalogue.DocumentType, cancellation).ConfigureAwait(false))
            published[layer.Value.Id] = layer.Value.PublishedAt;
        var attempts = new List<Attempt>();
        await foreach (var attempt in AllAsync<Attempt>(Containers.Submissions, AttemptDesk.DocumentType, cancellation).ConfigureAwait(false))
            attempts.Add(attempt.Value);
        foreach (var attempt in attempts.OrderBy(attempt => attempt.ProcessedAt))
            lines.AddRange(Of(attempt, published, attempt.IsGivenUp ? await WhyAsync(attempt, cancellation).ConfigureAwait(false) : null));
    }

    private async Task<Finding?> WhyAsync(Attempt attempt, CancellationToken cancellation)
    {
        var page = await store.ReadAsync<FindingsPage>(
            Containers.Submissions, PartitionKey.Of(attempt.Ticket), FindingsPage.IdOf(attempt.Id, 0), cancellation).ConfigureAwait(false);
        return page?.Value.Findings is [var why, ..] ? why : null;
    }

    // The first upload that came to a layer version published it; the same content later finds it there.
    private static IEnumerable<DecisionLine> Of(Attempt attempt, Dictionary<string, DateTimeOffset> published, Finding? why)
    {
        yield return new ReceiptLine(attempt.Ticket, attempt.Id, attempt.Sha256, attempt.Bytes, attempt.CommittedAt, attempt.ReceivedAt);
        if (attempt is { State: AttemptState.Taken, LayerVersion: { } version } && published.Remove(version, out var at))
            yield return new LayerLine(attempt.Ticket, attempt.Id, version, at);
        if (attempt.ProcessedAt is { } processed)
            yield return new ProcessedLine(attempt.Ticket, attempt.Id, processed, attempt.IsGivenUp, why, attempt.DuplicateOf, attempt.JudgedIn);
    }

    private async Task AddAsync<T>(
        List<DecisionLine> lines, ContainerDefinition container, string type, Func<Stored<T>, DecisionLine> line, CancellationToken cancellation)
        where T : notnull
    {
        await foreach (var document in AllAsync<T>(container, type, cancellation).ConfigureAwait(false))
            lines.Add(line(document));
    }

    private IAsyncEnumerable<Stored<T>> AllAsync<T>(ContainerDefinition container, string type, CancellationToken cancellation)
        where T : notnull =>
        store.EnumerateAsync<T>(DocumentQuery.AcrossPartitions(container).OfType(type).Take(DocumentLimits.PageItems), cancellation);
}
