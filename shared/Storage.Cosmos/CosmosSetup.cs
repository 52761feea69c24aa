using System.Net;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>Holds an account against what the platform relies on, before anything is read or written.</summary>
internal sealed class CosmosSetup(CosmosClient client, CosmosSettings settings, CosmosRetry retry)
{
    public async Task PrepareAsync(IReadOnlyList<ContainerDefinition> containers, CancellationToken cancellation)
    {
        await retry.RunAsync("*", _ => CheckAccountAsync(), cancellation).ConfigureAwait(false);
        if (settings.CreateContainers)
            await retry.RunAsync("*", _ => CreateDatabaseAsync(cancellation), cancellation).ConfigureAwait(false);
        foreach (var container in containers)
            await retry.RunAsync(container.Name, _ => CheckAsync(CosmosContainers.Of(container), cancellation), cancellation).ConfigureAwait(false);
    }

    // A write that was acknowledged must be seen by every later read, in session consistency by those of the same process only.
    private async Task<bool> CheckAccountAsync()
    {
        var account = await client.ReadAccountAsync().ConfigureAwait(false);
        return account.Consistency.DefaultConsistencyLevel is ConsistencyLevel.Strong or ConsistencyLevel.BoundedStaleness or ConsistencyLevel.Session
            ? true
            : throw new DocumentStoreException(
                DocumentStoreFailure.Foreign,
                $"The account's default consistency is {account.Consistency.DefaultConsistencyLevel}, with which reads may be stale: set it to Strong.");
    }

    private async Task<bool> CreateDatabaseAsync(CancellationToken cancellation)
    {
        await client.CreateDatabaseIfNotExistsAsync(settings.Database, cancellationToken: cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> CheckAsync(ContainerProperties declared, CancellationToken cancellation)
    {
        var found = await FindAsync(declared, cancellation).ConfigureAwait(false);
        foreach (var difference in Differences(declared, found))
            throw new DocumentStoreException(DocumentStoreFailure.Foreign, $"Container '{declared.Id}' {difference}: deploy infra/azure/cosmos-containers.json.");
        return true;
    }

    private async Task<ContainerProperties> FindAsync(ContainerProperties declared, CancellationToken cancellation)
    {
        var database = client.GetDatabase(settings.Database);
        try
        {
            return await database.GetContainer(declared.Id).ReadContainerAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return settings.CreateContainers
                ? await database.CreateContainerIfNotExistsAsync(declared, cancellationToken: cancellation).ConfigureAwait(false)
                : throw CosmosFailures.Of(declared.Id, e);
        }
    }

    // An index more costs money and breaks nothing.
    private static IEnumerable<string> Differences(ContainerProperties declared, ContainerProperties found)
    {
        if (!declared.PartitionKeyPaths.SequenceEqual(found.PartitionKeyPaths, StringComparer.Ordinal))
            yield return $"has the partition key {string.Join(", ", found.PartitionKeyPaths)} instead of {string.Join(", ", declared.PartitionKeyPaths)}";
        if (declared.DefaultTimeToLive != found.DefaultTimeToLive)
            yield return $"has the time to live {found.DefaultTimeToLive} instead of {declared.DefaultTimeToLive}";
        foreach (var index in Indexes(declared.IndexingPolicy).Except(Indexes(found.IndexingPolicy), StringComparer.Ordinal))
            yield return $"lacks the index {index}";
    }

    private static IEnumerable<string> Indexes(IndexingPolicy policy) =>
        policy.IncludedPaths.Select(p => p.Path)
            .Concat(policy.CompositeIndexes.Select(c => string.Join(", ", c.Select(p => $"{p.Path} {p.Order}"))))
            .Concat(policy.SpatialIndexes.Select(s => $"{s.Path} {string.Join(", ", s.SpatialTypes)}"));
}
