using System.Globalization;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Domain.Campaigns;

/// <summary>
/// Adds to a batch what belongs to every change of a campaign or task: the line of history and the outbox row that tells departments and wakes the
/// workflow. Ids derive from the number of the change in its campaign or task, so that a repeated batch, and a replay, writes the same.
/// </summary>
public static class Trail
{
    private const string Source = "/platform/monitoring";

    /// <summary>Adds history and outbox row of a change that has just been decided.</summary>
    /// <param name="batch">The batch that holds the new state.</param>
    /// <param name="entry">The line of history.</param>
    /// <param name="instance">Workflow instance that has to look again; the event's subject.</param>
    /// <param name="session">Messages of one session arrive in order: the unit, or the campaign.</param>
    public static DocumentBatch AddTrail(this DocumentBatch batch, HistoryEntry entry, string instance, string session)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var id = KeyText.From(instance, entry.Action, entry.Sequence.ToString("D8", CultureInfo.InvariantCulture));
        return batch.AddHistory(entry)
            .CreateOutbox(OutboxMessage.Pending(id, PlatformTopics.Monitoring, session, Source, $"monitoring.{entry.Action}", instance, entry.At, entry));
    }

    /// <summary>Adds the line of history alone: for the steps of the workflow itself, which nobody has to be woken for.</summary>
    public static DocumentBatch AddHistory(this DocumentBatch batch, HistoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(entry);
        return batch.Create(HistoryEntry.DocumentType, HistoryEntry.IdOf(entry.Sequence), entry);
    }
}

/// <summary>Names of workflow instances: one per campaign, one per task, one per layer package, one per late upload.</summary>
public static class Instances
{
    public static string OfCampaign(string campaign) => $"campaign-{campaign}";

    /// <summary>How the ids of all tasks' instances begin.</summary>
    public const string TaskPrefix = "task-";

    public static string OfTask(string campaign, string unit) => $"{TaskPrefix}{campaign}-{unit}";

    public static string OfIngest(string attempt) => $"ingest-{attempt.Replace(':', '-')}";

    public static string OfLate(string attempt) => $"late-{attempt.Replace(':', '-')}";
}
