using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Findings;

namespace Platform.Domain.Exchange;

/// <summary>
/// Keeps the messages that were given up until somebody has them handled or sent again, and the receipts of that. Every step may run twice, and by several at once.
/// </summary>
public sealed class DeadLetterDesk(IDocumentStore store, TimeProvider time)
{
    private static readonly PartitionKey Partition = PartitionKey.Of("dead-letters");

    /// <summary>What is given up now, newest first.</summary>
    public static DocumentQuery Waiting { get; } = NewestFirst(DeadMessage.DocumentType);

    /// <summary>Receipts of what was handled or sent again, newest first.</summary>
    public static DocumentQuery Receipts { get; } = NewestFirst(RedriveReceipt.DocumentType);

    /// <summary>Records a message that was given up.</summary>
    public Task RecordAsync(DeadMessage dead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dead);
        return store.UpsertAsync(
            Containers.Operations, Partition, DeadMessage.DocumentType, DeadMessage.IdOf(dead.Topic, dead.Subscription, dead.MessageId), dead, cancellation);
    }

    /// <summary>
    /// Has a dead message handled or sent again, and takes it off the list with a receipt. Ordered again when that has happened, it answers with the same receipt.
    /// </summary>
    /// <param name="topic">Topic of the message.</param>
    /// <param name="subscription">Who it was for.</param>
    /// <param name="messageId">Its sender's id.</param>
    /// <param name="by">Who orders it.</param>
    /// <param name="again">Handles or sends it, durable on return; may run twice. A refusal leaves the message where it is.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public async Task<Result<RedriveReceipt>> RedriveAsync(
        string topic, string subscription, string messageId, string by, Func<DeadMessage, Task<Refusal?>> again, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(again);
        while (true)
        {
            var receiptId = RedriveReceipt.IdOf(topic, subscription, messageId);
            var earlier = await store.ReadAsync<RedriveReceipt>(Containers.Operations, Partition, receiptId, cancellation).ConfigureAwait(false);
            var id = DeadMessage.IdOf(topic, subscription, messageId);
            if (await store.ReadAsync<DeadMessage>(Containers.Operations, Partition, id, cancellation).ConfigureAwait(false) is not { } dead)
                return earlier is null ? new Refusal(RefusalKind.NotFound, ExchangeFindings.NotDead.At(Location.Whole, messageId)) : earlier.Value;
            if (await again(dead.Value).ConfigureAwait(false) is { } refusal)
                return refusal;
            var now = time.GetUtcNow();
            var receipt = new RedriveReceipt(
                topic, subscription, messageId, [.. earlier?.Value.Redrives ?? [], new Redrive(by, dead.Value.Reason, dead.Value.At, now)], now);
            var batch = DocumentBatch.In(Containers.Operations, Partition).Delete(id, dead.ETag).Upsert(RedriveReceipt.DocumentType, receiptId, receipt);

            // Otherwise somebody else was quicker, or it was given up anew meanwhile: look again.
            if ((await store.WriteAsync(batch, cancellation).ConfigureAwait(false)).IsWritten)
                return receipt;
        }
    }

    private static DocumentQuery NewestFirst(string type) => DocumentQuery.In(Containers.Operations, Partition).OfType(type).OrderByDescending("at");
}
