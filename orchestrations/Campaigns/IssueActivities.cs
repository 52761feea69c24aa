using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Orchestrations.Campaigns;

/// <summary>Issues one task per monitoring unit: its package first, then the task itself. May run twice.</summary>
public sealed class IssueActivities(CampaignDesk campaigns, TaskPackages packages, ProfileCatalogue profiles, IDocumentStore store)
{
    [Function(nameof(IssueTask))]
    public async Task IssueTask([ActivityTrigger] TaskKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var campaign = await campaigns.RequiredAsync(key.Campaign, cancellation).ConfigureAwait(false);
        var profile = profiles.Required(campaign.Profile);
        var unit = profile.UnitList(campaign.Pins!.UnitList)!.Find(key.Unit)!;
        var issued = await packages.PatchesAsync(key.Campaign, key.Unit, cancellation).ConfigureAwait(false);
        var task = NewTask(campaign, profile, unit, issued.Count);
        await packages.WriteAsync(campaign, task, issued, cancellation).ConfigureAwait(false);
        await WriteTaskAsync(task, campaign, cancellation).ConfigureAwait(false);
    }

    private static VerificationTask NewTask(Campaign campaign, Profile profile, MonitoringUnit unit, int count)
    {
        var calendar = profile.Calendar;
        var deadlines = profile.Settings.Deadlines;
        var day = calendar.DayOf(campaign.IssuedAt!.Value);
        return new VerificationTask
        {
            Campaign = campaign.Id,
            Unit = unit.Code,
            Bureau = unit.Bureau.Zh,
            State = TaskState.Issued,
            Sequence = 1,
            Counts = new TaskCounts(count, 0, 0, 0),
            IssuedAt = campaign.IssuedAt.Value,
            ReceiptDueAt = calendar.DeadlineAfter(day, deadlines.ReceiptDays, deadlines.InWorkingDays, deadlines.MovesToWorkingDay).DueAt,
            DueAt = calendar.EndOfDay(campaign.DueDate!.Value),
        };
    }

    private async Task WriteTaskAsync(VerificationTask task, Campaign campaign, CancellationToken cancellation)
    {
        var entry = new HistoryEntry(task.IssuedAt, campaign.IssuedBy!, "task.issued", null, task.State.ToString(), task.Bureau) { Sequence = task.Sequence };
        var batch = DocumentBatch.In(Containers.Monitoring, PartitionKey.Of(task.Campaign, task.Unit))
            .Create(TaskDesk.DocumentType, TaskDesk.DocumentId, task)
            .AddTrail(entry, Instances.OfTask(task.Campaign, task.Unit), task.Unit);
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (!written.IsWritten && written.Outcome != WriteOutcome.Conflict)
            throw new InvalidOperationException($"The task {task.Campaign}/{task.Unit} could not be written: {written.Outcome}.");
    }
}
