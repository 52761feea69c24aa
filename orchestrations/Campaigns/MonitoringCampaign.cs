using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Orchestrations.Tasks;

namespace Platform.Orchestrations.Campaigns;

/// <summary>
/// A campaign from its opening to its report. Instance <c>campaign-id</c>, input: the campaign's id. Each pass looks at the campaign's document and does
/// what its state asks for; then it starts anew, so that the history stays short.
/// <code>
/// draft ──────► take uploads of change patches, one after the other, until the province orders the issue
/// issuing ────► prejudge every patch, make the task packages, issue the tasks
/// issued ─────► one VerificationTask per unit, side by side, until all have ended
/// closing ────► aggregate the outcomes, write the report, publish
/// published ──► end
/// </code>
/// </summary>
public static class MonitoringCampaign
{
    private const int StepsAtOnce = 8;

    [Function(nameof(MonitoringCampaign))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var campaign = context.GetInput<string>()!;
        var look = await context.CallActivityAsync<CampaignLook>(nameof(CampaignActivities.LookAtCampaign), campaign, Waiting.Retrying);
        context.SetCustomStatus(look.State.ToString());
        switch (look.State)
        {
            case CampaignState.Draft when look.WaitingUpload is { } upload:
                await context.TakeUploadAsync<object>(nameof(ImportActivities.ImportPatches), upload, upload);
                break;
            case CampaignState.Draft:
                await context.WokenOrAtAsync(null);
                break;
            case CampaignState.Issuing:
                await IssueAsync(context, campaign);
                break;
            case CampaignState.Issued:
                await RunTasksAsync(context, campaign, look.Units);
                break;
            case CampaignState.Closing:
                await context.CallActivityAsync(nameof(ReportActivities.WriteReport), campaign, Waiting.Retrying);
                await context.CallActivityAsync(nameof(ReportActivities.PublishReport), campaign, Waiting.Retrying);
                break;
            default:
                return;
        }

        context.ContinueAsNew(campaign);
    }

    private static async Task IssueAsync(TaskOrchestrationContext context, string campaign)
    {
        var ranges = await context.CallActivityAsync<List<PatchRange>>(nameof(PrejudgeActivities.PlanPrejudgement), campaign, Waiting.Retrying);
        await context.ForEachAsync(ranges, StepsAtOnce, range => context.CallActivityAsync(
            nameof(PrejudgeActivities.PrejudgeRange), new CampaignRange(campaign, range), Waiting.Retrying));
        var units = ranges.Select(range => range.Unit).Distinct().ToList();
        await context.ForEachAsync(units, StepsAtOnce, unit => context.CallActivityAsync(
            nameof(IssueActivities.IssueTask), new TaskKey(campaign, unit), Waiting.Retrying));
        await context.CallActivityAsync(nameof(CampaignActivities.FinishIssue), campaign, Waiting.Retrying);
    }

    private static async Task RunTasksAsync(TaskOrchestrationContext context, string campaign, IReadOnlyList<string> units)
    {
        var tasks = units.Select(unit => context.CallSubOrchestratorAsync(
            VerificationTaskFlow.Name, new TaskKey(campaign, unit), new SubOrchestrationOptions { InstanceId = Instances.OfTask(campaign, unit) }));
        var all = Task.WhenAll(tasks.ToList());
        while (!all.IsCompleted)
        {
            var woken = context.WaitForExternalEvent<string>(Waiting.Wake);
            await Task.WhenAny(all, woken);
            if (all.IsCompleted)
                break;

            // The campaign changed, that is, it was closed: every task has to look again.
            foreach (var unit in units)
                context.SendEvent(Instances.OfTask(campaign, unit), Waiting.Wake, "campaign");
        }

        await all;
        await context.CallActivityAsync(nameof(CampaignActivities.CloseFinishedCampaign), campaign, Waiting.Retrying);
    }
}
