namespace Platform.Domain.Documents;

/// <summary>
/// Documents in partitions. It promises only what Azure Cosmos DB keeps, and every implementation enforces that (see
/// <see cref="DocumentLimits"/>): one batch lies in one partition; there is no transaction across partitions; filters and order use declared
/// indexes only. An acknowledged write is durable and is seen by every later read of its partition through the same store.
/// Thread-safe. Breaking a rule of use (an undeclared container, an unindexed path, a document whose key properties disagree, a
/// number that a double would change) throws <see cref="ArgumentException"/>; a database that cannot answer throws <see cref="DocumentStoreException"/>;
/// everything else is a value.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Point read by full partition key and id; null when there is no such document.</summary>
    Task<Document?> ReadAsync(ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation = default);

    /// <summary>
    /// Applies the operations in order, all or none. After a cancellation or a <see cref="DocumentStoreException"/> the batch may or may not have been applied:
    /// derive ids and use ETags so that repeating it is harmless.
    /// </summary>
    Task<WriteResult> WriteAsync(DocumentBatch batch, CancellationToken cancellation = default);

    /// <summary>
    /// One page. A document that is neither written nor deleted while pages are fetched appears exactly once over all of them; one that is may appear
    /// in its old place, its new place, both or neither.
    /// </summary>
    Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Counts what the query selects, without regard to its page size and continuation. The cost grows with the number counted (in Cosmos DB, request
    /// units): keep maintained counts in documents for anything shown often.
    /// </summary>
    Task<long> CountAsync(DocumentQuery query, CancellationToken cancellation = default);
}
