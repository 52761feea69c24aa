using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>A stored document.</summary>
/// <param name="Partition">Its partition key parts.</param>
/// <param name="Epk">Where it lies in the key space.</param>
/// <param name="Id">Unique in its partition.</param>
/// <param name="Number">Place in the order of creation.</param>
/// <param name="ETag">Version, with its quotes.</param>
/// <param name="Lsn">The write that made this version; a batch is one write.</param>
/// <param name="Expires">When it goes by itself, or null.</param>
/// <param name="Body">As it is given out, with the database's own members.</param>
/// <param name="Bytes">Size of the body.</param>
internal sealed record Item(
    IReadOnlyList<string> Partition, string Epk, string Id, ulong Number, string ETag, long Lsn, DateTimeOffset? Expires, JsonElement Body, int Bytes);

/// <summary>What to do with one document.</summary>
internal enum ItemAction
{
    Create,
    Read,
    Replace,
    Upsert,
    Delete,
}

/// <summary>One operation on a document.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Id">Its id; for create and upsert the one in the body counts.</param>
/// <param name="Body">JSON, for writes.</param>
/// <param name="IfMatch">ETag that has to be current, or null.</param>
internal sealed record ItemOperation(ItemAction Action, string? Id, ReadOnlyMemory<byte> Body, string? IfMatch);

/// <summary>How an operation ended.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Item">The document read or written; null otherwise.</param>
/// <param name="Charge">Request units.</param>
/// <param name="SubStatus">Cosmos DB's own code.</param>
/// <param name="Message">Why it failed.</param>
internal sealed record ItemResult(int Status, Item? Item, double Charge, int SubStatus = 0, string Message = "")
{
    public bool Succeeded => Status < 400;
}
