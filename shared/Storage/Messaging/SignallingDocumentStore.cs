using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Storage.Messaging;

/// <summary>
/// Raises a signal after every committed batch that has put a message into an outbox, for stores without a feed. A process that dies between the commit and the signal, or
/// is not told how the commit ended, leaves the message to its next start and to the sweep.
/// </summary>
public sealed class SignallingDocumentStore(IDocumentStore inner, OutboxSignal signal) : IDocumentStore
{
    /// <inheritdoc/>
    public Task<Document?> ReadAsync(ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation = default) =>
        inner.ReadAsync(container, partition, id, cancellation);

    /// <inheritdoc/>
    public async Task<WriteResult> WriteAsync(DocumentBatch batch, CancellationToken cancellation = default)
    {
        var written = await inner.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (written.IsWritten && batch.Operations.Any(Waits))
            signal.Raise();
        return written;
    }

    /// <inheritdoc/>
    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellation = default) => inner.QueryAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<long> CountAsync(DocumentQuery query, CancellationToken cancellation = default) => inner.CountAsync(query, cancellation);

    // Replaced are those that have been sent.
    private static bool Waits(DocumentOperation operation) =>
        operation is { Type: OutboxMessage.DocumentType, Kind: DocumentOperationKind.Create or DocumentOperationKind.Upsert };
}
