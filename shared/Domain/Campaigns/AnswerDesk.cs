using Platform.Domain.Documents;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Campaigns;

/// <summary>
/// Keeps answers: merges valid ones into patches, carries returns and endings over from the task to its patches. Called by the task's
/// workflow only, one step after the other, so that nobody else changes the patches meanwhile; every step may be done twice.
/// </summary>
public sealed class AnswerDesk(IDocumentStore store, PatchDesk patches, TaskDesk tasks, TimeProvider time)
{
    /// <summary>Type of answer documents.</summary>
    public const string DocumentType = "answer";

    /// <summary>Action of the line that says that a return has reached its patches.</summary>
    public const string ReturnSettled = "task.returnSettled";

    /// <summary>Action of the line that says that the end of a task has reached its patches.</summary>
    public const string EndSettled = "task.settled";

    private const string Platform = "system";
    private const int PerBatch = 40;
    private const int Tries = 20;

    // Storages date a commit to the second, rounded down.
    private static readonly TimeSpan CommitResolution = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Records answers. Of two valid answers to a patch the later committed one counts, in whatever order they come; each stays in the history.
    /// </summary>
    /// <returns>Those that count now.</returns>
    public async Task<IReadOnlyList<VerificationEntry>> RecordAsync(
        string campaign, string unit, IReadOnlyList<VerificationEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var counting = new List<VerificationEntry>(entries.Count);
        foreach (var chunk in entries.Chunk(PerBatch))
            counting.AddRange(await RecordChunkAsync(campaign, unit, chunk, cancellation).ConfigureAwait(false));
        return counting;
    }

    /// <summary>Carries the task's pending return over to its patches.</summary>
    public async Task SettleReturnAsync(string campaign, string unit, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false) is not { Value.PendingReturn: { } pending } task)
            return;
        var named = pending.PatchKeys?.ToHashSet(StringComparer.Ordinal);
        await ChangeAsync(
            campaign,
            unit,
            record => record.State == PatchState.Answered && (named is null || named.Contains(record.PatchKey)),
            record => record with { State = PatchState.Returned, ReturnReason = pending.Reason, ReturnedAt = pending.At },
            cancellation).ConfigureAwait(false);
        await SettleAsync(campaign, unit, ReturnSettled, (settled, _) => settled with { PendingReturn = null }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Marks the patches of an accepted or closed task as what they are for good.</summary>
    public async Task SettleEndAsync(string campaign, string unit, CancellationToken cancellation)
    {
        var task = await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false);
        if (task is not { Value: { SettledAt: null, State: TaskState.Accepted or TaskState.Closed } })
            return;
        if (task.Value.State == TaskState.Accepted)
        {
            await ChangeAsync(
                campaign, unit, r => r.State == PatchState.Answered, r => r with { State = PatchState.Accepted }, cancellation).ConfigureAwait(false);
        }
        else
        {
            await ChangeAsync(
                campaign, unit, r => r.State is PatchState.Open or PatchState.Returned, r => r with { State = PatchState.Unanswered }, cancellation)
                .ConfigureAwait(false);
        }

        await SettleAsync(campaign, unit, EndSettled, (settled, at) => settled with { SettledAt = at }, cancellation).ConfigureAwait(false);
    }

    /// <summary>The answers ever recorded for a patch, oldest first.</summary>
    public async Task<IReadOnlyList<VerificationEntry>> HistoryAsync(string campaign, string unit, string key, CancellationToken cancellation)
    {
        var query = DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(campaign, unit)).OfType(DocumentType).Where(Filter.Equal("patchKey", key));
        var entries = new List<VerificationEntry>();
        await foreach (var entry in store.EnumerateAsync<VerificationEntry>(query, cancellation).ConfigureAwait(false))
            entries.Add(entry.Value);
        return [.. entries.OrderBy(e => e.CommittedAt).ThenBy(e => e.ReceivedAt).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>How many answers of an upload are recorded.</summary>
    public async Task<int> CountAsync(string campaign, string unit, string attempt, CancellationToken cancellation) => (int)await store.CountAsync(
        DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(campaign, unit)).OfType(DocumentType).Where(Filter.Equal("attempt", attempt)), cancellation)
        .ConfigureAwait(false);

    private async Task<IReadOnlyList<VerificationEntry>> RecordChunkAsync(
        string campaign, string unit, VerificationEntry[] entries, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var task = await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"There is no task {campaign}/{unit}.");
            var batch = DocumentBatch.In(Containers.Monitoring, task.Partition);
            var merged = await MergeAsync(batch, entries, cancellation).ConfigureAwait(false);
            var counts = task.Value.Counts with
            {
                Answered = task.Value.Counts.Answered + merged.Opened + merged.Returned,
                Returned = task.Value.Counts.Returned - merged.Returned,
            };
            AddAnswered(batch, task, counts, entries, merged.Changed);
            if ((await store.WriteAsync(batch, cancellation).ConfigureAwait(false)).IsWritten)
                return merged.Counting;
        }

        throw new IOException($"Answers of {campaign}/{unit} could not be written: too many changes at once.");
    }

    // Adds the answers' documents and the patches that they change. An answer that was recorded before an interruption counts, but changes nothing.
    private async Task<Merged> MergeAsync(DocumentBatch batch, VerificationEntry[] entries, CancellationToken cancellation)
    {
        var counting = new List<VerificationEntry>(entries.Length);
        var (changed, opened, returned) = (false, 0, 0);
        foreach (var entry in entries)
        {
            batch.Upsert(DocumentType, entry.Id, entry);
            var record = await store.ReadAsync<PatchRecord>(Containers.Monitoring, batch.Partition, PatchRecord.IdOf(entry.PatchKey), cancellation)
                .ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no patch {entry.PatchKey} in {batch.Partition}.");
            var standing = record.Value.Current?.Id == entry.Id;
            if (standing || Counts(record.Value, entry))
                counting.Add(entry);
            if (standing || !Counts(record.Value, entry))
                continue;
            changed = true;
            opened += record.Value.State == PatchState.Open ? 1 : 0;
            returned += record.Value.State == PatchState.Returned ? 1 : 0;
            var answered = record.Value with { State = PatchState.Answered, Current = entry };
            batch.Replace(PatchRecord.DocumentType, record.Id, answered, record.ETag);
        }

        return new Merged(counting, changed, opened, returned);
    }

    private static bool Counts(PatchRecord record, VerificationEntry entry)
    {
        if (record.State is not (PatchState.Open or PatchState.Answered or PatchState.Returned))
            return false;
        if (record.ReturnedAt is { } returned && entry.CommittedAt + CommitResolution <= returned)
            return false;
        return record.Current is not { } current
            || (entry.CommittedAt, entry.ReceivedAt, entry.Id).CompareTo((current.CommittedAt, current.ReceivedAt, current.Id)) > 0;
    }

    private void AddAnswered(
        DocumentBatch batch, Stored<VerificationTask> stored, TaskCounts counts, VerificationEntry[] entries, bool changed)
    {
        var task = stored.Value;
        var known = task with { AnsweredBy = [.. task.AnsweredBy.Concat(entries.Select(e => e.Subject)).Distinct().Order(StringComparer.Ordinal)] };
        if (!changed)
        {
            batch.Replace(TaskDesk.DocumentType, TaskDesk.DocumentId, known, stored.ETag);
            return;
        }

        var (command, at) = (new TaskCommand.RecordAnswers(counts), time.GetUtcNow());
        var state = TaskMachine.Decide(known, command, Platform, at).State
            ?? throw new InvalidOperationException($"Answers of {task.Campaign}/{task.Unit} came in state {task.State}.");
        var next = state with { Sequence = task.Sequence + 1 };
        batch.Replace(TaskDesk.DocumentType, TaskDesk.DocumentId, next, stored.ETag)
            .AddHistory(TaskDesk.EntryOf(task, next, command, Platform, at, entries[0].Attempt));
    }

    // Writes down that a step has reached the patches; what others do to the task meanwhile stands.
    private async Task SettleAsync(
        string campaign, string unit, string action, Func<VerificationTask, DateTimeOffset, VerificationTask> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false) is not { } task)
                return;
            var at = time.GetUtcNow();
            var next = change(task.Value, at) with { Sequence = task.Value.Sequence + 1 };
            var state = task.Value.State.ToString();
            var batch = DocumentBatch.In(Containers.Monitoring, task.Partition)
                .Replace(TaskDesk.DocumentType, TaskDesk.DocumentId, next, task.ETag)
                .AddHistory(new HistoryEntry(at, Platform, action, state, state, null) { Sequence = next.Sequence });
            if ((await store.WriteAsync(batch, cancellation).ConfigureAwait(false)).IsWritten)
                return;
        }

        throw new IOException($"{action} of {campaign}/{unit} could not be written: too many changes at once.");
    }

    private async Task ChangeAsync(
        string campaign, string unit, Func<PatchRecord, bool> concerned, Func<PatchRecord, PatchRecord> change, CancellationToken cancellation)
    {
        var batch = DocumentBatch.In(Containers.Monitoring, PartitionKey.Of(campaign, unit));
        await foreach (var record in patches.EnumerateAsync(campaign, unit, cancellation).ConfigureAwait(false))
        {
            if (!concerned(record.Value))
                continue;
            batch.Replace(PatchRecord.DocumentType, record.Id, change(record.Value), null);
            if (batch.Operations.Count < PerBatch)
                continue;
            await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
            batch = DocumentBatch.In(Containers.Monitoring, batch.Partition);
        }

        if (batch.Operations.Count > 0)
            await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
    }

    // What a chunk of answers came to: those that count, whether any patch changed, how many patches were open or returned before.
    private sealed record Merged(IReadOnlyList<VerificationEntry> Counting, bool Changed, int Opened, int Returned);
}
