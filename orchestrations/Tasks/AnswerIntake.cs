using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Intake;

namespace Platform.Orchestrations.Tasks;

/// <summary>
/// Takes an upload of verification results: good rows are recorded, bad rows are returned with reasons in a marked copy of the form. May run twice for
/// the same upload: what it writes is derived from the upload and its rows.
/// </summary>
public sealed class AnswerIntake(
    CampaignDesk campaigns, TaskDesk tasks, PatchDesk patches, AnswerDesk answers, AttemptDesk attempts, RawDeliveries deliveries, MarkedForms forms,
    ProfileCatalogue profiles)
{
    /// <summary>Takes one upload for one task.</summary>
    public async Task TakeAsync(TaskKey key, UploadKey upload, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(upload);
        var attempt = await attempts.FindAsync(upload.Ticket, upload.Attempt, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no attempt {upload.Attempt}.");
        if (attempt.State != AttemptState.Received)
            return;
        var (campaign, task) = await ReadAsync(key, cancellation).ConfigureAwait(false);
        var refusal = await RefusalAsync(campaign, task, attempt, cancellation).ConfigureAwait(false);

        // What was recorded before an interruption counts, whatever has become of the task since.
        var result = refusal is null || await answers.CountAsync(key.Campaign, key.Unit, attempt.Id, cancellation).ConfigureAwait(false) > 0
            ? await RecordAsync(campaign, task, attempt, cancellation).ConfigureAwait(false)
            : refusal with { JudgedIn = new JudgedIn(campaign.Sequence, task.Sequence) };
        await attempts.FinishAsync(attempt, result with { Round = task.Round }, cancellation).ConfigureAwait(false);
    }

    // Both as they stood at one moment.
    private async Task<(Campaign Campaign, VerificationTask Task)> ReadAsync(TaskKey key, CancellationToken cancellation)
    {
        while (true)
        {
            var campaign = await campaigns.RequiredAsync(key.Campaign, cancellation).ConfigureAwait(false);
            var task = await tasks.RequiredAsync(key.Campaign, key.Unit, cancellation).ConfigureAwait(false);
            if ((await campaigns.RequiredAsync(key.Campaign, cancellation).ConfigureAwait(false)).Sequence == campaign.Sequence)
                return (campaign, task);
        }
    }

    private async Task<AttemptResult?> RefusalAsync(Campaign campaign, VerificationTask task, Attempt attempt, CancellationToken cancellation)
    {
        var at = new Location(attempt.Name);
        if (attempt.CommittedAt > campaign.ClosedAt)
        {
            var late = WorkflowFindings.CommittedLate.At(at, attempt.CommittedAt.ToString("u"), campaign.ClosedAt!.Value.ToString("u"));
            return AttemptResult.NotJudged(late);
        }

        if (TaskMachine.RefusalOf(task.State, typeof(TaskCommand.RecordAnswers)) is not null)
            return AttemptResult.NotJudged(WorkflowFindings.TaskNotOpen.At(at, task.State));
        var same = await attempts.SameContentAsync(attempt, task.Round, cancellation).ConfigureAwait(false);
        return same is null ? null : AttemptResult.Duplicate(at, same.Id);
    }

    private async Task<AttemptResult> RecordAsync(Campaign campaign, VerificationTask task, Attempt attempt, CancellationToken cancellation)
    {
        var profile = profiles.Required(campaign.Profile);
        var rules = profile.RuleSet(campaign.Pins!.RuleSet)!;
        var records = await RecordsAsync(task, cancellation).ConfigureAwait(false);
        using var upload = await deliveries.OpenAsync(attempt, DeliveryLimits.Evidence, cancellation).ConfigureAwait(false);
        var issued = new IssuedPatches(task.Unit, records.Values.Select(r => new IssuedPatch(r.PatchKey, r.Number, task.Unit, r.Patch.AreaM2)));
        var reading = new VerificationReader(rules).Read(upload.Delivery, issued, cancellation);
        var evidence = Evidence.Read(upload.Delivery, reading, records.Values.Select(r => r.Patch), profile.Settings.PhotoDistanceWarningM, cancellation);

        var judged = new RowJudge(rules, records, evidence, attempt, task, profile.Calendar.DayOf(attempt.CommittedAt)).Judge(reading);
        var counting = await answers.RecordAsync(campaign.Id, task.Unit, judged.Entries, cancellation).ConfigureAwait(false);
        var outdated = judged.Entries.Except(counting).Select(Outdated).ToList();
        var letter = attempt.District is null ? evidence.LetterSha256 : null;
        if (letter is not null)
            await AttachLetterAsync(campaign, task, letter, attempt, cancellation).ConfigureAwait(false);

        Finding[] findings =
            [.. upload.Delivery.Findings.Items, .. reading.Findings, .. judged.Findings, .. outdated, .. evidence.Findings, .. UnusedLetter(attempt, evidence)];
        var marked = findings.Any(f => f.Severity == Severity.Error)
            ? await forms.WriteAsync(upload.Delivery, findings, rules, attempt.Id, cancellation).ConfigureAwait(false)
            : null;
        var refused = reading.RowsRefused + judged.Refused;
        var state = StateOf(judged.Entries.Count, refused, letter is not null, findings);
        return new AttemptResult(state, judged.Entries.Count, refused, findings)
        {
            MarkedForm = marked,
            JudgedIn = new JudgedIn(campaign.Sequence, counting.Count == 0 && letter is null ? task.Sequence : null),

            // What became of an outdated row followed from other uploads, of a foreign one from the sub-dispatch: sent again, it is a new answer.
            IsJudged = outdated.Count == 0 && judged.Foreign == 0,
        };
    }

    private static Finding Outdated(VerificationEntry entry) =>
        MonitoringFindings.AnswerOutdated.At(new Location(entry.Source.File, entry.Source.Layer, entry.Source.Row), entry.CommittedAt.ToString("u"));

    private static IEnumerable<Finding> UnusedLetter(Attempt attempt, Evidence evidence) => attempt.District is { } district && evidence.LetterSha256 is not null
        ? [MonitoringFindings.LetterOfDistrict.At(new Location(attempt.Name), district)]
        : [];

    private static AttemptState StateOf(int taken, int refused, bool letter, Finding[] findings)
    {
        var something = taken > 0 || letter;
        var faults = refused > 0 || findings.Any(f => f.Severity == Severity.Error);
        return (something, faults) switch
        {
            (true, false) => AttemptState.Taken,
            (true, true) => AttemptState.PartlyTaken,
            (false, true) => AttemptState.Refused,
            (false, false) => AttemptState.Taken,
        };
    }

    private async Task AttachLetterAsync(Campaign campaign, VerificationTask task, string sha256, Attempt attempt, CancellationToken cancellation)
    {
        var attached = await tasks.ApplyAsync(
            campaign.Id, task.Unit, new TaskCommand.AttachLetter(sha256), attempt.Subject, null, attempt.Id, cancellation).ConfigureAwait(false);
        if (!attached.Succeeded)
            throw new InvalidOperationException($"{task.Unit}: {attached.Refusal.Finding.MessageEn}");
    }

    private async Task<Dictionary<string, PatchRecord>> RecordsAsync(VerificationTask task, CancellationToken cancellation)
    {
        var records = new Dictionary<string, PatchRecord>(StringComparer.Ordinal);
        await foreach (var record in patches.EnumerateAsync(task.Campaign, task.Unit, cancellation).ConfigureAwait(false))
            records[record.Value.PatchKey] = record.Value;
        return records;
    }
}
