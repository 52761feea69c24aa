using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Orchestrations.Campaigns;

namespace Platform.Orchestrations.Remaking;

/// <summary>
/// Makes a derived file again by the step that made it first; every such step writes the same bytes from the same documents. Instance
/// <see cref="LostFile.Instance"/>, input: the file.
/// </summary>
public static class RemakeDerived
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    [Function(nameof(RemakeDerived))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var lost = context.GetInput<LostFile>()!;
        switch (lost.Kind)
        {
            case LostKind.Package:
                await context.CallActivityAsync(nameof(IssueActivities.IssueTask), new TaskKey(lost.Campaign, lost.Unit!), Waiting.RetryingBriefly);
                break;
            case LostKind.DistrictPackage:
                await context.CallActivityAsync(nameof(DistrictPackageActivities.MakeDistrictPackage), lost, Waiting.RetryingBriefly);
                break;
            case LostKind.Report:
                await context.CallActivityAsync(nameof(ReportActivities.WriteReport), lost.Campaign, Waiting.RetryingBriefly);
                break;
            default:
                await context.CallActivityAsync(nameof(MarkedFormActivities.MakeMarkedForm), lost, Waiting.RetryingBriefly);
                break;
        }
    }

    /// <summary>Orders a lost file; does nothing while it is being made, and for a minute after that has failed.</summary>
    /// <returns>Whether it is being made: false when the last try has failed just now.</returns>
    public static async Task<bool> RemakeAsync(this DurableTaskClient workflows, LostFile lost, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentNullException.ThrowIfNull(lost);
        var state = await workflows.GetInstanceAsync(lost.Instance, cancellation).ConfigureAwait(false);
        if (state is { IsCompleted: false })
            return true;
        if (state is { RuntimeStatus: OrchestrationRuntimeStatus.Failed } && now - state.LastUpdatedAt < PauseAfterFailure)
            return false;
        await workflows.ScheduleNewOrchestrationInstanceAsync(
            nameof(RemakeDerived), lost, new StartOrchestrationOptions(lost.Instance), cancellation).ConfigureAwait(false);
        return true;
    }
}
