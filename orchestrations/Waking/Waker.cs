using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Domain.Campaigns;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Ingest;

namespace Platform.Orchestrations.Waking;

/// <summary>
/// Starts workflows and tells them to look again. All of it may fail or be lost without harm: the documents say what is to be done, and the sweeper
/// wakes again.
/// </summary>
public static class Waker
{
    /// <summary>Starts the campaign's workflow unless it is there.</summary>
    public static Task StartCampaignAsync(this DurableTaskClient workflows, string campaign, CancellationToken cancellation) =>
        EnsureAsync(workflows, nameof(MonitoringCampaign), Instances.OfCampaign(campaign), campaign, cancellation);

    /// <summary>Starts the ingest of a layer package unless it is there.</summary>
    public static Task StartIngestAsync(this DurableTaskClient workflows, UploadKey upload, CancellationToken cancellation) =>
        EnsureAsync(workflows, nameof(PlanIngest), Instances.OfIngest(upload.Attempt), upload, cancellation);

    /// <summary>Starts the workflow that refuses an upload which came too late, unless it is there.</summary>
    public static Task StartLateAsync(this DurableTaskClient workflows, LateKey late, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(late);
        return EnsureAsync(workflows, nameof(LateUpload), Instances.OfLate(late.Upload.Attempt), late, cancellation);
    }

    /// <summary>Tells an instance to look again. An instance that is not there, or has ended, is a normal answer: there is nothing to wake.</summary>
    public static async Task WakeAsync(this DurableTaskClient workflows, string instance, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var state = await workflows.GetInstanceAsync(instance, cancellation).ConfigureAwait(false);
        if (state is { IsCompleted: false })
            await workflows.RaiseEventAsync(instance, Waiting.Wake, "", cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells every workflow of a campaign or a task that has not ended to look again; says how many.</summary>
    public static async Task<int> WakeAllAsync(this DurableTaskClient workflows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var woken = 0;
        foreach (var prefix in new[] { Instances.OfCampaign(""), Instances.TaskPrefix })
        {
            await foreach (var instance in workflows.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = prefix }).WithCancellation(cancellation).ConfigureAwait(false))
            {
                if (instance.IsCompleted)
                    continue;
                await workflows.RaiseEventAsync(instance.InstanceId, Waiting.Wake, "", cancellation).ConfigureAwait(false);
                woken++;
            }
        }

        return woken;
    }

    private static async Task EnsureAsync(
        DurableTaskClient workflows, string orchestration, string instance, object input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        if (await workflows.GetInstanceAsync(instance, cancellation).ConfigureAwait(false) is null)
            await workflows.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(instance), cancellation).ConfigureAwait(false);
    }
}
