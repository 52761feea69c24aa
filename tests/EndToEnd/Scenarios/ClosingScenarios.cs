using System.Net;
using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Lineage;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A campaign that the province closes while tasks are open.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class ClosingScenarios(ScenarioPlatform platform)
{
    private const string Campaign = "closed-early";
    private const string One = $"api/campaigns/{Campaign}";

    [NodeFact]
    public async Task ClosedEarly_PublishesAReport_InWhichEveryPatchHasOnePlace()
    {
        await platform.IssueAsync(Campaign, ["N11", "N12"], 2);
        var (answering, silent) = (await platform.ReceivedAsync("N11", Campaign), await platform.BureauAsync("N12", Campaign));
        var answered = answering.Patches[0];
        Assert.Equal(AttemptState.Taken, (await answering.UploadAsync(answering.Form().Illegal(answered).Zip())).State);
        await platform.Officer.RefusedAsync(HttpStatusCode.NotFound, "REPORT_NOT_PUBLISHED", HttpMethod.Get, $"{One}/report");
        await platform.Officer.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "CAMPAIGN_CLOSE_REASON_MISSING", HttpMethod.Post, $"{One}/close", new CloseOrder(null));
        await answering.Clerk.RefusedAsync(HttpStatusCode.Forbidden, "NOT_ALLOWED", HttpMethod.Post, $"{One}/close", new CloseOrder("因汛期"));

        await platform.Officer.PostAsync<Campaign>($"{One}/close", new CloseOrder("因汛期提前结束"));
        await platform.Officer.UntilAsync<Campaign>(One, c => c.State == CampaignState.Published);

        using var report = JsonDocument.Parse(await platform.Officer.DownloadAsync($"{One}/report"));
        var tables = report.RootElement.GetProperty("tables");
        Assert.Equal(1, tables.GetProperty("approval").GetProperty("total").GetProperty("count").GetInt32());
        Assert.Equal(answered.Patch.AreaM2, tables.GetProperty("approval").GetProperty("total").GetProperty("areaM2").GetDecimal());
        Assert.Equal(3, tables.GetProperty("unanswered").GetProperty("total").GetProperty("count").GetInt32());
        var (outcomes, unanswered) = (await TraceAsync("approval"), await TraceAsync("unanswered"));
        var all = answering.Patches.Concat(silent.Patches).Select(patch => patch.PatchKey).Order(StringComparer.Ordinal);
        Assert.Equal([answered.PatchKey], outcomes);
        Assert.Equal(all, outcomes.Concat(unanswered).Order(StringComparer.Ordinal));

        var patches = await platform.Officer.GetAsync<Page<PatchSummary>>($"{One}/patches?limit=1000");
        Assert.Equal(3, patches.Items.Count(patch => patch.State == PatchState.Unanswered));
        Assert.Equal(PatchState.Answered, patches.Items.Single(patch => patch.Key == answered.PatchKey).State);
        var tasks = await platform.Officer.GetAsync<Page<VerificationTask>>($"{One}/tasks");
        Assert.All(tasks.Items, task => Assert.Equal(TaskState.Closed, task.State));
        await answering.Clerk.RefusedAsync(
            HttpStatusCode.Conflict, SubmissionFindings.TargetClosed.Code, HttpMethod.Post, "api/uploads", answering.Answers() with { Size = 10 });
        await platform.Reviewer.RefusedAsync(HttpStatusCode.Conflict, "TASK_FINAL", HttpMethod.Post, $"{answering.Path}/accept");
    }

    private async Task<IReadOnlyList<string>> TraceAsync(string table) =>
        [.. (await platform.Officer.GetAsync<Trace>($"{One}/trace?table={table}&row=total")).Patches.Select(patch => patch.Patch)];
}
