using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Submissions;
using Platform.Functions.Http;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>What the operator of the platform looks at: what the sweeper found, what is in quarantine.</summary>
public sealed class OperationFunctions(Sweeper sweeper, IDocumentStore store, TimeProvider time)
{
    private const string Tag = "operations";

    [Function("ListSweeps")]
    [Requires(Operation.Operate)]
    [Describes(Tag, "清扫记录", "What the sweeper found and mended on a day", Answer = typeof(IReadOnlyList<SweepReport>), Query = "day")]
    public async Task<IActionResult> SweepsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/sweeps")] HttpRequest request)
    {
        var text = Answers.Query(request, "day");
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return text is not null && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            ? Answers.BadQuery("day", text)
            : Answers.Json(await sweeper.ReadAsync(day, request.HttpContext.RequestAborted).ConfigureAwait(false));
    }

    [Function("ListDeadLetters")]
    [Requires(Operation.Operate)]
    [Describes(Tag, "无法处理的报文", "Messages of the bus that the platform gave up, with the reason", Answer = typeof(Page<DeadMessage>), Query = "limit,continuation")]
    public Task<IActionResult> DeadLettersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/dead-letters")] HttpRequest request) => PageAsync<DeadMessage>(
            request, DocumentQuery.In(Containers.Operations, PartitionKey.Of(ExchangeDesk.DeadLetterPartition)).OfType(DeadMessage.DocumentType).OrderByDescending("at"));

    [Function("ListQuarantine")]
    [Requires(Operation.Operate)]
    [Describes(
        Tag, "隔离的文件", "Files that came without a ticket: archived, not processed; newest first", Answer = typeof(Page<QuarantinedBlob>),
        Query = "limit,continuation")]
    public Task<IActionResult> QuarantineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/quarantine")] HttpRequest request) => PageAsync<QuarantinedBlob>(
            request,
            DocumentQuery.In(Containers.Submissions, QuarantinedBlob.Partition).OfType(QuarantinedBlob.DocumentType).OrderByDescending("committedAt"));

    private async Task<IActionResult> PageAsync<T>(HttpRequest request, DocumentQuery all)
        where T : notnull
    {
        if (Answers.Limit(request) is not { } limit)
            return Answers.BadQuery("limit", Answers.Query(request, "limit"));
        var query = all.Take(limit);
        var continuation = Answers.Query(request, "continuation");
        if (!ContinuationToken.IsFor(query, continuation))
            return Answers.BadQuery("continuation", continuation);
        var page = await store.QueryAsync<T>(query.After(continuation), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(new Page<T>([.. page.Items.Select(item => item.Value)], page.Continuation));
    }
}
