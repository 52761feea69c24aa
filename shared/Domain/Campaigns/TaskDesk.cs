using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Findings;

namespace Platform.Domain.Campaigns;

/// <summary>
/// Applies commands to verification tasks: reads, lets <see cref="TaskMachine"/> decide, and writes state, history and outbox row in one
/// conditional batch. What a command does to single patches is carried out by the task's workflow (<see cref="AnswerDesk"/>).
/// </summary>
public sealed class TaskDesk(IDocumentStore store, TimeProvider time)
{
    /// <summary>Type of task documents.</summary>
    public const string DocumentType = "task";

    /// <summary>Document id of the task in its partition.</summary>
    public const string DocumentId = "task";

    /// <summary>Most patches that one command can name.</summary>
    public const int MostPatches = 1000;

    private const int Tries = 8;

    /// <summary>The task with its version, or null.</summary>
    public async Task<Stored<VerificationTask>?> FindAsync(string campaign, string unit, CancellationToken cancellation) =>
        KeyText.IsValid(campaign) && KeyText.IsValid(unit)
            ? await store.ReadAsync<VerificationTask>(Containers.Monitoring, PartitionKey.Of(campaign, unit), DocumentId, cancellation).ConfigureAwait(false)
            : null;

    /// <summary>The task.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<VerificationTask> RequiredAsync(string campaign, string unit, CancellationToken cancellation) =>
        (await FindAsync(campaign, unit, cancellation).ConfigureAwait(false))?.Value ?? throw new InvalidOperationException($"There is no task {campaign}/{unit}.");

    /// <summary>All tasks of a campaign, by unit.</summary>
    public async Task<IReadOnlyList<VerificationTask>> ListAsync(string campaign, CancellationToken cancellation)
    {
        var tasks = new List<VerificationTask>();
        var query = DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(campaign)).OfType(DocumentType);
        await foreach (var task in store.EnumerateAsync<VerificationTask>(query, cancellation).ConfigureAwait(false))
            tasks.Add(task.Value);
        return [.. tasks.OrderBy(t => t.Unit, StringComparer.Ordinal)];
    }

    /// <summary>Applies a command. A lost race on the version is decided again, unless the caller insisted on one.</summary>
    /// <param name="campaign">Campaign id.</param>
    /// <param name="unit">Unit code.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="subject">Subject of the principal, or <c>system</c>.</param>
    /// <param name="ifMatch">The version that the caller saw; null for any.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<Result<Stored<VerificationTask>>> ApplyAsync(
        string campaign, string unit, TaskCommand command, string subject, string? ifMatch, CancellationToken cancellation) =>
        ApplyAsync(campaign, unit, command, subject, ifMatch, null, cancellation);

    /// <summary>As the other; <paramref name="cause"/> is the upload attempt that the command follows from.</summary>
    public async Task<Result<Stored<VerificationTask>>> ApplyAsync(
        string campaign, string unit, TaskCommand command, string subject, string? ifMatch, string? cause, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var task = await FindAsync(campaign, unit, cancellation).ConfigureAwait(false);
            if (task is null)
                return new Refusal(RefusalKind.NotFound, CampaignFindings.NotFound.At(Location.Whole, $"{campaign}/{unit}"));
            if (ifMatch is not null && ifMatch != task.ETag)
                break;
            var at = time.GetUtcNow();
            var decision = TaskMachine.Decide(task.Value, command, subject, at);
            if (decision.Refusal is { } refusal)
                return refusal;
            if (!decision.Changed)
                return task;
            var next = WithPendingReturn(decision.State!, command, at) with { Sequence = task.Value.Sequence + 1 };
            var entry = EntryOf(task.Value, next, command, subject, at, cause);
            var batch = DocumentBatch.In(Containers.Monitoring, task.Partition)
                .Replace(DocumentType, DocumentId, next, task.ETag)
                .AddTrail(entry, Instances.OfTask(campaign, unit), unit);
            var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
            if (written.IsWritten)
                return task with { Value = next, ETag = written.ETag };
        }

        return new Refusal(RefusalKind.Changed, CampaignFindings.Changed.At(Location.Whole));
    }

    private static VerificationTask WithPendingReturn(VerificationTask next, TaskCommand command, DateTimeOffset at) => command switch
    {
        TaskCommand.ReturnTask c => next with { PendingReturn = new(c.Reason.Trim(), null, at) },
        TaskCommand.ReturnPatches c => next with { PendingReturn = new(c.Reason.Trim(), [.. c.PatchKeys.Order(StringComparer.Ordinal)], at) },
        _ => next,
    };

    /// <summary>The line of history of a command that has just been decided.</summary>
    internal static HistoryEntry EntryOf(
        VerificationTask before, VerificationTask next, TaskCommand command, string subject, DateTimeOffset at, string? cause) =>
        new(at, subject, ActionOf(command), before.State.ToString(), next.State.ToString(), DetailOf(command))
        {
            Sequence = next.Sequence,
            Command = command,
            Cause = cause,
        };

    private static string ActionOf(TaskCommand command) => command switch
    {
        TaskCommand.Receive => "task.received",
        TaskCommand.SubDispatch => "task.subDispatched",
        TaskCommand.Recall => "task.recalled",
        TaskCommand.RecordAnswers => "task.answered",
        TaskCommand.AttachLetter => "task.letterAttached",
        TaskCommand.Check => "task.checked",
        TaskCommand.Submit => "task.submitted",
        TaskCommand.ReturnTask or TaskCommand.ReturnPatches => "task.returned",
        TaskCommand.Accept => "task.accepted",
        TaskCommand.Extend => "task.extended",
        TaskCommand.Reassign => "task.reassigned",
        TaskCommand.Remind => "task.reminded",
        TaskCommand.Escalate => "task.escalated",
        TaskCommand.NoteBreach => "task.breached",
        TaskCommand.CloseUnanswered => "task.closed",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "unknown command"),
    };

    private static string? DetailOf(TaskCommand command) => command switch
    {
        TaskCommand.ReturnTask c => c.Reason,
        TaskCommand.ReturnPatches c => $"{c.Reason} ({c.PatchKeys.Count})",
        TaskCommand.Reassign c => c.Bureau,
        TaskCommand.Extend c => c.DueAt.ToString("u"),
        TaskCommand.NoteBreach c => c.Kind,
        TaskCommand.AttachLetter c => c.Sha256,
        TaskCommand.SubDispatch c => $"{string.Join(' ', c.Districts.Values.Distinct(StringComparer.Ordinal))} ({c.Districts.Count})",
        TaskCommand.Recall c => $"({c.PatchKeys.Count})",
        TaskCommand.RecordAnswers c => $"{c.Counts.Answered}/{c.Counts.Total}",
        _ => null,
    };
}
