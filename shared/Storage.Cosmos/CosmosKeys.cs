using Microsoft.Azure.Cosmos;
using CosmosKey = Microsoft.Azure.Cosmos.PartitionKey;
using PartitionKey = Platform.Domain.Documents.PartitionKey;

namespace Platform.Storage.Cosmos;

/// <summary>Partition keys in the SDK's form.</summary>
internal static class CosmosKeys
{
    /// <summary>A full key, or the beginning of one.</summary>
    public static CosmosKey Of(PartitionKey partition)
    {
        var key = new PartitionKeyBuilder();
        foreach (var part in partition.Parts)
            key.Add(part);
        return key.Build();
    }
}
