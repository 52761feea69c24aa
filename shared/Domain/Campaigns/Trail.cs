using System.Globalization;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Domain.Campaigns;

/// <summary>
/// Adds to a batch what belongs to every change of a campaign or task: the line of history and the outbox row that tells departments and wakes the
/// workflow. Ids derive from the change, so that a repeated batch writes the same.
/// </summary>
public static class Trail
{
    /// <summary>Topic of everything about campaigns and tasks.</summary>
    public const string Topic = "monitoring";

    private const string Source = "/platform/monitoring";

    /// <summary>Adds history and outbox row of a change that has just been decided.</summary>
    /// <param name="batch">The batch that holds the new state.</param>
    /// <param name="entry">The line of history.</param>
    /// <param name="instance">Workflow instance that has to look again; the event's subject.</param>
    /// <param name="session">Messages of one session arrive in order: the unit, or the campaign.</param>
    /// <param name="version">ETag of the state that was changed, which is never used again; <c>new</c> for a first state.</param>
    public static DocumentBatch AddTrail(this DocumentBatch batch, HistoryEntry entry, string instance, string session, string version)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(entry);
        var id = KeyText.From(instance, entry.Action, version);
        var line = KeyText.From("history", entry.At.UtcTicks.ToString("D19", CultureInfo.InvariantCulture), entry.Action, version);
        batch.Create(HistoryEntry.DocumentType, line, entry);
        return batch.CreateOutbox(OutboxMessage.Pending(id, Topic, session, Source, $"monitoring.{entry.Action}", instance, entry.At, entry));
    }
}

/// <summary>Names of workflow instances: one per campaign, one per task, one per layer package.</summary>
public static class Instances
{
    public static string OfCampaign(string campaign) => $"campaign-{campaign}";

    /// <summary>How the ids of all tasks' instances begin.</summary>
    public const string TaskPrefix = "task-";

    public static string OfTask(string campaign, string unit) => $"{TaskPrefix}{campaign}-{unit}";

    public static string OfIngest(string attempt) => $"ingest-{attempt.Replace(':', '-')}";
}
