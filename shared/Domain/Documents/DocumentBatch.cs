using System.Text.Json;
using Platform.Domain.Json;

namespace Platform.Domain.Documents;

/// <summary>What an operation of a batch does.</summary>
public enum DocumentOperationKind
{
    /// <summary>Fails with <see cref="WriteOutcome.Conflict"/> when the id exists.</summary>
    Create,

    /// <summary>Fails with <see cref="WriteOutcome.NotFound"/> when the id does not exist.</summary>
    Replace,

    /// <summary>Creates or replaces, unconditionally.</summary>
    Upsert,

    /// <summary>Fails with <see cref="WriteOutcome.NotFound"/> when the id does not exist.</summary>
    Delete,
}

/// <summary>One operation of a <see cref="DocumentBatch"/>.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">Id within the batch's partition.</param>
/// <param name="Type">The document's type; empty for a delete.</param>
/// <param name="Body">The document's own JSON object in UTF-8, without the members the store adds; empty for a delete.</param>
/// <param name="IfMatch">ETag that must still be current; null to write whatever the version. Only for replace and delete.</param>
public sealed record DocumentOperation(DocumentOperationKind Kind, string Id, string Type, ReadOnlyMemory<byte> Body, string? IfMatch);

/// <summary>
/// Up to 100 writes in one partition that happen together or not at all, in the order in which they were added. A builder: not thread-safe.
/// The store adds <c>id</c>, <c>type</c> and the partition key properties to each document; where a document has them itself they must agree.
/// </summary>
public sealed class DocumentBatch
{
    private readonly List<DocumentOperation> operations = [];

    private DocumentBatch(ContainerDefinition container, PartitionKey partition) => (Container, Partition) = (container, partition);

    public ContainerDefinition Container { get; }

    public PartitionKey Partition { get; }

    public IReadOnlyList<DocumentOperation> Operations => operations;

    /// <summary>How many operations can still be added.</summary>
    public int Room => DocumentLimits.BatchOperations - operations.Count;

    /// <summary>An empty batch for one full partition key.</summary>
    public static DocumentBatch In(ContainerDefinition container, PartitionKey partition)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(partition);
        return partition.Parts.Length == container.PartitionPaths.Length
            ? new DocumentBatch(container, partition)
            : throw new ArgumentException(
                $"Container '{container.Name}' needs {container.PartitionPaths.Length} partition key parts, not '{partition}'.", nameof(partition));
    }

    public DocumentBatch Create<T>(string type, string id, T value)
        where T : notnull => Add(DocumentOperationKind.Create, type, id, value, null);

    public DocumentBatch Upsert<T>(string type, string id, T value)
        where T : notnull => Add(DocumentOperationKind.Upsert, type, id, value, null);

    /// <summary>Replaces the version that <paramref name="ifMatch"/> names; with null, whatever version is there.</summary>
    public DocumentBatch Replace<T>(string type, string id, T value, string? ifMatch)
        where T : notnull => Add(DocumentOperationKind.Replace, type, id, value, ifMatch);

    public DocumentBatch Delete(string id, string? ifMatch = null) => Add(new(DocumentOperationKind.Delete, id, "", default, ifMatch));

    /// <summary>Adds an operation whose body is already JSON.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public DocumentBatch Add(DocumentOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        KeyText.Checked(operation.Id, nameof(operation.Id));
        if (operation.Kind != DocumentOperationKind.Delete)
            KeyText.Checked(operation.Type, nameof(operation.Type));
        if (operation.IfMatch is not null && operation.Kind is DocumentOperationKind.Create or DocumentOperationKind.Upsert)
            throw new ArgumentException($"{operation.Kind} takes no ETag.", nameof(operation));
        if (Room == 0)
            throw new InvalidOperationException($"A batch holds at most {DocumentLimits.BatchOperations} operations.");
        operations.Add(operation);
        return this;
    }

    private DocumentBatch Add<T>(DocumentOperationKind kind, string type, string id, T value, string? ifMatch)
        where T : notnull => Add(new(kind, id, type, JsonSerializer.SerializeToUtf8Bytes(value, PlatformJson.Documents), ifMatch));
}
