using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Lineage;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Findings;
using Platform.Functions.Http;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Remaking;
using Platform.Storage.Blobs;

namespace Platform.Functions;

/// <summary>The published report and what its figures rest on.</summary>
public sealed class ReportFunctions(CampaignDesk campaigns, LineageReader lineage, DerivedFiles files, LostFiles lost, IDocumentStore store)
{
    private const string Tag = "report";
    private const string Report = "api/campaigns/{campaign}/report";

    [Function("GetReport")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "监测报告（JSON）", "report.json", MediaType = "application/json")]
    public Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Report)] HttpRequest request, string campaign,
        [DurableClient] DurableTaskClient workflows) =>
        FileAsync(request, campaign, "report.json", workflows);

    [Function("ListReportFiles")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "报告文件列表", "The files of the report", Answer = typeof(IReadOnlyList<ReportFileEntry>))]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Report + "/files")] HttpRequest request, string campaign) =>
        await FindAsync(campaign, request.HttpContext.RequestAborted).ConfigureAwait(false) is { } report
            ? Answers.Json(report.Files)
            : NotPublished();

    [Function("GetReportFile")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "下载报告文件", "One file of the report", MediaType = "application/octet-stream")]
    public async Task<IActionResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Report + "/files/{*name}")] HttpRequest request, string campaign, string name,
        [DurableClient] DurableTaskClient workflows)
    {
        var report = await FindAsync(campaign, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (report is null)
            return NotPublished();
        if (report.Find(name) is not { } entry)
            return Answers.NotFound(name);
        var content = await files.OpenAsync(DerivedPaths.Report(campaign, name), request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (content is null)
            return await lost.AnswerAsync(request, workflows, LostFile.Report(campaign)).ConfigureAwait(false);
        request.HttpContext.Response.Headers.ETag = $"\"{entry.Sha256}\"";
        return new FileStreamResult(content, entry.MediaType);
    }

    [Function("TraceFigure")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "数字溯源：图斑、文件、行、规则、决定", "The patches, files, rows, rules and decisions behind a figure", Answer = typeof(Trace), Query = "table,row,cell")]
    public async Task<IActionResult> TraceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}/trace")] HttpRequest request, string campaign)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var stored = await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false);
        if (stored is not { Value: { State: CampaignState.Published, Pins: not null } })
            return NotPublished();
        var (table, row, cell) = (Answers.Query(request, "table"), Answers.Query(request, "row"), Answers.Query(request, "cell"));
        if (table is null || row is null)
            return Answers.BadQuery(table is null ? "table" : "row", null);
        var who = request.Principal();
        var trace = await lineage.TraceAsync(stored.Value, table, row, cell, unit => AccessPolicy.MaySee(who, unit), cancellation).ConfigureAwait(false);
        return trace is null ? Answers.BadQuery("row", $"{table}/{row}/{cell}") : Answers.Json(trace);
    }

    private async Task<PublishedReport?> FindAsync(string campaign, CancellationToken cancellation)
    {
        var stored = await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false);
        if (stored?.Value.State != CampaignState.Published)
            return null;
        var report = await store.ReadAsync<PublishedReport>(
            Containers.Campaigns, stored.Partition, PublishedReport.DocumentId, cancellation).ConfigureAwait(false);
        return report?.Value;
    }

    private static IActionResult NotPublished() =>
        Answers.Refuse(new Refusal(RefusalKind.NotFound, CampaignFindings.NotPublished.At(Location.Whole)));
}
