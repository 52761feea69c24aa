using System.Text.Json;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Documents;
using Platform.Domain.Indicators;
using Platform.Domain.Json;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;

namespace Platform.Desk.Replay;

/// <summary>
/// Does again, decision by decision, what the platform did: people's commands as the log has them, the platform's steps by the activities that made them,
/// each at its recorded instant. Not thread-safe.
/// </summary>
internal sealed class Replayer
{
    private readonly ReplayPlatform platform;
    private readonly ReplayScript script;
    private readonly ReplayClock clock;
    private readonly List<Finding> findings = [];
    private string? upload;

    public Replayer(ReplayPlatform platform, ReplayScript script, ReplayClock clock)
    {
        (this.platform, this.script, this.clock) = (platform, script, clock);
        platform.Store.Earlier = StepAsync;
        platform.Store.Written = AfterWrite;
    }

    /// <summary>Replays everything; returns what could not be done or did not come about.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        foreach (var line in script.Lines)
        {
            if (!script.IsDone(line))
                await StepAsync(line, cancellation).ConfigureAwait(false);
        }

        return [.. findings, .. script.Open.Select(line => DecisionFindings.NotReproduced.At(Location.Whole, Describe(line)))];
    }

    // Steps may nest: a step that comes too early has an earlier one replayed first.
    private async Task StepAsync(DecisionLine line, CancellationToken cancellation)
    {
        var before = (clock.Now, upload);
        (clock.Now, upload) = (line.At, null);
        try
        {
            if (ReplayScript.UploadOf(line) is { } attempt)
                await TakeAsync(attempt, cancellation).ConfigureAwait(false);
            else
                await DoAsync(line, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or InvalidDataException)
        {
            findings.Add(DecisionFindings.StepFailed.At(Location.Whole, Describe(line), e.Message));
        }

        (clock.Now, upload) = before;
    }

    private Task DoAsync(DecisionLine line, CancellationToken cancellation) => line switch
    {
        HistoryLine { Unit: null } h => OrderAsync(h, cancellation),
        HistoryLine h => CommandAsync(h, h.Unit, cancellation),
        TicketLine t => DoneAsync(line, platform.Tickets.KeepAsync(t.Ticket, cancellation)),
        ReceiptLine r => DoneAsync(line, ReceiveAsync(r, cancellation)),
        QuarantineLine q => DoneAsync(line, platform.Receipts.QuarantineAsync(ArrivalOf(q.Blob), q.Id, Kept(q.Blob.Sha256, q.Blob.Bytes), cancellation)),
        ReportLine r => DoneAsync(line, platform.Reporting.WriteReport(r.Campaign, cancellation)),
        IndicatorsLine i => DoneAsync(line, RefreshAsync(i.Version, i.Layers, cancellation)),
        _ => throw new InvalidOperationException($"There is no way to replay {line.GetType().Name}."),
    };

    private async Task DoneAsync(DecisionLine line, Task step)
    {
        await step.ConfigureAwait(false);
        script.MarkDone(line);
    }

    private async Task OrderAsync(HistoryLine line, CancellationToken cancellation)
    {
        var (campaign, entry) = (line.Campaign, line.Entry);
        if (entry.Command is OpenCampaign open)
        {
            await platform.Campaigns.CreateAsync(
                new NewCampaign(campaign, open.Profile, open.Title, open.TitleEn, open.Period), entry.Subject, cancellation).ConfigureAwait(false);
        }
        else if (entry.Command is CampaignCommand command)
        {
            await platform.Campaigns.ApplyAsync(campaign, command, entry.Subject, null, cancellation).ConfigureAwait(false);
            if (command is CampaignCommand.OrderIssue && script.IsDone(line))
                await IssueAsync(campaign, cancellation).ConfigureAwait(false);
        }
    }

    private Task CommandAsync(HistoryLine line, string unit, CancellationToken cancellation) => line.Entry switch
    {
        { Command: TaskCommand command } => platform.Tasks.ApplyAsync(line.Campaign, unit, command, line.Entry.Subject, null, cancellation),
        { Action: AnswerDesk.ReturnSettled } => platform.Answers.SettleReturnAsync(line.Campaign, unit, cancellation),
        { Action: AnswerDesk.EndSettled } => platform.Answers.SettleEndAsync(line.Campaign, unit, cancellation),
        _ => Task.CompletedTask,
    };

    // What follows from the order alone: nothing that it reads can change any more.
    private async Task IssueAsync(string campaign, CancellationToken cancellation)
    {
        var ranges = await platform.Prejudging.PlanPrejudgement(campaign, cancellation).ConfigureAwait(false);
        foreach (var range in ranges)
            await platform.Prejudging.PrejudgeRange(new CampaignRange(campaign, range), cancellation).ConfigureAwait(false);
        foreach (var unit in ranges.Select(range => range.Unit).Distinct())
            await platform.Issuing.IssueTask(new TaskKey(campaign, unit), cancellation).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(ReceiptLine receipt, CancellationToken cancellation)
    {
        var ticket = await platform.Tickets.FindAsync(receipt.Ticket, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no ticket {receipt.Ticket}.");
        var arrival = new Arrival(ticket.BlobPath, "", receipt.CommittedAt, receipt.Bytes);
        await platform.Receipts.RecordAsync(ticket, receipt.Attempt, arrival, Kept(receipt.Sha256, receipt.Bytes), cancellation).ConfigureAwait(false);
    }

    // An upload is taken where the first of its consequences stands in the log; each of them gets its own instant.
    private async Task TakeAsync(string attempt, CancellationToken cancellation)
    {
        var receipt = script.ReceiptOf(attempt) ?? throw new InvalidOperationException($"The log has no receipt of {attempt}.");
        var key = new UploadKey(receipt.Ticket, attempt);
        upload = attempt;
        FollowUpload();
        if (script.OutcomeOf(attempt) is { GivenUp: true } given)
            await GiveUpAsync(key, given.Why, cancellation).ConfigureAwait(false);
        else
            await HandleAsync(key, cancellation).ConfigureAwait(false);
    }

    // What an upload came to before it was given up stands in the log; whatever would have followed did not happen.
    private async Task GiveUpAsync(UploadKey key, Finding? why, CancellationToken cancellation)
    {
        try
        {
            if (script.NextOf(key.Attempt) is HistoryLine)
                await HandleAsync(key, cancellation).ConfigureAwait(false);
        }
        catch (GivenUpException)
        {
            FollowUpload();
        }

        upload = null;
        await platform.Uploads.GiveUpUpload(new GivenUp(key, "", Why: why), cancellation).ConfigureAwait(false);
    }

    private async Task HandleAsync(UploadKey key, CancellationToken cancellation)
    {
        var ticket = (await platform.Tickets.FindAsync(key.Ticket, cancellation).ConfigureAwait(false))!;
        await (ticket.Kind switch
        {
            SubmissionKind.Layer => platform.Ingest.PublishLayer(key, cancellation),
            SubmissionKind.Patches => platform.Imports.ImportPatches(key, cancellation),
            _ => platform.Intake.TakeAsync(new TaskKey(ticket.Campaign!, ticket.Unit!), key, cancellation),
        }).ConfigureAwait(false);
    }

    private void FollowUpload()
    {
        if (upload is not null && script.NextOf(upload) is { } next)
            clock.Now = next.At;
    }

    private void AfterWrite()
    {
        var handled = upload;
        FollowUpload();
        if (handled is not null && script.NextOf(handled) is ProcessedLine { GivenUp: true })
            throw new GivenUpException();
    }

    private async Task RefreshAsync(IndicatorVersion version, LayerBasis? layers, CancellationToken cancellation)
    {
        foreach (var source in version.Sources)
        {
            if (!await platform.Indicators.HasAsync(version.Profile, source, cancellation).ConfigureAwait(false))
                await platform.Indicators.ComputeAsync(version.Profile, source, cancellation).ConfigureAwait(false);
        }

        foreach (var subject in layers is null ? [] : await platform.LayerIndicators.MissingAsync(layers, cancellation).ConfigureAwait(false))
            await platform.LayerIndicators.MeasureAsync(layers!, subject, cancellation).ConfigureAwait(false);
        var set = layers is null ? null : await platform.LayerIndicators.ComposeAsync(layers, cancellation).ConfigureAwait(false);
        await platform.Indicators.SwitchAsync(version.Profile, version.Sources, set, cancellation).ConfigureAwait(false);
    }

    private static ArchiveResult Kept(string sha256, long bytes) => new(ArchiveOutcome.AlreadyThere, ContentHash.Parse(sha256), bytes);

    private static Arrival ArrivalOf(QuarantinedBlob blob) => new(blob.Path, "", blob.CommittedAt, blob.Bytes);

    private static string Describe(DecisionLine line) => line switch
    {
        HistoryLine h => $"{h.Campaign}/{h.Unit ?? "-"} {h.Entry.Sequence} {h.Entry.Action}",
        _ => JsonSerializer.Serialize<LogLine>(line, PlatformJson.Options),
    };

    // Ends the handling of an upload at the place where the platform's ended.
    private sealed class GivenUpException : Exception;
}
