using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain;
using Platform.Domain.Access;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Messaging;
using Platform.Findings;
using Platform.Functions.Http;
using Platform.Storage.Webhooks;

namespace Platform.Functions;

/// <summary>Messages of other departments: signed posts in, and the record of both directions.</summary>
public sealed class ExchangeFunctions(IReadOnlyList<Department> departments, IMessageBus bus, IDocumentStore store, TimeProvider time)
{
    private const string Tag = "exchange";
    private const int MostBytes = 200 * 1024;

    /// <summary>Where the signature is the sign-in. Durable on return: the message is on the bus.</summary>
    [Function("PostDepartmentMessage")]
    [Requires(Operation.Anonymous)]
    [Describes(Tag, "部门报文", "A department's signed CloudEvent; its receipt follows on the topic 'exchange'", Body = typeof(CloudEvent), Answer = typeof(ExchangeReceipt))]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/exchange/messages")] HttpRequest request)
    {
        if (await BodyAsync(request).ConfigureAwait(false) is not { } body)
            return Answers.Refuse(new Refusal(RefusalKind.Invalid, HttpFindings.BodyInvalid.At(Location.Whole, $"> {MostBytes / 1024} KiB")));
        var read = ExchangeDesk.Read(System.Text.Encoding.UTF8.GetString(body));
        if (!read.Succeeded)
            return Answers.Refuse(read.Refusal);
        var sender = departments.FirstOrDefault(department => department.Code == ExchangeDesk.DepartmentOf(read.Value));
        if ((sender is null ? read.Value.Source : FlawOf(request, sender, body)) is { } flaw)
            return new ProblemResult(Problem.Of(401, "Not signed in", ExchangeFindings.Unsigned.At(Location.Whole, flaw)));
        await bus.PublishAsync(PlatformTopics.Incoming, sender!.Code, read.Value, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(new { message = read.Value.Id, acceptedAt = time.GetUtcNow() }, StatusCodes.Status202Accepted);
    }

    [Function("ListDepartmentMessages")]
    [Requires(Operation.ReadExchange)]
    [Describes(Tag, "部门来文记录", "What a department sent in, newest first", Answer = typeof(Page<ExchangeMessage>), Query = "limit,continuation")]
    public Task<IActionResult> MessagesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exchange/{department}/messages")] HttpRequest request, string department) =>
        PageAsync<ExchangeMessage>(request, ExchangeMessage.DocumentType, department);

    [Function("ListDepartmentDeliveries")]
    [Requires(Operation.ReadExchange)]
    [Describes(Tag, "发往部门的回执", "How deliveries to a department ended, newest first", Answer = typeof(Page<DeliveryReceipt>), Query = "limit,continuation")]
    public Task<IActionResult> DeliveriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/exchange/{department}/deliveries")] HttpRequest request, string department) =>
        PageAsync<DeliveryReceipt>(request, DeliveryReceipt.DocumentType, department);

    private async Task<IActionResult> PageAsync<T>(HttpRequest request, string type, string department)
        where T : notnull
    {
        if (!KeyText.IsValid(department))
            return Answers.NotFound(department);
        if (Answers.Limit(request) is not { } limit)
            return Answers.BadQuery("limit", Answers.Query(request, "limit"));
        var query = ExchangeDesk.NewestFirst(type, department).Take(limit);
        var continuation = Answers.Query(request, "continuation");
        if (!ContinuationToken.IsFor(query, continuation))
            return Answers.BadQuery("continuation", continuation);
        var page = await store.QueryAsync<T>(query.After(continuation), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(new Page<T>([.. page.Items.Select(item => item.Value)], page.Continuation));
    }

    private string? FlawOf(HttpRequest request, Department sender, byte[] body) => WebhookSignature.Flaw(
        sender.Secret, request.Headers[WebhookSignature.IdHeader], request.Headers[WebhookSignature.TimestampHeader],
        request.Headers[WebhookSignature.SignatureHeader], body, time.GetUtcNow());

    private static async Task<byte[]?> BodyAsync(HttpRequest request)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            if (read.Length + count > MostBytes)
                return null;
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
