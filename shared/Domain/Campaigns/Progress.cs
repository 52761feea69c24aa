using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Domain.Campaigns;

/// <summary>Where one unit's task stands.</summary>
public sealed record UnitProgress(
    string Unit, string Name, string NameEn, TaskState State, int Total, int Open, int Answered, int Returned, int Accepted,
    int Round, DateTimeOffset ReceiptDueAt, DateTimeOffset DueAt, bool Overdue, int Breaches);

/// <summary>Sums over all units.</summary>
public sealed record ProgressTotals(int Units, int UnitsEnded, int Total, int Open, int Answered, int Returned, int Accepted);

/// <summary>A campaign's progress.</summary>
public sealed record Progress(Campaign Campaign, IReadOnlyList<UnitProgress> Units, ProgressTotals Totals);

/// <summary>Reads progress from the tasks' maintained counts.</summary>
public sealed class ProgressReader(CampaignDesk campaigns, TaskDesk tasks, ProfileCatalogue profiles, TimeProvider time)
{
    /// <summary>The campaign's progress, or null when there is no such campaign.</summary>
    public async Task<Progress?> ReadAsync(string campaign, CancellationToken cancellation)
    {
        if (await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false) is not { } stored)
            return null;
        var units = profiles.Required(stored.Value.Profile).UnitList(stored.Value.Pins?.UnitList ?? "");
        var now = time.GetUtcNow();
        var rows = (await tasks.ListAsync(campaign, cancellation).ConfigureAwait(false)).Select(task => Row(task, units?.Find(task.Unit), now)).ToList();
        var totals = new ProgressTotals(
            rows.Count,
            rows.Count(r => r.State is TaskState.Accepted or TaskState.Closed),
            rows.Sum(r => r.Total),
            rows.Sum(r => r.Open),
            rows.Sum(r => r.Answered),
            rows.Sum(r => r.Returned),
            rows.Sum(r => r.Accepted));
        return new Progress(stored.Value, rows, totals);
    }

    private static UnitProgress Row(VerificationTask task, MonitoringUnit? unit, DateTimeOffset now)
    {
        var working = task.State is not (TaskState.Submitted or TaskState.Accepted or TaskState.Closed);
        var overdue = (working && now > task.DueAt) || (task.ReceivedAt is null && working && now > task.ReceiptDueAt);
        return new UnitProgress(
            task.Unit, unit?.Name.Zh ?? task.Unit, unit?.Name.En ?? task.Unit, task.State, task.Counts.Total, task.Counts.Open, task.Counts.Answered,
            task.Counts.Returned, task.Counts.Accepted, task.Round, task.ReceiptDueAt, task.DueAt, overdue, task.Breaches.Count);
    }
}
