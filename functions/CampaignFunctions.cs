using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Functions.Http;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>The order to issue.</summary>
/// <param name="DueDate">Last day for answers; by the profile's deadline unless given.</param>
public sealed record IssueOrder(DateOnly? DueDate);

/// <summary>The order to close.</summary>
/// <param name="Reason">Mandatory while tasks are outstanding.</param>
public sealed record CloseOrder(string? Reason);

/// <summary>Campaigns: open, issue, close, watch.</summary>
public sealed class CampaignFunctions(CampaignDesk campaigns, IssueDesk issues, ProgressReader progress)
{
    private const string Tag = "campaigns";

    [Function("CreateCampaign")]
    [Requires(Operation.ManageCampaign)]
    [Describes(Tag, "新建监测期", "Opens a campaign", Body = typeof(NewCampaign), Answer = typeof(Campaign), Status = 201)]
    public async Task<IActionResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns")] HttpRequest request, [DurableClient] DurableTaskClient workflows)
    {
        var body = await Answers.BodyAsync<NewCampaign>(request).ConfigureAwait(false);
        if (!body.Succeeded)
            return Answers.Refuse(body.Refusal);
        var created = await campaigns.CreateAsync(body.Value, request.Principal().Subject, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (created.Succeeded)
        {
            await WakeUpCall.AfterCommandAsync(request, stop => workflows.StartCampaignAsync(created.Value.Value.Id, stop)).ConfigureAwait(false);
            request.HttpContext.Response.Headers.Location = $"/api/campaigns/{created.Value.Value.Id}";
        }

        return Answers.From(created, c => Answers.Stored(request, c.Value, c.ETag, 201));
    }

    [Function("ListCampaigns")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "监测期列表", "Campaigns, newest first", Answer = typeof(Page<Campaign>), Query = "limit,continuation")]
    public async Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns")] HttpRequest request)
    {
        if (Answers.Limit(request) is not { } limit)
            return Answers.BadQuery("limit", Answers.Query(request, "limit"));
        var continuation = Answers.Query(request, "continuation");
        if (!ContinuationToken.IsFor(CampaignDesk.All(), continuation))
            return Answers.BadQuery("continuation", continuation);
        var page = await campaigns.ListAsync(limit, continuation, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(new Page<Campaign>([.. page.Items.Select(c => c.Value)], page.Continuation));
    }

    [Function("GetCampaign")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "监测期", "One campaign", Answer = typeof(Campaign))]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}")] HttpRequest request, string campaign)
    {
        var stored = await campaigns.FindAsync(campaign, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return stored is null ? Answers.NotFound(campaign) : Answers.Stored(request, stored.Value, stored.ETag);
    }

    [Function("IssueCampaign")]
    [Requires(Operation.ManageCampaign)]
    [Describes(Tag, "下发核查任务", "Orders the issue of the verification tasks", Body = typeof(IssueOrder), Answer = typeof(Campaign), Status = 202)]
    public async Task<IActionResult> IssueAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{campaign}/issue")] HttpRequest request,
        string campaign,
        [DurableClient] DurableTaskClient workflows)
    {
        var body = await Answers.BodyAsync<IssueOrder>(request).ConfigureAwait(false);
        if (!body.Succeeded)
            return Answers.Refuse(body.Refusal);
        var issued = await issues.OrderAsync(
            campaign, body.Value.DueDate, request.Principal().Subject, Answers.IfMatch(request), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return await AcceptedAsync(request, workflows, issued).ConfigureAwait(false);
    }

    [Function("CloseCampaign")]
    [Requires(Operation.ManageCampaign)]
    [Describes(Tag, "结束监测期", "Closes a campaign before every task is accepted", Body = typeof(CloseOrder), Answer = typeof(Campaign), Status = 202)]
    public async Task<IActionResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/campaigns/{campaign}/close")] HttpRequest request,
        string campaign,
        [DurableClient] DurableTaskClient workflows)
    {
        var body = await Answers.BodyAsync<CloseOrder>(request).ConfigureAwait(false);
        if (!body.Succeeded)
            return Answers.Refuse(body.Refusal);
        var closed = await issues.CloseAsync(
            campaign, body.Value.Reason, request.Principal().Subject, Answers.IfMatch(request), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return await AcceptedAsync(request, workflows, closed).ConfigureAwait(false);
    }

    [Function("GetProgress")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "监测期进度", "Progress by unit", Answer = typeof(Progress))]
    public async Task<IActionResult> ProgressAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}/progress")] HttpRequest request, string campaign)
    {
        var read = await progress.ReadAsync(campaign, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return read is null ? Answers.NotFound(campaign) : Answers.Json(read);
    }

    private static async Task<IActionResult> AcceptedAsync(HttpRequest request, DurableTaskClient workflows, Result<Stored<Campaign>> changed)
    {
        if (changed.Succeeded)
            await WakeUpCall.AfterCommandAsync(request, stop => workflows.WakeAsync(Instances.OfCampaign(changed.Value.Value.Id), stop)).ConfigureAwait(false);
        return Answers.From(changed, c => Answers.Stored(request, c.Value, c.ETag, 202));
    }
}
