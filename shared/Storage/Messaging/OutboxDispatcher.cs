using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Storage.Messaging;

/// <summary>What one pass over the outboxes did.</summary>
/// <param name="Published">How many messages went out.</param>
/// <param name="Refused">Messages that the bus refuses for ever (an undeclared topic), with the reason; they and their sessions wait.</param>
public sealed record OutboxPass(int Published, IReadOnlyList<RefusedMessage> Refused);

/// <summary>A message that the bus refuses.</summary>
public sealed record RefusedMessage(PartitionKey Partition, string MessageId, string Reason);

/// <summary>
/// Publishes waiting outbox rows in the order of their time and marks them sent. A message is published before it is marked, so a pass that is
/// interrupted publishes some again: the bus knows them by their id. Passes may run at once, in several processes.
/// </summary>
public sealed class OutboxDispatcher(IDocumentStore store, IMessageBus bus, IEnumerable<ContainerDefinition> containers, TimeProvider time)
{
    private readonly ContainerDefinition[] containers = [.. containers];

    /// <summary>Publishes everything that waits in all containers. An exception of the bus ends the pass; what was published before is marked.</summary>
    public async Task<OutboxPass> RunAsync(CancellationToken cancellation = default)
    {
        var published = 0;
        var refused = new List<RefusedMessage>();
        foreach (var container in containers)
        {
            var waiting = DocumentQuery.AcrossPartitions(container)
                .Where(Filter.GreaterOrEqual(OutboxMessage.OrderPath, ""))
                .OrderBy(OutboxMessage.OrderPath);
            var blocked = new HashSet<(string Topic, string Session)>();
            do
            {
                var page = await store.QueryAsync<OutboxMessage>(waiting, cancellation).ConfigureAwait(false);
                published += await PublishAsync(container, page.Items, blocked, refused, cancellation).ConfigureAwait(false);
                waiting = waiting.After(page.Continuation);
            }
            while (waiting.Continuation is not null);
        }

        return new OutboxPass(published, refused);
    }

    /// <summary>
    /// Publishes rows that wait, in the order given, and marks them sent; returns how many. A row that the bus refuses, and those of its session behind it, go on waiting.
    /// </summary>
    public Task<int> PublishAsync(ContainerDefinition container, IReadOnlyList<Stored<OutboxMessage>> rows, CancellationToken cancellation = default) =>
        PublishAsync(container, rows, [], [], cancellation);

    private async Task<int> PublishAsync(
        ContainerDefinition container,
        IReadOnlyList<Stored<OutboxMessage>> rows,
        HashSet<(string Topic, string Session)> blocked,
        List<RefusedMessage> refused,
        CancellationToken cancellation)
    {
        var sent = new List<Stored<OutboxMessage>>();
        try
        {
            foreach (var row in rows.Where(r => !blocked.Contains((r.Value.Topic, r.Value.Session))))
            {
                try
                {
                    await bus.PublishAsync(row.Value.Topic, row.Value.Session, row.Value.Event, cancellation).ConfigureAwait(false);
                    sent.Add(row);
                }
                catch (ArgumentException e)
                {
                    blocked.Add((row.Value.Topic, row.Value.Session));
                    refused.Add(new RefusedMessage(row.Partition, row.Value.MessageId, e.Message));
                }
            }
        }
        finally
        {
            await MarkAsync(container, sent).ConfigureAwait(false);
        }

        return sent.Count;
    }

    /// <summary>Marks rows sent. A batch that another pass was quicker with changes nothing; rows still waiting are met again by the next pass.</summary>
    private async Task MarkAsync(ContainerDefinition container, List<Stored<OutboxMessage>> sent)
    {
        var now = time.GetUtcNow();
        foreach (var partition in sent.GroupBy(s => s.Partition))
        {
            foreach (var rows in partition.Chunk(DocumentLimits.BatchOperations))
            {
                var batch = DocumentBatch.In(container, partition.Key);
                foreach (var row in rows)
                    batch.Replace(row.Type, row.Id, row.Value.SentAt(now), row.ETag);
                await store.WriteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
