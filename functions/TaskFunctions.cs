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
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Remaking;
using Platform.Orchestrations.Tasks;
using Platform.Orchestrations.Waking;
using Platform.Storage.Blobs;

namespace Platform.Functions;

/// <summary>Patches that the bureau passes on to a district.</summary>
/// <param name="District">Region code of a district inside the unit.</param>
/// <param name="Patches">Keys of patches without a standing answer.</param>
public sealed record SubDispatchOrder(string District, IReadOnlyList<string> Patches);

/// <summary>Patches that the bureau takes back from its districts.</summary>
public sealed record RecallOrder(IReadOnlyList<string> Patches);

/// <summary>A return by the province.</summary>
/// <param name="Reason">What has to be mended.</param>
/// <param name="Patches">Keys of the patches returned; absent: all that were answered.</param>
public sealed record ReturnOrder(string Reason, IReadOnlyList<string>? Patches);

/// <summary>More time.</summary>
public sealed record ExtendOrder(DateOnly DueDate, string Reason);

/// <summary>Another bureau.</summary>
public sealed record ReassignOrder(string Bureau, string Reason);

/// <summary>Verification tasks: the bureau's and the province's commands on them.</summary>
public sealed class TaskFunctions(TaskDesk tasks, TaskOrders orders, DerivedFiles files, LostFiles lost, IDocumentStore store)
{
    private const string Tag = "tasks";
    private const string One = "api/campaigns/{campaign}/tasks/{unit}";

    [Function("ListTasks")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "核查任务列表", "The tasks of a campaign that the caller may see", Answer = typeof(Page<VerificationTask>))]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}/tasks")] HttpRequest request, string campaign)
    {
        if (!KeyText.IsValid(campaign))
            return Answers.NotFound(campaign);
        var all = await tasks.ListAsync(campaign, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(new Page<VerificationTask>([.. all.Where(task => AccessPolicy.MaySee(request.Principal(), task.Unit))], null));
    }

    [Function("GetTask")]
    [Requires(Operation.ReadTask)]
    [Describes(Tag, "核查任务", "One task", Answer = typeof(VerificationTask))]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request, string campaign, string unit)
    {
        var task = await tasks.FindAsync(campaign, unit, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return task is null ? Answers.NotFound($"{campaign}/{unit}") : Answers.Stored(request, task.Value, task.ETag);
    }

    [Function("GetTaskPackage")]
    [Requires(Operation.ReadTask)]
    [Describes(Tag, "下载任务包", "The task package: GeoPackage, XLSX form, maps", MediaType = "application/zip")]
    public async Task<IActionResult> PackageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/package")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows)
    {
        if (await tasks.FindAsync(campaign, unit, request.HttpContext.RequestAborted).ConfigureAwait(false) is null)
            return Answers.NotFound($"{campaign}/{unit}");
        var content = await files.OpenAsync(DerivedPaths.Package(campaign, unit), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return content is null
            ? await lost.AnswerAsync(request, workflows, LostFile.Package(campaign, unit)).ConfigureAwait(false)
            : Answers.File(content, "application/zip", $"{campaign}-{unit}.zip");
    }

    [Function("GetTaskHistory")]
    [Requires(Operation.ReadTask)]
    [Describes(Tag, "任务经过", "The history of a task", Answer = typeof(Page<HistoryEntry>))]
    public async Task<IActionResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/history")] HttpRequest request, string campaign, string unit)
    {
        if (await tasks.FindAsync(campaign, unit, request.HttpContext.RequestAborted).ConfigureAwait(false) is not { } task)
            return Answers.NotFound($"{campaign}/{unit}");
        var query = DocumentQuery.In(Containers.Monitoring, task.Partition).OfType(HistoryEntry.DocumentType).OrderBy("at");
        var entries = new List<HistoryEntry>();
        await foreach (var entry in store.EnumerateAsync<HistoryEntry>(query, request.HttpContext.RequestAborted).ConfigureAwait(false))
            entries.Add(entry.Value);
        return Answers.Json(new Page<HistoryEntry>(entries, null));
    }

    [Function("ReceiveTask")]
    [Requires(Operation.WorkOnTask)]
    [Describes(Tag, "签收任务", "Receives the task", Answer = typeof(VerificationTask))]
    public Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/receive")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync(request, campaign, unit, workflows, new TaskCommand.Receive());

    [Function("SubDispatchTask")]
    [Requires(Operation.WorkOnTask)]
    [Describes(Tag, "转派区县", "Passes patches on to a district", Body = typeof(SubDispatchOrder), Answer = typeof(VerificationTask))]
    public Task<IActionResult> SubDispatchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/sub-dispatch")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync<SubDispatchOrder>(request, campaign, unit, workflows, body => orders.SubDispatchAsync(
            campaign, unit, body.District, body.Patches, request.HttpContext.RequestAborted));

    [Function("RecallTask")]
    [Requires(Operation.WorkOnTask)]
    [Describes(Tag, "收回转派", "Takes patches back from districts", Body = typeof(RecallOrder), Answer = typeof(VerificationTask))]
    public Task<IActionResult> RecallAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/recall")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync<RecallOrder>(request, campaign, unit, workflows, body => orders.RecallAsync(
            campaign, unit, body.Patches, request.HttpContext.RequestAborted));

    [Function("CheckTask")]
    [Requires(Operation.CheckTask)]
    [Describes(Tag, "局内校核", "The bureau's second person confirms the answers", Answer = typeof(VerificationTask))]
    public Task<IActionResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/check")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync(request, campaign, unit, workflows, () => orders.CheckAsync(campaign, unit, request.HttpContext.RequestAborted));

    [Function("SubmitTask")]
    [Requires(Operation.WorkOnTask)]
    [Describes(Tag, "上报核查结果", "Submits the answers to the province", Answer = typeof(VerificationTask))]
    public Task<IActionResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/submit")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync(request, campaign, unit, workflows, () => orders.SubmitAsync(campaign, unit, request.HttpContext.RequestAborted));

    [Function("ReturnTask")]
    [Requires(Operation.AuditTask)]
    [Describes(Tag, "退回", "Returns patches or the whole task with a reason", Body = typeof(ReturnOrder), Answer = typeof(VerificationTask))]
    public Task<IActionResult> ReturnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/return")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync<ReturnOrder>(request, campaign, unit, workflows, body => orders.ReturnAsync(
            campaign, unit, body.Reason, body.Patches, request.HttpContext.RequestAborted));

    [Function("AcceptTask")]
    [Requires(Operation.AuditTask)]
    [Describes(Tag, "审核通过", "Accepts all answers of the task", Answer = typeof(VerificationTask))]
    public Task<IActionResult> AcceptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/accept")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync(request, campaign, unit, workflows, () => orders.AcceptAsync(campaign, unit, request.HttpContext.RequestAborted));

    [Function("RemindTask")]
    [Requires(Operation.SteerTask)]
    [Describes(Tag, "催办", "Reminds the bureau", Answer = typeof(VerificationTask))]
    public Task<IActionResult> RemindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/remind")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync(request, campaign, unit, workflows, new TaskCommand.Remind());

    [Function("ExtendTask")]
    [Requires(Operation.SteerTask)]
    [Describes(Tag, "延期", "Gives the bureau more time", Body = typeof(ExtendOrder), Answer = typeof(VerificationTask))]
    public Task<IActionResult> ExtendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/extend")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync<ExtendOrder>(request, campaign, unit, workflows, body => orders.ExtendAsync(
            campaign, body.DueDate, body.Reason, request.HttpContext.RequestAborted));

    [Function("ReassignTask")]
    [Requires(Operation.SteerTask)]
    [Describes(Tag, "改派", "Gives the task to another bureau", Body = typeof(ReassignOrder), Answer = typeof(VerificationTask))]
    public Task<IActionResult> ReassignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/reassign")] HttpRequest request,
        string campaign, string unit, [DurableClient] DurableTaskClient workflows) =>
        ApplyAsync<ReassignOrder>(request, campaign, unit, workflows, body => orders.ReassignAsync(
            campaign, body.Bureau, body.Reason, request.HttpContext.RequestAborted));

    private Task<IActionResult> ApplyAsync(
        HttpRequest request, string campaign, string unit, DurableTaskClient workflows, TaskCommand command) =>
        ApplyAsync(request, campaign, unit, workflows, () => Task.FromResult<Result<TaskCommand>>(command));

    private async Task<IActionResult> ApplyAsync<TBody>(
        HttpRequest request, string campaign, string unit, DurableTaskClient workflows, Func<TBody, Task<Result<TaskCommand>>> command)
        where TBody : notnull
    {
        var body = await Answers.BodyAsync<TBody>(request).ConfigureAwait(false);
        return body.Succeeded
            ? await ApplyAsync(request, campaign, unit, workflows, () => command(body.Value)).ConfigureAwait(false)
            : Answers.Refuse(body.Refusal);
    }

    private async Task<IActionResult> ApplyAsync(
        HttpRequest request, string campaign, string unit, DurableTaskClient workflows, Func<Task<Result<TaskCommand>>> command)
    {
        var wanted = await command().ConfigureAwait(false);
        if (!wanted.Succeeded)
            return Answers.Refuse(wanted.Refusal);
        var cancellation = request.HttpContext.RequestAborted;
        var applied = await tasks.ApplyAsync(campaign, unit, wanted.Value, request.Principal().Subject, Answers.IfMatch(request), cancellation)
            .ConfigureAwait(false);
        if (applied.Succeeded)
            await WakeUpCall.AfterCommandAsync(request, stop => workflows.WakeAsync(Instances.OfTask(campaign, unit), stop)).ConfigureAwait(false);
        return Answers.From(applied, task => Answers.Stored(request, task.Value, task.ETag));
    }
}
