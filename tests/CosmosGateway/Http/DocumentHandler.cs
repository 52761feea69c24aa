using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Tests.CosmosGateway.Query;
using Platform.Tests.CosmosGateway.Sql;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.CosmosGateway.Http;

/// <summary>Answers requests for documents: point operations, batches, queries, the change feed.</summary>
internal static class DocumentHandler
{
    private const int BatchOperations = 100;
    private const int BatchBytes = 2_202_010;
    private const int PageItems = 100;

    public static async Task<GatewayAnswer> AnswerAsync(GatewayCallKind kind, ItemContainer container, string? id, HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body).ConfigureAwait(false);
        body.Position = 0;
        try
        {
            return kind switch
            {
                GatewayCallKind.QueryPlan => new GatewayAnswer(200, QueryPlan.Of(QueryRequest.Read(Json(body)).Query)) { Charge = 1 },
                GatewayCallKind.Query => Query(container, request, QueryRequest.Read(Json(body))),
                GatewayCallKind.Batch => await BatchAsync(container, request, body).ConfigureAwait(false),
                GatewayCallKind.ChangeFeed => ChangeFeed(container, request),
                _ => One(container, id, request, body.ToArray()),
            };
        }
        catch (SqlException e)
        {
            return GatewayAnswer.Error(400, $"{{\"errors\":[{{\"severity\":\"Error\",\"message\":{JsonSerializer.Serialize(e.Message)}}}]}}");
        }
        catch (InvalidDataException e)
        {
            return GatewayAnswer.Error(400, e.Message);
        }
    }

    private static JsonElement Json(MemoryStream body) => JsonSerializer.Deserialize<JsonElement>(body);

    private static GatewayAnswer One(ItemContainer container, string? id, HttpRequest request, byte[] body)
    {
        var action = request.Method switch
        {
            "GET" => ItemAction.Read,
            "PUT" => ItemAction.Replace,
            "DELETE" => ItemAction.Delete,
            _ => IsTrue(request, "x-ms-documentdb-is-upsert") ? ItemAction.Upsert : ItemAction.Create,
        };
        if (FullKey(container, request) is not { } partition)
            return GatewayAnswer.Error(400, "The partition key supplied in x-ms-partitionkey header has fewer components than defined in the the collection.", 1001);
        var operation = new ItemOperation(action, id, body, request.Headers.IfMatch.FirstOrDefault());
        var result = container.Apply(partition, [operation])[0];
        if (!result.Succeeded)
            return Placed(GatewayAnswer.Error(result.Status, result.Message, result.SubStatus) with { Charge = result.Charge }, container, partition);
        var minimal = action is not ItemAction.Read && request.Headers["Prefer"] == "return=minimal";
        var content = result.Item is { } item && !minimal ? Encoding.UTF8.GetBytes(item.Body.GetRawText()) : [];
        return Placed(new GatewayAnswer(result.Status, content) { Charge = result.Charge }.With("etag", result.Item?.ETag), container, partition);
    }

    private static async Task<GatewayAnswer> BatchAsync(ItemContainer container, HttpRequest request, MemoryStream body)
    {
        if (!IsTrue(request, "x-ms-cosmos-batch-atomic"))
            return GatewayAnswer.Error(400, "Batches that are not atomic are not understood by this stand-in.");
        if (body.Length > BatchBytes)
            return GatewayAnswer.Error(413, "Request size is too large");
        if (FullKey(container, request) is not { } partition)
            return GatewayAnswer.Error(400, "A batch needs a full partition key.", 1001);
        var operations = await BatchFormat.ReadAsync(body).ConfigureAwait(false);
        if (operations.Count > BatchOperations)
            return GatewayAnswer.Error(400, "Batch request has more operations than what is supported.");
        var results = container.Apply(partition, operations);
        var answer = new GatewayAnswer(results.All(r => r.Succeeded) ? 200 : 207, await BatchFormat.WriteAsync(results).ConfigureAwait(false))
        {
            Charge = results.Sum(r => r.Charge),
        };
        return Placed(answer, container, partition);
    }

    private static GatewayAnswer Query(ItemContainer container, HttpRequest request, QueryRequest query)
    {
        var scope = Scope(container, request);
        var continuation = request.Headers["x-ms-continuation"].FirstOrDefault();
        var page = QueryExecutor.Run(container, scope, query, continuation, Most(request));
        return Feed(container, page.Documents, page.Count) with { Charge = page.Charge } is var answer
            ? answer.With("x-ms-continuation", page.Continuation).With("x-ms-session-token", Session(container, scope.Range))
            : answer;
    }

    /// <summary>The latest form of every document written after the etag, in the order of writing; what one batch wrote comes on one page.</summary>
    private static GatewayAnswer ChangeFeed(ItemContainer container, HttpRequest request)
    {
        var scope = Scope(container, request);
        var etag = request.Headers.IfNoneMatch.FirstOrDefault();
        var after = etag is null ? 0 : etag == "*" ? container.Lsn : long.Parse(etag.Trim('"'), CultureInfo.InvariantCulture);
        var changed = container.Select(scope).Where(i => i.Lsn > after).OrderBy(i => i.Lsn).ThenBy(i => i.Number).ToList();
        var last = changed.Count > Most(request) ? changed[Most(request) - 1].Lsn : changed.Count > 0 ? changed[^1].Lsn : after;
        var page = changed.TakeWhile(i => i.Lsn <= last).ToList();
        var next = $"\"{last.ToString(CultureInfo.InvariantCulture)}\"";
        if (page.Count == 0)
            return new GatewayAnswer(304, default) { Charge = 1 }.With("etag", next).With("x-ms-item-count", "0");
        var documents = Encoding.UTF8.GetBytes($"[{string.Join(',', page.Select(i => i.Body.GetRawText()))}]");
        return (Feed(container, documents, page.Count) with { Charge = Charges.Query(page.Count, documents.Length) }).With("etag", next);
    }

    private static GatewayAnswer Feed(ItemContainer container, ReadOnlyMemory<byte> documents, int count)
    {
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"{{\"_rid\":\"{container.Rid}\",\"Documents\":"), .. documents.Span, .. Encoding.UTF8.GetBytes($",\"_count\":{count}}}"),
        ];
        return new GatewayAnswer(200, body).With("x-ms-item-count", $"{count}");
    }

    private static GatewayAnswer Placed(GatewayAnswer answer, ItemContainer container, IReadOnlyList<string> partition) =>
        answer.With("x-ms-session-token", Session(container, container.RangeOf(partition)));

    private static string Session(ItemContainer container, KeyRange range) => $"{range.Id}:-1#{container.Lsn}";

    // Where a request may look: in one partition, or in (a part of) one physical partition; a gateway that is asked for more refuses.
    private static ItemScope Scope(ItemContainer container, HttpRequest request)
    {
        if (FullKey(container, request) is { } partition)
            return new ItemScope(container.RangeOf(partition), partition);
        var range = request.Headers["x-ms-documentdb-partitionkeyrangeid"].FirstOrDefault()?.Split(',')[^1];
        return container.Ranges.FirstOrDefault(r => r.Id == range) is { } known
            ? new ItemScope(known, null, request.Headers["x-ms-start-epk"].FirstOrDefault(), request.Headers["x-ms-end-epk"].FirstOrDefault())
            : throw new InvalidDataException("Cross partition query is required but disabled: neither a partition key nor a physical partition was named.");
    }

    private static string[]? FullKey(ItemContainer container, HttpRequest request)
    {
        var parts = request.Headers["x-ms-documentdb-partitionkey"].FirstOrDefault() is { } text ? JsonSerializer.Deserialize<string[]>(text)! : [];
        return parts.Length == container.KeyParts ? parts : null;
    }

    private static int Most(HttpRequest request) =>
        int.TryParse(request.Headers["x-ms-max-item-count"].FirstOrDefault(), CultureInfo.InvariantCulture, out var most) && most > 0 ? most : PageItems;

    private static bool IsTrue(HttpRequest request, string header) => string.Equals(request.Headers[header], "true", StringComparison.OrdinalIgnoreCase);
}
