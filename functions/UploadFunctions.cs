using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain;
using Platform.Domain.Access;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Functions.Http;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Remaking;
using Platform.Storage.Blobs;

namespace Platform.Functions;

/// <summary>Where and how to upload.</summary>
/// <param name="Ticket">The ticket's id.</param>
/// <param name="UploadUrl">Put the bytes here, straight into the storage.</param>
/// <param name="Method">Always PUT.</param>
/// <param name="Headers">Headers that the storage needs.</param>
/// <param name="ContentUrl">Put the bytes here where the storage is out of reach.</param>
/// <param name="ExpiresAt">When the ticket ends.</param>
/// <param name="MaxBytes">Most bytes of this kind of upload.</param>
public sealed record TicketView(
    string Ticket, string UploadUrl, string Method, IReadOnlyDictionary<string, string> Headers, string ContentUrl, DateTimeOffset ExpiresAt, long MaxBytes);

/// <summary>A ticket with its receipts.</summary>
public sealed record UploadView(
    string Ticket, SubmissionKind Kind, string Profile, string? Campaign, string? Unit, string? District, string? Role, string Name, long Size, string CreatedBy,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, IReadOnlyList<Attempt> Attempts);

/// <summary>Uploads: tickets, receipts, findings.</summary>
public sealed class UploadFunctions(TicketDesk tickets, UploadReader uploads, UploadContainer container, DerivedFiles files, LostFiles lost)
{
    private const string Tag = "uploads";
    private const string One = "api/uploads/{ticket}";

    [Function("RequestUpload")]
    [Requires(Operation.RequestUpload)]
    [Describes(Tag, "申请上传", "Asks for an upload ticket", Body = typeof(TicketRequest), Answer = typeof(TicketView), Status = 201)]
    public async Task<IActionResult> RequestAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/uploads")] HttpRequest request)
    {
        var body = await Answers.BodyAsync<TicketRequest>(request).ConfigureAwait(false);
        if (!body.Succeeded)
            return Answers.Refuse(body.Refusal);
        var needed = body.Value.Kind switch
        {
            SubmissionKind.Layer => Operation.UploadLayer,
            SubmissionKind.Patches => Operation.ManageCampaign,
            _ => Operation.UploadAnswers,
        };
        if (!AccessPolicy.Allows(request.Principal(), needed, new AccessTarget(body.Value.Unit, District: body.Value.District)))
            return Answers.Refuse(new Refusal(RefusalKind.Forbidden, HttpFindings.NotAllowed.At(Location.Whole, needed)));
        var ticket = await tickets.RequestAsync(body.Value, request.Principal(), request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (!ticket.Succeeded)
            return Answers.Refuse(ticket.Refusal);
        var url = await container.UploadUrlAsync(ticket.Value, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(View(request, ticket.Value, url), 201);
    }

    [Function("PutUploadContent")]
    [Requires(Operation.ReadUpload)]
    [Describes(Tag, "经本接口上传", "Streams the bytes through the API", Status = 202)]
    public async Task<IActionResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One + "/content")] HttpRequest request, string ticket)
    {
        var found = await tickets.FindAsync(ticket, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (found is null || found.CreatedBy != request.Principal().Subject)
            return Answers.NotFound(ticket);
        await container.PutAsync(found, request.Body, request.HttpContext.RequestAborted).ConfigureAwait(false);
        request.HttpContext.Response.Headers.Location = $"/api/uploads/{ticket}";
        return new StatusCodeResult(202);
    }

    [Function("ListUploads")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "上传列表", "Uploads that the caller may see, newest first", Answer = typeof(Page<UploadView>), Query = "campaign,unit,kind,limit,continuation")]
    public async Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/uploads")] HttpRequest request)
    {
        if (Answers.Limit(request) is not { } limit)
            return Answers.BadQuery("limit", Answers.Query(request, "limit"));
        var kind = Answers.Query(request, "kind");
        if (kind is not null && !Enum.TryParse<SubmissionKind>(kind, ignoreCase: true, out _))
            return Answers.BadQuery("kind", kind);
        var filter = new UploadFilter(Answers.Query(request, "campaign"), Answers.Query(request, "unit"), kind?.ToLowerInvariant());
        var continuation = Answers.Query(request, "continuation");
        var page = await uploads.ListAsync(filter, limit, continuation, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return page is null
            ? Answers.BadQuery("continuation", continuation)
            : Answers.Json(new Page<UploadView>([.. page.Items.Where(u => MaySee(request, u.Ticket)).Select(View)], page.Continuation));
    }

    [Function("GetUpload")]
    [Requires(Operation.ReadUpload)]
    [Describes(Tag, "上传回执", "A ticket with its receipts", Answer = typeof(UploadView))]
    public async Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request, string ticket) =>
        await FindAsync(request, ticket).ConfigureAwait(false) is { } upload ? Answers.Json(View(upload)) : Answers.NotFound(ticket);

    [Function("GetUploadFindings")]
    [Requires(Operation.ReadUpload)]
    [Describes(Tag, "检查意见", "What is wrong with an upload", Answer = typeof(Page<Finding>), Query = "continuation")]
    public async Task<IActionResult> FindingsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/attempts/{attempt}/findings")] HttpRequest request, string ticket, string attempt)
    {
        if (await FindAsync(request, ticket).ConfigureAwait(false) is not { } upload || upload.Attempts.All(a => a.Id != attempt))
            return Answers.NotFound($"{ticket}/{attempt}");
        var text = Answers.Query(request, "continuation") ?? "0";
        if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return Answers.BadQuery("continuation", text);
        var (page, more) = await uploads.FindingsAsync(ticket, attempt, number, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var next = more ? (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return Answers.Json(new Page<Finding>(page, next));
    }

    [Function("GetMarkedForm")]
    [Requires(Operation.ReadUpload)]
    [Describes(
        Tag, "带批注的核查表", "The bureau's answers with refused rows marked, in the kind of file in which they came", MediaType = "application/octet-stream")]
    public async Task<IActionResult> MarkedFormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/attempts/{attempt}/marked-form")] HttpRequest request, string ticket, string attempt,
        [DurableClient] DurableTaskClient workflows)
    {
        if (await FindAsync(request, ticket).ConfigureAwait(false) is not { } upload
            || upload.Attempts.SingleOrDefault(a => a.Id == attempt)?.MarkedForm is not { } kind)
        {
            return Answers.NotFound($"{ticket}/{attempt}");
        }

        var content = await files.OpenAsync(DerivedPaths.MarkedForm(attempt, kind), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return content is null
            ? await lost.AnswerAsync(request, workflows, LostFile.MarkedForm(upload.Ticket.Campaign!, new UploadKey(ticket, attempt))).ConfigureAwait(false)
            : Answers.File(content, kind.MediaType(), "marked-form" + kind.Extension());
    }

    private async Task<Upload?> FindAsync(HttpRequest request, string ticket)
    {
        var upload = await uploads.FindAsync(ticket, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return upload is not null && MaySee(request, upload.Ticket) ? upload : null;
    }

    private static bool MaySee(HttpRequest request, Ticket ticket) =>
        AccessPolicy.Allows(request.Principal(), Operation.ReadUpload, new AccessTarget(ticket.Unit, ticket.CreatedBy, ticket.District));

    private static TicketView View(HttpRequest request, Ticket ticket, Uri url) => new(
        ticket.Id,
        url.AbsoluteUri,
        "PUT",
        new Dictionary<string, string> { ["x-ms-blob-type"] = "BlockBlob" },
        $"{request.Scheme}://{request.Host}/api/uploads/{ticket.Id}/content",
        ticket.ExpiresAt,
        UploadLimits.Of(ticket.Kind));

    private static UploadView View(Upload upload)
    {
        var t = upload.Ticket;
        return new(t.Id, t.Kind, t.Profile, t.Campaign, t.Unit, t.District, t.Role, t.Name, t.Size, t.CreatedBy, t.CreatedAt, t.ExpiresAt, upload.Attempts);
    }
}
