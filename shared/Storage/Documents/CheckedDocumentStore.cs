using System.Collections.Frozen;
using System.Collections.Immutable;
using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>
/// What all document stores share: every rule of <see cref="IDocumentStore"/> is checked here, before the database is asked, so that code which runs on one
/// store runs on all. Implementations only translate.
/// </summary>
public abstract class CheckedDocumentStore : IDocumentStore
{
    private readonly FrozenDictionary<string, ContainerDefinition> containers;

    /// <param name="containers">Every container the store serves; names are unique.</param>
    protected CheckedDocumentStore(IEnumerable<ContainerDefinition> containers) =>
        this.containers = containers.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The containers the store serves, by name.</summary>
    public ImmutableArray<ContainerDefinition> Containers => [.. containers.Values.OrderBy(c => c.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public Task<Document?> ReadAsync(
        ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation = default)
    {
        CheckContainer(container);
        CheckPartition(container, partition);
        KeyText.Checked(id, nameof(id));
        cancellation.ThrowIfCancellationRequested();
        return ReadCoreAsync(container, partition, id, cancellation);
    }

    /// <inheritdoc/>
    public Task<WriteResult> WriteAsync(DocumentBatch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CheckContainer(batch.Container);
        CheckPartition(batch.Container, batch.Partition);
        if (batch.Operations.Count is 0 or > DocumentLimits.BatchOperations)
            throw new ArgumentException($"A batch holds 1 to {DocumentLimits.BatchOperations} operations, not {batch.Operations.Count}.", nameof(batch));
        cancellation.ThrowIfCancellationRequested();
        var operations = new DocumentOperation[batch.Operations.Count];
        var total = 0L;
        for (var i = 0; i < operations.Length; i++)
        {
            operations[i] = Stored(batch, batch.Operations[i]);
            total += operations[i].Body.Length;
            if (operations[i].Body.Length > DocumentLimits.DocumentBytes)
                return Task.FromResult(WriteResult.Failed(WriteOutcome.TooLarge, i));
        }

        return total > DocumentLimits.BatchBytes
            ? Task.FromResult(WriteResult.Failed(WriteOutcome.TooLarge, -1))
            : WriteCoreAsync(batch.Container, batch.Partition, operations, cancellation);
    }

    /// <inheritdoc/>
    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellation = default)
    {
        CheckQuery(query);
        byte[]? state = null;
        if (query.Continuation is { } token)
        {
            state = ContinuationToken.Unwrap(query, token)
                ?? throw new ArgumentException("The continuation token does not belong to this query.", nameof(query));
        }

        cancellation.ThrowIfCancellationRequested();
        return QueryCoreAsync(query, state, cancellation);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(DocumentQuery query, CancellationToken cancellation = default)
    {
        CheckQuery(query);
        cancellation.ThrowIfCancellationRequested();
        return CountCoreAsync(query, cancellation);
    }

    /// <summary>Point read; arguments have been checked.</summary>
    protected abstract Task<Document?> ReadCoreAsync(
        ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation);

    /// <summary>Applies 1 to 100 operations, all or none; bodies are complete and within the limits.</summary>
    protected abstract Task<WriteResult> WriteCoreAsync(
        ContainerDefinition container, PartitionKey partition, IReadOnlyList<DocumentOperation> operations, CancellationToken cancellation);

    /// <summary>One page from the store's own paging state, null at the beginning; the page carries the wrapped token.</summary>
    protected abstract Task<DocumentPage> QueryCoreAsync(DocumentQuery query, byte[]? state, CancellationToken cancellation);

    /// <summary>Counts what the query selects.</summary>
    protected abstract Task<long> CountCoreAsync(DocumentQuery query, CancellationToken cancellation);

    private static DocumentOperation Stored(DocumentBatch batch, DocumentOperation operation) =>
        operation.Kind == DocumentOperationKind.Delete
            ? operation
            : operation with { Body = DocumentComposer.Compose(batch.Container, batch.Partition, operation) };

    private static void CheckPartition(ContainerDefinition container, PartitionKey partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        if (partition.Parts.Length != container.PartitionPaths.Length)
            throw new ArgumentException($"'{partition}' is not a full partition key of container '{container.Name}'.", nameof(partition));
    }

    private void CheckContainer(ContainerDefinition container)
    {
        ArgumentNullException.ThrowIfNull(container);
        if (!containers.TryGetValue(container.Name, out var known) || !ReferenceEquals(known, container))
            throw new ArgumentException($"Container '{container.Name}' was not declared to this store.", nameof(container));
    }

    private void CheckQuery(DocumentQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckContainer(query.Container);
        QueryRules.Check(query);
    }
}
