using System.Collections.Immutable;
using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>A container's documents in memory. One lock over everything: a batch is seen whole or not at all.</summary>
internal sealed class ItemContainer
{
    public const int ItemBytes = 2 * 1024 * 1024;

    private static readonly ImmutableDictionary<string, Item> Nothing = ImmutableDictionary.Create<string, Item>(StringComparer.Ordinal);

    private readonly Lock gate = new();
    private readonly Dictionary<string, ImmutableDictionary<string, Item>> partitions = new(StringComparer.Ordinal);
    private readonly ItemComposer composer;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<string> partitionPaths;
    private long lsn;

    public ItemContainer(JsonElement properties, string rid, int ranges, TimeProvider time)
    {
        Properties = properties;
        Rid = rid;
        this.time = time;
        Indexes = new IndexPolicy(properties);
        Ranges = KeyRange.Cut(ranges);
        partitionPaths = [.. properties.GetProperty("partitionKey").GetProperty("paths").EnumerateArray().Select(p => p.GetString()![1..])];
        int? defaultTtl = properties.TryGetProperty("defaultTtl", out var ttl) && ttl.ValueKind == JsonValueKind.Number ? ttl.GetInt32() : null;
        composer = new ItemComposer(rid, defaultTtl);
    }

    /// <summary>As given out to clients.</summary>
    public JsonElement Properties { get; }

    public string Rid { get; }

    public IndexPolicy Indexes { get; }

    /// <summary>The physical partitions.</summary>
    public IReadOnlyList<KeyRange> Ranges { get; }

    public int KeyParts => partitionPaths.Count;

    /// <summary>The last write.</summary>
    public long Lsn => Interlocked.Read(ref lsn);

    /// <summary>The physical partition of a key.</summary>
    public KeyRange RangeOf(IReadOnlyList<string> partition) => Ranges.First(r => r.Holds(EffectivePartitionKey.Of(partition)));

    /// <summary>Applies the operations in order, all or none: the first failure undoes the rest, which fail with 424.</summary>
    public IReadOnlyList<ItemResult> Apply(IReadOnlyList<string> partition, IReadOnlyList<ItemOperation> operations)
    {
        lock (gate)
        {
            var key = string.Join('/', partition);
            var changed = partitions.GetValueOrDefault(key, Nothing).ToBuilder();
            Expire(changed);
            var write = lsn + 1;
            var results = new List<ItemResult>();
            foreach (var operation in operations)
            {
                var result = Apply(changed, partition, operation, write);
                if (!result.Succeeded)
                    return Undone(operations.Count, results, result);
                results.Add(result);
            }

            partitions[key] = changed.ToImmutable();
            lsn = write;
            return results;
        }
    }

    /// <summary>Every document of one partition, or of a part of the key space, in the order of creation.</summary>
    public IReadOnlyList<Item> Select(ItemScope scope)
    {
        lock (gate)
        {
            var chosen = scope.Partition is { } partition
                ? partitions.GetValueOrDefault(string.Join('/', partition), Nothing).Values
                : partitions.Values.Where(p => p.Count > 0 && scope.Holds(p.Values.First().Epk)).SelectMany(p => p.Values);
            var now = time.GetUtcNow();
            return [.. chosen.Where(i => i.Expires is null || i.Expires > now).OrderBy(i => i.Number)];
        }
    }

    private static ItemResult Found(Item item, int status, double charge) => new(status, item, charge);

    private static List<ItemResult> Undone(int count, List<ItemResult> before, ItemResult failure)
    {
        var results = before.Select(r => new ItemResult(424, null, r.Charge)).Append(failure).ToList();
        while (results.Count < count)
            results.Add(new ItemResult(424, null, 0));
        return results;
    }

    private ItemResult Apply(ImmutableDictionary<string, Item>.Builder items, IReadOnlyList<string> partition, ItemOperation operation, long write)
    {
        if (operation.Body.Length > ItemBytes)
            return new ItemResult(413, null, 1, Message: "Request size is too large");
        var draft = operation.Body.IsEmpty ? null : ItemDraft.Read(operation.Body, partitionPaths);
        if (draft is { Fault: { } fault })
            return new ItemResult(400, null, 1, fault.SubStatus, fault.Message);
        if (draft is not null && !draft.Partition.SequenceEqual(partition, StringComparer.Ordinal))
            return new ItemResult(400, null, 1, 1001, "PartitionKey extracted from document doesn't match the one specified in the header");
        var id = operation.Id ?? draft!.Id;
        var current = items.GetValueOrDefault(id);
        if (Refusal(operation, current) is { } refusal)
            return refusal;
        return operation.Action switch
        {
            ItemAction.Read => Found(current!, 200, Charges.Read(current!.Bytes)),
            ItemAction.Delete => Deleted(items, current!),
            _ => Written(items, partition, draft!, current, write),
        };
    }

    private static ItemResult? Refusal(ItemOperation operation, Item? current)
    {
        if (operation.Action == ItemAction.Create)
            return current is null ? null : new ItemResult(409, null, 1.6, Message: "Entity with the specified id already exists in the system.");
        if (current is null)
            return operation.Action == ItemAction.Upsert ? null : new ItemResult(404, null, 1, Message: "Entity with the specified id does not exist in the system.");
        return operation.IfMatch is { } etag && etag != "*" && etag != current.ETag
            ? new ItemResult(412, null, 1.2, Message: "One of the specified pre-condition is not met")
            : null;
    }

    private ItemResult Deleted(ImmutableDictionary<string, Item>.Builder items, Item current)
    {
        items.Remove(current.Id);
        return new ItemResult(204, null, Charges.Write(current.Bytes, Indexes.Paths));
    }

    private ItemResult Written(ImmutableDictionary<string, Item>.Builder items, IReadOnlyList<string> partition, ItemDraft draft, Item? current, long write)
    {
        var item = composer.Compose(draft, partition, current?.Number, write, time.GetUtcNow());
        items[item.Id] = item;
        return Found(item, current is null ? 201 : 200, Charges.Write(item.Bytes, Indexes.Paths));
    }

    private void Expire(ImmutableDictionary<string, Item>.Builder items)
    {
        var now = time.GetUtcNow();
        foreach (var item in items.Values.Where(i => i.Expires <= now).ToList())
            items.Remove(item.Id);
    }
}
