using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Submissions;
using Platform.Functions.Http;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>What the operator of the platform looks at: what the sweeper found, what was given up, what is in quarantine.</summary>
public sealed class OperationFunctions(Sweeper sweeper, MessageIntake intake, IDocumentStore store, TimeProvider time)
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
    [Describes(
        Tag, "已放弃的报文", "Messages that were given up, to the platform or to departments, with the reason; newest first", Answer = typeof(Page<DeadMessage>),
        Query = "limit,continuation")]
    public Task<IActionResult> DeadLettersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/dead-letters")] HttpRequest request) =>
        PageAsync<DeadMessage>(request, DeadLetterDesk.Waiting);

    [Function("RedriveDeadLetter")]
    [Requires(Operation.Operate)]
    [Describes(
        Tag, "重新处理已放弃的报文", "Has a message that was given up handled or delivered again; ordered again, it gives the same receipt", Answer = typeof(RedriveReceipt))]
    public async Task<IActionResult> RedriveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/operations/dead-letters/{topic}/{subscription}/{message}/redrive")] HttpRequest request,
        string topic, string subscription, string message, [DurableClient] DurableTaskClient workflows)
    {
        var by = request.Principal().Subject;
        var redriven = await intake.RedriveAsync(topic, subscription, message, by, workflows, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.From(redriven, receipt => Answers.Json(receipt));
    }

    [Function("ListRedrives")]
    [Requires(Operation.Operate)]
    [Describes(
        Tag, "重新处理的回执", "Receipts of messages that were handled or delivered again, newest first", Answer = typeof(Page<RedriveReceipt>),
        Query = "limit,continuation")]
    public Task<IActionResult> RedrivesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/redrives")] HttpRequest request) =>
        PageAsync<RedriveReceipt>(request, DeadLetterDesk.Receipts);

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
