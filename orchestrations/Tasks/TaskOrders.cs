using Platform.Domain;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Orchestrations.Tasks;

/// <summary>
/// Turns what people ask for into commands of the task's rules: looks up what a command needs to be decided on (who answered, whether uploads still
/// wait, the end of a day in the profile's zone).
/// </summary>
public sealed class TaskOrders(
    CampaignDesk campaigns, TaskDesk tasks, AttemptDesk attempts, ProfileCatalogue profiles, IDocumentStore store, TimeProvider time)
{
    public async Task<Result<TaskCommand>> CheckAsync(string campaign, string unit, CancellationToken cancellation) =>
        await SettledAsync(campaign, unit, task => new TaskCommand.Check(task.AnsweredBy.ToHashSet(StringComparer.Ordinal)), cancellation)
            .ConfigureAwait(false);

    public async Task<Result<TaskCommand>> SubmitAsync(string campaign, string unit, CancellationToken cancellation) =>
        await SettledAsync(campaign, unit, _ => new TaskCommand.Submit(), cancellation).ConfigureAwait(false);

    public async Task<Result<TaskCommand>> AcceptAsync(string campaign, string unit, CancellationToken cancellation) =>
        await SettledAsync(campaign, unit, task => new TaskCommand.Accept(task.AnsweredBy.ToHashSet(StringComparer.Ordinal)), cancellation)
            .ConfigureAwait(false);

    /// <summary>A return of named patches, which must be answered patches of the task, or of the whole task.</summary>
    public async Task<Result<TaskCommand>> ReturnAsync(
        string campaign, string unit, string reason, IReadOnlyList<string>? patches, CancellationToken cancellation)
    {
        if (patches is null)
            return new TaskCommand.ReturnTask(reason);
        var keys = patches.ToHashSet(StringComparer.Ordinal);
        var (_, refusal) = await ReadAsync(campaign, unit, keys, cancellation).ConfigureAwait(false);
        return refusal is not null ? refusal : new TaskCommand.ReturnPatches(keys, reason);
    }

    /// <summary>Passes patches on to one of the unit's districts; a patch that is answered has nothing left to verify.</summary>
    public async Task<Result<TaskCommand>> SubDispatchAsync(
        string campaign, string unit, string district, IReadOnlyList<string> patches, CancellationToken cancellation)
    {
        if (await UnitAsync(campaign, unit, cancellation).ConfigureAwait(false) is not { } known)
            return NotFound($"{campaign}/{unit}");
        if (!known.Districts.Contains(district, StringComparer.Ordinal))
        {
            var districts = known.Districts.Any() ? string.Join(' ', known.Districts) : "—";
            return new Refusal(RefusalKind.Invalid, MonitoringFindings.TaskDistrictUnknown.At(Location.Whole, unit, district, districts));
        }

        var keys = patches.ToHashSet(StringComparer.Ordinal);
        var (records, refusal) = await ReadAsync(campaign, unit, keys, cancellation).ConfigureAwait(false);
        if (refusal is not null)
            return refusal;
        return records.FirstOrDefault(record => record.State is not (PatchState.Open or PatchState.Returned)) is { } answered
            ? new Refusal(RefusalKind.Conflict, MonitoringFindings.TaskDispatchAnswered.At(Location.Whole, unit, answered.PatchKey))
            : new TaskCommand.SubDispatch(keys.ToDictionary(key => key, _ => district, StringComparer.Ordinal));
    }

    /// <summary>
    /// Takes patches back. Waits for uploads that are being taken: whether a row of a district is taken must not change between two looks at it.
    /// </summary>
    public async Task<Result<TaskCommand>> RecallAsync(string campaign, string unit, IReadOnlyList<string> patches, CancellationToken cancellation) =>
        await SettledAsync(campaign, unit, _ => new TaskCommand.Recall(patches.ToHashSet(StringComparer.Ordinal)), cancellation).ConfigureAwait(false);

    public async Task<Result<TaskCommand>> ExtendAsync(string campaign, DateOnly dueDate, string reason, CancellationToken cancellation) =>
        await ProfileAsync(campaign, cancellation).ConfigureAwait(false) is { } profile
            ? new TaskCommand.Extend(profile.Calendar.EndOfDay(dueDate), reason)
            : NotFound(campaign);

    public async Task<Result<TaskCommand>> ReassignAsync(string campaign, string bureau, string reason, CancellationToken cancellation)
    {
        if (await ProfileAsync(campaign, cancellation).ConfigureAwait(false) is not { } profile)
            return NotFound(campaign);
        var deadlines = profile.Settings.Deadlines;
        var today = profile.Calendar.DayOf(time.GetUtcNow());
        var receipt = profile.Calendar.DeadlineAfter(today, deadlines.ReceiptDays, deadlines.InWorkingDays, deadlines.MovesToWorkingDay);
        return new TaskCommand.Reassign(bureau, receipt.DueAt, reason);
    }

    // Nobody may confirm or accept what is still being taken: an upload that waits could change the answers a moment later.
    private async Task<Result<TaskCommand>> SettledAsync(
        string campaign, string unit, Func<VerificationTask, TaskCommand> command, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false) is not { } task)
            return NotFound($"{campaign}/{unit}");
        var scope = Ticket.ScopeOf(SubmissionKind.Verification, "", campaign, unit, null);
        return task.Value.PendingReturn is not null || await attempts.NextWaitingAsync(scope, cancellation).ConfigureAwait(false) is not null
            ? new Refusal(RefusalKind.Conflict, CampaignFindings.UploadsWaiting.At(Location.Whole, 1))
            : command(task.Value);
    }

    private async Task<(IReadOnlyList<PatchRecord> Records, Refusal? Refusal)> ReadAsync(
        string campaign, string unit, HashSet<string> keys, CancellationToken cancellation)
    {
        if (keys.Count > TaskDesk.MostPatches)
            return ([], new Refusal(RefusalKind.TooLarge, CampaignFindings.TooManyPatches.At(Location.Whole, TaskDesk.MostPatches)));
        var records = new List<PatchRecord>(keys.Count);
        foreach (var key in keys)
        {
            var patch = KeyText.IsValid(key) && KeyText.IsValid(campaign) && KeyText.IsValid(unit)
                ? await store.ReadAsync<PatchRecord>(
                    Containers.Monitoring, PartitionKey.Of(campaign, unit), PatchRecord.IdOf(key), cancellation).ConfigureAwait(false)
                : null;
            if (patch is null)
                return ([], new Refusal(RefusalKind.Invalid, CampaignFindings.PatchNotInTask.At(Location.Whole, key)));
            records.Add(patch.Value);
        }

        return (records, null);
    }

    private async Task<MonitoringUnit?> UnitAsync(string campaign, string unit, CancellationToken cancellation) =>
        await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false) is { Value.Pins: { } pins } stored
            ? profiles.Find(stored.Value.Profile)?.UnitList(pins.UnitList)?.Find(unit)
            : null;

    private async Task<Profile?> ProfileAsync(string campaign, CancellationToken cancellation) =>
        await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false) is { } stored ? profiles.Find(stored.Value.Profile) : null;

    private static Refusal NotFound(string what) => new(RefusalKind.NotFound, CampaignFindings.NotFound.At(Location.Whole, what));
}
