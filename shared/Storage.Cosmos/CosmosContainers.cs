using System.Collections.ObjectModel;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>
/// What a declared container is in Cosmos DB: its (hierarchical) partition key and an indexing policy that holds what is declared and nothing else, so that a write costs
/// no index that no query uses.
/// </summary>
public static class CosmosContainers
{
    /// <summary>The container's properties, from its declaration alone.</summary>
    public static ContainerProperties Of(ContainerDefinition container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return new ContainerProperties(container.Name, [.. container.PartitionPaths.Select(PathOf)])
        {
            PartitionKeyDefinitionVersion = PartitionKeyDefinitionVersion.V2,
            IndexingPolicy = Indexing(container),
            DefaultTimeToLive = container.RetainFor is { } time ? (int)time.TotalSeconds : null,
        };
    }

    /// <summary>The path of a field in the notation of policies, e.g. <c>/answer/legality</c>.</summary>
    internal static string PathOf(string field) => "/" + field.Replace('.', '/');

    private static IndexingPolicy Indexing(ContainerDefinition container)
    {
        var policy = new IndexingPolicy { IndexingMode = IndexingMode.Consistent, Automatic = true };
        policy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        foreach (var field in container.PartitionPaths.Append("type").Concat(container.Indexed.Select(f => f.Kind == FieldKind.Footprint ? f.Path + ".type" : f.Path)))
            policy.IncludedPaths.Add(new IncludedPath { Path = PathOf(field) + "/?" });
        foreach (var order in Orders(container))
            policy.CompositeIndexes.Add([.. order.Select(f => new CompositePath { Path = PathOf(f), Order = CompositePathSortOrder.Ascending })]);
        foreach (var field in container.Indexed.Where(f => f.Kind == FieldKind.Footprint))
            policy.SpatialIndexes.Add(new SpatialPath { Path = PathOf(field.Path) + "/*", SpatialTypes = { SpatialType.Polygon } });
        return policy;
    }

    // The order of the whole key, for all documents and for those of one type; an ascending composite serves the descending order as well.
    private static IEnumerable<IEnumerable<string>> Orders(ContainerDefinition container) =>
        [container.PartitionPaths.Append("id"), container.PartitionPaths.Append("id").Prepend("type"), .. container.Composites];
}
