using System.Text.Json;
using Platform.Tests.CosmosGateway.Sql;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>What a container's indexing policy lets queries order by.</summary>
internal sealed class IndexPolicy
{
    private readonly HashSet<string> paths;
    private readonly List<string[]> composites;

    public IndexPolicy(JsonElement container)
    {
        var policy = container.GetProperty("indexingPolicy");
        paths = [.. Members(policy, "includedPaths").Select(p => p.GetProperty("path").GetString()!)];
        composites = [.. Members(policy, "compositeIndexes").Select(c => c.EnumerateArray().Select(Spelled).ToArray())];
    }

    /// <summary>How many single paths are indexed.</summary>
    public int Paths => paths.Count;

    /// <exception cref="SqlException">No index gives this order.</exception>
    public void CheckOrder(IReadOnlyList<SqlOrder> order)
    {
        if (order.Count == 1 && !IsIndexed(order[0].Path.IndexPath))
            throw new SqlException($"The order-by item is excluded from the index: {order[0].Path.IndexPath}");
        if (order.Count > 1 && !composites.Exists(c => Serves(c, order, false) || Serves(c, order, true)))
            throw new SqlException("The order by query does not have a corresponding composite index that it can be served from.");
    }

    private static JsonElement.ArrayEnumerator Members(JsonElement policy, string name) =>
        policy.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Spelled(JsonElement path) =>
        $"{path.GetProperty("path").GetString()} {(path.TryGetProperty("order", out var order) && order.GetString() == "descending" ? "-" : "+")}";

    // An index is read forwards or backwards.
    private static bool Serves(string[] composite, IReadOnlyList<SqlOrder> order, bool backwards) =>
        composite.SequenceEqual(order.Select(o => $"{o.Path.IndexPath} {(o.Descending != backwards ? "-" : "+")}"), StringComparer.Ordinal);

    private bool IsIndexed(string path) => path == "/id" || path == "/_ts" || paths.Contains(path + "/?") || paths.Contains("/*");
}
