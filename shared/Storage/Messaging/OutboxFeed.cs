using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Storage.Messaging;

/// <summary>
/// Publishes outbox rows as soon as the feed shows them, instead of at the next sweep. Where it stands is a document; whoever is interrupted, or runs beside another, meets
/// rows again, which are marked sent by then. What the bus refuses is left to the sweep, which reports it. For one caller at a time.
/// </summary>
/// <param name="feed">What is written.</param>
/// <param name="store">Where the position is kept.</param>
/// <param name="outbox">Publishes.</param>
/// <param name="positions">Container and partition of the position documents.</param>
/// <param name="containers">The containers with outboxes.</param>
public sealed class OutboxFeed(
    IDocumentFeed feed, IDocumentStore store, OutboxDispatcher outbox, (ContainerDefinition Container, PartitionKey Partition) positions,
    IEnumerable<ContainerDefinition> containers)
{
    private const string DocumentType = "feedPosition";

    private readonly ContainerDefinition[] containers = [.. containers];
    private readonly Dictionary<string, string?> reached = new(StringComparer.Ordinal);

    /// <summary>Reads every feed to its end; returns how many messages went out.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var published = 0;
        foreach (var container in containers)
        {
            if (!reached.ContainsKey(container.Name))
                reached[container.Name] = await KeptAsync(container, cancellation).ConfigureAwait(false);
            while (true)
            {
                var page = await feed.ReadAsync(container, reached[container.Name], cancellation).ConfigureAwait(false);
                published += await outbox.PublishAsync(container, Waiting(page), cancellation).ConfigureAwait(false);
                reached[container.Name] = page.Position;
                if (page.Documents.Count == 0)
                    break;
                await store.UpsertAsync(
                    positions.Container, positions.Partition, DocumentType, IdOf(container), new FeedPosition(page.Position), cancellation).ConfigureAwait(false);
            }
        }

        return published;
    }

    private async Task<string?> KeptAsync(ContainerDefinition container, CancellationToken cancellation) =>
        (await store.ReadAsync<FeedPosition>(positions.Container, positions.Partition, IdOf(container), cancellation).ConfigureAwait(false))?.Value.Position;

    private static string IdOf(ContainerDefinition container) => KeyText.From("outbox", container.Name);

    private static List<Stored<OutboxMessage>> Waiting(FeedPage page) =>
    [
        .. page.Documents.Where(d => d.Type == OutboxMessage.DocumentType).Select(d => d.ToStored<OutboxMessage>())
            .Where(row => row.Value.OutboxOrder is not null).OrderBy(row => row.Value.OutboxOrder, StringComparer.Ordinal),
    ];

    private sealed record FeedPosition(string Position);
}
