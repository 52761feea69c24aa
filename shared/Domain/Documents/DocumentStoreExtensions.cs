using System.Runtime.CompilerServices;

namespace Platform.Domain.Documents;

/// <summary>Typed and single-operation forms of <see cref="IDocumentStore"/>.</summary>
public static class DocumentStoreExtensions
{
    /// <summary>Point read of a typed document; null when there is none.</summary>
    public static async Task<Stored<T>?> ReadAsync<T>(
        this IDocumentStore store, ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation = default)
        where T : notnull =>
        (await store.ReadAsync(container, partition, id, cancellation).ConfigureAwait(false))?.ToStored<T>();

    public static Task<WriteResult> CreateAsync<T>(
        this IDocumentStore store, ContainerDefinition container, PartitionKey partition, string type, string id, T value, CancellationToken cancellation = default)
        where T : notnull =>
        store.WriteAsync(DocumentBatch.In(container, partition).Create(type, id, value), cancellation);

    public static Task<WriteResult> UpsertAsync<T>(
        this IDocumentStore store, ContainerDefinition container, PartitionKey partition, string type, string id, T value, CancellationToken cancellation = default)
        where T : notnull =>
        store.WriteAsync(DocumentBatch.In(container, partition).Upsert(type, id, value), cancellation);

    /// <summary>Writes a changed value in the place, and over the version, of the one that was read.</summary>
    public static Task<WriteResult> ReplaceAsync<T>(
        this IDocumentStore store, ContainerDefinition container, Stored<T> read, T value, CancellationToken cancellation = default)
        where T : notnull =>
        store.WriteAsync(DocumentBatch.In(container, read.Partition).Replace(read.Type, read.Id, value, read.ETag), cancellation);

    public static Task<WriteResult> DeleteAsync(
        this IDocumentStore store, ContainerDefinition container, PartitionKey partition, string id, string? ifMatch = null, CancellationToken cancellation = default) =>
        store.WriteAsync(DocumentBatch.In(container, partition).Delete(id, ifMatch), cancellation);

    /// <summary>One page of typed documents; say <see cref="DocumentQuery.OfType"/> where the partition holds several types.</summary>
    public static async Task<DocumentPage<T>> QueryAsync<T>(this IDocumentStore store, DocumentQuery query, CancellationToken cancellation = default)
        where T : notnull
    {
        var page = await store.QueryAsync(query, cancellation).ConfigureAwait(false);
        return new([.. page.Items.Select(d => d.ToStored<T>())], page.Continuation);
    }

    /// <summary>Everything that the query selects, page by page, from its continuation on.</summary>
    public static async IAsyncEnumerable<Document> EnumerateAsync(
        this IDocumentStore store, DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var next = query;
        do
        {
            var page = await store.QueryAsync(next, cancellation).ConfigureAwait(false);
            foreach (var document in page.Items)
                yield return document;
            next = next.After(page.Continuation);
        }
        while (next.Continuation is not null);
    }

    /// <summary>Typed form of <see cref="EnumerateAsync(IDocumentStore, DocumentQuery, CancellationToken)"/>.</summary>
    public static async IAsyncEnumerable<Stored<T>> EnumerateAsync<T>(
        this IDocumentStore store, DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
        where T : notnull
    {
        await foreach (var document in store.EnumerateAsync(query, cancellation).ConfigureAwait(false))
            yield return document.ToStored<T>();
    }
}
