using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>The account's one database and its containers.</summary>
internal sealed class ItemDatabase(int ranges, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ItemContainer> containers = new(StringComparer.Ordinal);
    private int made;

    /// <summary>Its name, once it has been created.</summary>
    public string? Name { get; set; }

    public static string Rid => ResourceIds.Database(1);

    /// <summary>Finds a container by name or resource id.</summary>
    public ItemContainer? Find(string nameOrRid) =>
        containers.GetValueOrDefault(nameOrRid) ?? containers.Values.FirstOrDefault(c => c.Rid == nameOrRid);

    /// <summary>Creates a container; null when there is one of that name.</summary>
    public ItemContainer? Create(JsonObject properties)
    {
        var name = (string)properties["id"]!;
        var rid = ResourceIds.Container(1, (uint)Interlocked.Increment(ref made));
        properties["_rid"] = rid;
        properties["_self"] = $"dbs/{Rid}/colls/{rid}/";
        properties["_etag"] = "\"1\"";
        properties["_ts"] = 1;
        ExcludeETag((JsonObject)properties["indexingPolicy"]!);
        var container = new ItemContainer(JsonSerializer.SerializeToElement(properties), rid, ranges, time);
        return containers.TryAdd(name, container) ? container : null;
    }

    // As the service does with every policy.
    private static void ExcludeETag(JsonObject policy)
    {
        if (policy["excludedPaths"] is JsonArray excluded)
            excluded.Add(new JsonObject { ["path"] = "/\"_etag\"/?" });
    }
}
