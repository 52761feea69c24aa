using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.CosmosGateway.Http;

/// <summary>The row format in which the SDK sends batches and reads their results; its schema is the one inside the SDK.</summary>
internal static class BatchFormat
{
    // Numbers of operations in the SDK's protocol.
    private const int Create = 0, Read = 2, Delete = 4, Replace = 5, Upsert = 20;

    private static readonly Namespace Schemas = ReadSchemas();
    private static readonly LayoutResolverNamespace Layouts = new(Schemas, null);
    private static readonly Layout ResultLayout = Layouts.Resolve(Schemas.Schemas.Find(s => s.Name == "BatchResult")!.SchemaId);

    public static async Task<List<ItemOperation>> ReadAsync(Stream body)
    {
        var operations = new List<ItemOperation>();
        var outcome = await body.ReadRecordIOAsync(
            (ReadOnlyMemory<byte> record) =>
            {
                var reader = new RowReader(record, HybridRowVersion.V1, Layouts);
                operations.Add(ReadOperation(ref reader));
                return Result.Success;
            },
            null,
            new MemorySpanResizer<byte>((int)Math.Max(1, body.Length))).ConfigureAwait(false);
        return outcome == Result.Success ? operations : throw new InvalidDataException($"The batch cannot be read: {outcome}.");
    }

    public static async Task<byte[]> WriteAsync(IReadOnlyList<ItemResult> results)
    {
        using var stream = new MemoryStream();
        var buffer = new MemorySpanResizer<byte>(512);
        var outcome = await stream.WriteRecordIOAsync(
            default(Segment),
            (long index, out ReadOnlyMemory<byte> record) =>
            {
                record = default;
                if (index >= results.Count)
                    return Result.Success;
                var row = new RowBuffer(buffer.Memory.Length, buffer);
                row.InitLayout(HybridRowVersion.V1, ResultLayout, Layouts);
                var written = RowWriter.WriteBuffer(ref row, results[(int)index], WriteResult);
                record = buffer.Memory[..row.Length];
                return written;
            }).ConfigureAwait(false);
        return outcome == Result.Success ? stream.ToArray() : throw new InvalidDataException($"The results cannot be written: {outcome}.");
    }

    private static Namespace ReadSchemas()
    {
        using var stream = typeof(CosmosClient).Assembly.GetManifestResourceStream("Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json")!;
        using var reader = new StreamReader(stream);
        return Namespace.Parse(reader.ReadToEnd());
    }

    private static ItemOperation ReadOperation(ref RowReader reader)
    {
        var (kind, id, ifMatch) = (-1, (string?)null, (string?)null);
        byte[] body = [];
        while (reader.Read())
        {
            switch (reader.Path.ToString())
            {
                case "operationType":
                    reader.ReadInt32(out kind);
                    break;
                case "id":
                    reader.ReadString(out id);
                    break;
                case "resourceBody":
                    reader.ReadBinary(out body);
                    break;
                case "ifMatch":
                    reader.ReadString(out ifMatch);
                    break;
            }
        }

        return new ItemOperation(ActionOf(kind), id, body, ifMatch);
    }

    private static ItemAction ActionOf(int kind) => kind switch
    {
        Create => ItemAction.Create,
        Read => ItemAction.Read,
        Delete => ItemAction.Delete,
        Replace => ItemAction.Replace,
        Upsert => ItemAction.Upsert,
        _ => throw new InvalidDataException($"Operation {kind} in a batch is not understood by this stand-in."),
    };

    private static Result WriteResult(ref RowWriter writer, TypeArgument type, ItemResult result)
    {
        var outcome = writer.WriteInt32("statusCode", result.Status);
        if (outcome == Result.Success)
            outcome = writer.WriteInt32("subStatusCode", result.SubStatus);
        if (outcome == Result.Success && result.Item is { } item)
            outcome = writer.WriteString("eTag", item.ETag);
        if (outcome == Result.Success)
            outcome = writer.WriteFloat64("requestCharge", result.Charge);
        return outcome;
    }
}
