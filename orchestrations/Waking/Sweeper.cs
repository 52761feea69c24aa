using System.Globalization;
using Microsoft.DurableTask.Client;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Storage.Messaging;

namespace Platform.Orchestrations.Waking;

/// <summary>What a sweep found and mended. All zero means that nothing had been lost.</summary>
/// <param name="At">When it ran.</param>
/// <param name="BlobsWithoutReceipt">Uploads that no event had announced; taken in now.</param>
/// <param name="AttemptsWoken">Receipts that no workflow had picked up in time; woken now.</param>
/// <param name="CampaignsStarted">Campaigns without a workflow; started now.</param>
/// <param name="InstancesFailed">Workflows of any kind that have stopped with an error; an operator has to look.</param>
/// <param name="MessagesPublished">Outbox rows that went out; normal.</param>
/// <param name="MessagesRefused">Outbox rows that the bus refuses.</param>
public sealed record SweepReport(
    DateTimeOffset At, IReadOnlyList<string> BlobsWithoutReceipt, IReadOnlyList<string> AttemptsWoken, IReadOnlyList<string> CampaignsStarted,
    IReadOnlyList<string> InstancesFailed, int MessagesPublished, IReadOnlyList<string> MessagesRefused)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "sweep";

    /// <summary>Uploads deleted from the container: archived, and their ticket has ended; normal.</summary>
    public int BlobsCleared { get; init; }

    /// <summary>Whether something had been lost or is stuck.</summary>
    public bool FoundSomething =>
        BlobsWithoutReceipt.Count + AttemptsWoken.Count + CampaignsStarted.Count + InstancesFailed.Count + MessagesRefused.Count > 0;

    /// <summary>Whether it tells no more than an earlier report: what stays stuck is told once a day.</summary>
    public bool SaysAgain(SweepReport? earlier) => earlier is not null
        && BlobsWithoutReceipt.Count + CampaignsStarted.Count == 0
        && AttemptsWoken.SequenceEqual(earlier.AttemptsWoken)
        && InstancesFailed.SequenceEqual(earlier.InstancesFailed)
        && MessagesRefused.SequenceEqual(earlier.MessagesRefused);
}

/// <summary>
/// Reconciles blobs, documents, workflows and outbox: whatever step of the write order was interrupted, a later sweep finds what is missing and does it.
/// </summary>
public sealed class Sweeper(
    IDocumentStore store, UploadQueue uploads, SubmissionIntake intake, AttemptDesk attempts, OutboxDispatcher outbox, TimeProvider time)
{
    // What is younger is still on its ordinary way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One sweep. Records its report when it found something.</summary>
    public async Task<SweepReport> RunAsync(DurableTaskClient workflows, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Patience;
        var look = await uploads.LookAsync(before, time.GetUtcNow(), cancellation).ConfigureAwait(false);
        var blobs = await TakeForgottenAsync(look.Unreceived, workflows, cancellation).ConfigureAwait(false);
        await uploads.ClearAsync(look.Spent, cancellation).ConfigureAwait(false);
        var woken = await WakeForgottenAsync(workflows, before, cancellation).ConfigureAwait(false);
        var started = await StartForgottenAsync(workflows, before, cancellation).ConfigureAwait(false);
        var failed = await FailedAsync(workflows, cancellation).ConfigureAwait(false);
        var pass = await outbox.RunAsync(cancellation).ConfigureAwait(false);
        var report = new SweepReport(
            time.GetUtcNow(), blobs, woken, started, failed, pass.Published, [.. pass.Refused.Select(r => $"{r.Partition} {r.MessageId}: {r.Reason}")])
        {
            BlobsCleared = look.Spent.Count,
        };
        PlatformMetrics.Swept(pass.Published, blobs.Count + woken.Count + started.Count);
        if (report.FoundSomething && !report.SaysAgain(await LastAsync(report.At, cancellation).ConfigureAwait(false)))
            await RecordAsync(report, cancellation).ConfigureAwait(false);
        return report;
    }

    /// <summary>The reports of a day, oldest first.</summary>
    public async Task<IReadOnlyList<SweepReport>> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        var query = DocumentQuery.In(Containers.Operations, PartitionKey.Of(DayKey(day))).OfType(SweepReport.DocumentType).OrderBy("at");
        var reports = new List<SweepReport>();
        await foreach (var report in store.EnumerateAsync<SweepReport>(query, cancellation).ConfigureAwait(false))
            reports.Add(report.Value);
        return reports;
    }

    private async Task<SweepReport?> LastAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var query = DocumentQuery.In(Containers.Operations, PartitionKey.Of(DayKey(DateOnly.FromDateTime(at.UtcDateTime))))
            .OfType(SweepReport.DocumentType).OrderByDescending("at").Take(1);
        var page = await store.QueryAsync<SweepReport>(query, cancellation).ConfigureAwait(false);
        return page.Items.Count == 0 ? null : page.Items[0].Value;
    }

    private async Task<List<string>> TakeForgottenAsync(IReadOnlyList<Arrival> unreceived, DurableTaskClient workflows, CancellationToken cancellation)
    {
        var taken = new List<string>();
        foreach (var arrival in unreceived)
        {
            await intake.TakeAsync(arrival, workflows, cancellation).ConfigureAwait(false);
            taken.Add(arrival.Path);
        }

        return taken;
    }

    private async Task<List<string>> WakeForgottenAsync(DurableTaskClient workflows, DateTimeOffset before, CancellationToken cancellation)
    {
        var woken = new List<string>();
        await foreach (var attempt in attempts.AllWaitingAsync(cancellation).ConfigureAwait(false))
        {
            if (IsYoung(attempt.Value.ReceivedAt, before))
                continue;
            await intake.WakeAsync(attempt.Value, workflows, cancellation).ConfigureAwait(false);
            woken.Add(attempt.Id);
        }

        return woken;
    }

    private async Task<List<string>> StartForgottenAsync(DurableTaskClient workflows, DateTimeOffset before, CancellationToken cancellation)
    {
        var started = new List<string>();
        await foreach (var campaign in store.EnumerateAsync<Campaign>(CampaignDesk.All(), cancellation).ConfigureAwait(false))
        {
            if (campaign.Value.State == CampaignState.Published || IsYoung(campaign.Value.CreatedAt, before))
                continue;
            var id = Instances.OfCampaign(campaign.Value.Id);
            if (await workflows.GetInstanceAsync(id, cancellation).ConfigureAwait(false) is not null)
                continue;
            await workflows.StartCampaignAsync(campaign.Value.Id, cancellation).ConfigureAwait(false);
            started.Add(id);
        }

        return started;
    }

    // What the clock says to come from the future was dated before the clock was set back: how old it is cannot be known, and looking at it does no harm.
    private bool IsYoung(DateTimeOffset at, DateTimeOffset before) => at > before && at <= time.GetUtcNow();

    // Of every kind: a failed task would else show only when the last of its campaign's tasks has ended.
    private static async Task<List<string>> FailedAsync(DurableTaskClient workflows, CancellationToken cancellation)
    {
        var failed = new List<string>();
        var query = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]);
        await foreach (var instance in workflows.GetAllInstancesAsync(query).WithCancellation(cancellation).ConfigureAwait(false))
            failed.Add(instance.InstanceId);
        failed.Sort(StringComparer.Ordinal);
        return failed;
    }

    private Task<WriteResult> RecordAsync(SweepReport report, CancellationToken cancellation) => store.UpsertAsync(
        Containers.Operations,
        PartitionKey.Of(DayKey(DateOnly.FromDateTime(report.At.UtcDateTime))),
        SweepReport.DocumentType,
        KeyText.From("sweep", report.At.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)),
        report,
        cancellation);

    private static string DayKey(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
