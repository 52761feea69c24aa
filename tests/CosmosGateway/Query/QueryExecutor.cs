using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Tests.CosmosGateway.Sql;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.CosmosGateway.Query;

/// <summary>One page of a query in one physical partition.</summary>
/// <param name="Documents">JSON array of the results.</param>
/// <param name="Count">How many.</param>
/// <param name="Continuation">Where to go on, or null.</param>
/// <param name="Charge">Request units.</param>
internal sealed record QueryPage(ReadOnlyMemory<byte> Documents, int Count, string? Continuation, double Charge);

/// <summary>Answers queries, as long as an index gives their order.</summary>
internal static class QueryExecutor
{
    private const int PageBytes = 4 * 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="SqlException">No index gives the order.</exception>
    public static QueryPage Run(ItemContainer container, ItemScope scope, QueryRequest request, string? continuation, int most)
    {
        var query = request.Query;
        container.Indexes.CheckOrder(query.Order);
        var found = container.Select(scope).Where(i => SqlEvaluator.Holds(query.Where, i.Body)).ToList();
        if (query.Counts)
            return Counted(query, found.Count);
        var keyed = found.Select(i => (Item: i, Key: SortKey.Of(i, query)))
            .Where(row => request.Resume is null || row.Key.IsFrom(request.Resume, query));
        if (continuation is not null)
        {
            var last = SortKey.Read(continuation);
            keyed = keyed.Where(row => row.Key.CompareTo(last, query) > 0);
        }

        var rows = keyed.ToList();
        rows.Sort((a, b) => a.Key.CompareTo(b.Key, query));
        return Page(query, rows, most);
    }

    private static QueryPage Counted(SqlQuery query, int count)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartArray();
            SqlEvaluator.Write(writer, query.Value!, default, count);
            writer.WriteEndArray();
        }

        return new QueryPage(stream.ToArray(), 1, null, Charges.Query(count, stream.Length));
    }

    private static QueryPage Page(SqlQuery query, List<(Item Item, SortKey Key)> rows, int most)
    {
        using var stream = new MemoryStream();
        var written = 0;
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartArray();
            foreach (var (item, _) in rows)
            {
                if (written == most || (written > 0 && writer.BytesCommitted + writer.BytesPending + item.Bytes > PageBytes))
                    break;
                Write(writer, query, item.Body);
                written++;
            }

            writer.WriteEndArray();
        }

        var continuation = written < rows.Count ? rows[written - 1].Key.Write() : null;
        return new QueryPage(stream.ToArray(), written, continuation, Charges.Query(written, stream.Length));
    }

    private static void Write(Utf8JsonWriter writer, SqlQuery query, JsonElement document)
    {
        if (query.Value is { } value)
        {
            SqlEvaluator.Write(writer, value, document, 0);
        }
        else if (query.Columns.Count == 0)
        {
            document.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            foreach (var column in query.Columns)
                SqlEvaluator.WriteMember(writer, column.Name, column.Value, document, 0);
            writer.WriteEndObject();
        }
    }
}
