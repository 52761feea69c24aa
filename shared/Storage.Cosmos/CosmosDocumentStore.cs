using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;
using Platform.Storage.Documents;
using CosmosKey = Microsoft.Azure.Cosmos.PartitionKey;
using PartitionKey = Platform.Domain.Documents.PartitionKey;

namespace Platform.Storage.Cosmos;

/// <summary>
/// Documents in Azure Cosmos DB. Point reads and writes by full key, transactional batches, queries by declared indexes with the service's own continuations. Thread-safe; one
/// client for the process.
/// </summary>
public sealed class CosmosDocumentStore : CheckedDocumentStore, IDocumentFeed, IDisposable
{
    private const int ContinuationKilobytes = 8;

    private readonly CosmosSettings settings;
    private readonly CosmosClient client;
    private readonly Dictionary<string, Container> items;
    private readonly CosmosRetry retry;

    /// <summary>A store that has not asked for anything yet; the first request connects.</summary>
    /// <param name="settings">The account.</param>
    /// <param name="containers">Every container to be served.</param>
    /// <param name="time">Clock of waits between repeated requests.</param>
    public CosmosDocumentStore(CosmosSettings settings, IReadOnlyCollection<ContainerDefinition> containers, TimeProvider time)
        : base(containers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        client = settings.Connect();
        items = containers.ToDictionary(c => c.Name, c => client.GetContainer(settings.Database, c.Name), StringComparer.Ordinal);
        retry = new CosmosRetry(time);
    }

    /// <summary>Checks that the account and its containers keep what the platform relies on; call it before anything is read or written.</summary>
    /// <exception cref="DocumentStoreException">The account does not answer, a container is missing or is not as declared, or reads may be stale.</exception>
    public Task PrepareAsync(CancellationToken cancellation = default) =>
        new CosmosSetup(client, settings, retry).PrepareAsync(Containers, cancellation);

    /// <inheritdoc/>
    public Task<FeedPage> ReadAsync(ContainerDefinition container, string? position, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(container);
        var start = position is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(position);
        return retry.RunAsync(
            container.Name,
            async _ =>
            {
                using var changes = items[container.Name].GetChangeFeedStreamIterator(start, ChangeFeedMode.LatestVersion);
                using var answer = await changes.ReadNextAsync(cancellation).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.NotModified)
                    return new FeedPage([], answer.ContinuationToken);
                return answer.IsSuccessStatusCode
                    ? new FeedPage(await ReadAsync(container, answer, cancellation).ConfigureAwait(false), answer.ContinuationToken)
                    : throw Failure(container, answer);
            },
            cancellation);
    }

    public void Dispose() => client.Dispose();

    /// <inheritdoc/>
    protected override Task<Document?> ReadCoreAsync(
        ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation) => retry.RunAsync(
        container.Name,
        async _ =>
        {
            using var stored = await CosmosAnswers.ReadAsync(items[container.Name], CosmosKeys.Of(partition), id, cancellation).ConfigureAwait(false);
            return stored is null ? null : CosmosBody.Read(container, stored.RootElement);
        },
        cancellation);

    /// <inheritdoc/>
    protected override Task<WriteResult> WriteCoreAsync(
        ContainerDefinition container, PartitionKey partition, IReadOnlyList<DocumentOperation> operations, CancellationToken cancellation)
    {
        var write = new CosmosWrite(items[container.Name], CosmosKeys.Of(partition), operations, Guid.NewGuid().ToString("N"), cancellation);
        return retry.RunAsync(container.Name, write.SendAsync, cancellation);
    }

    /// <inheritdoc/>
    protected override Task<DocumentPage> QueryCoreAsync(DocumentQuery query, byte[]? state, CancellationToken cancellation) => retry.RunAsync(
        query.Container.Name,
        async _ =>
        {
            using var pages = Pages(query, CosmosSql.List(query), state is null ? null : Encoding.UTF8.GetString(state));
            var found = new List<Document>();
            string? next = null;
            while (found.Count == 0 && pages.HasMoreResults)
            {
                using var answer = await NextAsync(query, pages, cancellation).ConfigureAwait(false);
                next = answer.ContinuationToken;
                found.AddRange(await ReadAsync(query.Container, answer, cancellation).ConfigureAwait(false));
            }

            return new DocumentPage(found, next is null ? null : ContinuationToken.Wrap(query, Encoding.UTF8.GetBytes(next)));
        },
        cancellation);

    /// <inheritdoc/>
    protected override Task<long> CountCoreAsync(DocumentQuery query, CancellationToken cancellation) => retry.RunAsync(
        query.Container.Name,
        async _ =>
        {
            using var pages = Pages(query, CosmosSql.Count(query), null);
            var count = 0L;
            while (pages.HasMoreResults)
            {
                using var answer = await NextAsync(query, pages, cancellation).ConfigureAwait(false);
                using var body = await JsonDocument.ParseAsync(answer.Content, cancellationToken: cancellation).ConfigureAwait(false);
                count += body.RootElement.GetProperty("Documents").EnumerateArray().Sum(n => (long)n.GetDouble());
            }

            return count;
        },
        cancellation);

    private static async Task<List<Document>> ReadAsync(ContainerDefinition container, ResponseMessage answer, CancellationToken cancellation)
    {
        using var body = await JsonDocument.ParseAsync(answer.Content, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. body.RootElement.GetProperty("Documents").EnumerateArray().Select(document => CosmosBody.Read(container, document))];
    }

    private static DocumentStoreException Failure(ContainerDefinition container, ResponseMessage answer) =>
        CosmosFailures.Of(container.Name, answer.StatusCode, CosmosAnswers.SubStatusOf(answer), answer.ErrorMessage);

    private static async Task<ResponseMessage> NextAsync(DocumentQuery query, FeedIterator pages, CancellationToken cancellation)
    {
        var answer = await pages.ReadNextAsync(cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw Failure(query.Container, answer);
    }

    // Without optimistic direct execution, whose continuations do not survive the split of a physical partition.
    private FeedIterator Pages(DocumentQuery query, QueryDefinition sql, string? continuation) => items[query.Container.Name].GetItemQueryStreamIterator(
        sql,
        continuation,
        new QueryRequestOptions
        {
            PartitionKey = query.Partition is { } partition ? CosmosKeys.Of(partition) : null,
            MaxItemCount = query.PageSize,
            MaxConcurrency = query.Partition?.Parts.Length == query.Container.PartitionPaths.Length ? 1 : -1,
            ResponseContinuationTokenLimitInKb = ContinuationKilobytes,
            EnableOptimisticDirectExecution = false,
        });
}
