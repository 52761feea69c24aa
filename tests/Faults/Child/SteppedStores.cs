using Platform.Domain.Archive;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Messaging;

namespace Platform.Tests.Faults.Child;

/// <summary>Announces every batch.</summary>
internal sealed class SteppedDocuments(IDocumentStore inner, DurableSteps steps) : IDocumentStore, IDisposable
{
    public Task<Document?> ReadAsync(ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation = default) =>
        inner.ReadAsync(container, partition, id, cancellation);

    public Task<WriteResult> WriteAsync(DocumentBatch batch, CancellationToken cancellation = default)
    {
        var types = batch.Operations.Select(operation => operation.Type).Distinct(StringComparer.Ordinal);
        return steps.AroundAsync($"document {batch.Container.Name} {string.Join('+', types)}", () => inner.WriteAsync(batch, cancellation));
    }

    public Task<DocumentPage> QueryAsync(DocumentQuery query, CancellationToken cancellation = default) => inner.QueryAsync(query, cancellation);

    public Task<long> CountAsync(DocumentQuery query, CancellationToken cancellation = default) => inner.CountAsync(query, cancellation);

    public void Dispose() => (inner as IDisposable)?.Dispose();
}

/// <summary>Announces every object that is kept.</summary>
internal sealed class SteppedArchive(IRawArchive inner, DurableSteps steps) : IRawArchive
{
    public Task<ArchiveResult> PutAsync(
        Stream content, ContentHash? expectedHash = null, long? expectedBytes = null, CancellationToken cancellation = default) =>
        steps.AroundAsync("archive", () => inner.PutAsync(content, expectedHash, expectedBytes, cancellation));

    public Task<ArchivedObject?> FindAsync(ContentHash hash, CancellationToken cancellation = default) => inner.FindAsync(hash, cancellation);

    public Task<Stream?> OpenReadAsync(ContentHash hash, CancellationToken cancellation = default) => inner.OpenReadAsync(hash, cancellation);

    public IAsyncEnumerable<ArchivedObject> ListAsync(CancellationToken cancellation = default) => inner.ListAsync(cancellation);

    public IAsyncEnumerable<ArchiveDamage> VerifyAsync(CancellationToken cancellation = default) => inner.VerifyAsync(cancellation);
}

/// <summary>Announces every layer version that is kept.</summary>
internal sealed class SteppedLayers(ILayerStore inner, DurableSteps steps) : ILayerStore
{
    public Task<LayerPutResult> PutAsync(string layerVersionId, string localGeoPackage, CancellationToken cancellation = default) =>
        steps.AroundAsync("layer", () => inner.PutAsync(layerVersionId, localGeoPackage, cancellation));

    public Task<ILayerFile?> OpenLocalAsync(string layerVersionId, CancellationToken cancellation = default) =>
        inner.OpenLocalAsync(layerVersionId, cancellation);
}

/// <summary>Announces every message that is published.</summary>
internal sealed class SteppedBus(IMessageBus inner, DurableSteps steps) : IMessageBus
{
    public Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default) =>
        steps.AroundAsync("message published", () => inner.PublishAsync(topic, session, message, cancellation));
}
