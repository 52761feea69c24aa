using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Storage.Blobs;

namespace Platform.Orchestrations.Waking;

/// <summary>
/// Takes arrived bytes in: raw archive, receipt, seal, wake-up call, in this order. Called by the blob trigger and by the sweep; both may
/// call twice.
/// </summary>
public sealed partial class SubmissionIntake(
    ReceiptDesk receipts, TicketDesk tickets, CampaignDesk campaigns, TaskDesk tasks, UploadContainer uploads, TimeProvider time, ILogger<SubmissionIntake> logger)
{
    /// <summary>Takes one commit in.</summary>
    public async Task TakeAsync(Arrival arrival, DurableTaskClient workflows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var from = time.GetUtcNow();
        var receipt = await receipts.ReceiveAsync(arrival, stop => uploads.OpenAsync(arrival.Path, arrival.ETag, stop), cancellation).ConfigureAwait(false);
        if (!receipt.Succeeded)
        {
            LogQuarantined(arrival.Path, receipt.Refusal.Finding.Code);
            return;
        }

        var attempt = receipt.Value;
        using var span = PlatformTrace.Spans.StartActivity(ActivityKind.Consumer, PlatformTrace.OfUpload(attempt), startTime: from, name: "upload taken");
        span?.SetTag("platform.attempt", attempt.Id).SetTag("platform.sha256", attempt.Sha256);
        PlatformMetrics.Uploaded(attempt.Kind.ToString(), attempt.Bytes);
        if (await tickets.FindAsync(attempt.Ticket, cancellation).ConfigureAwait(false) is { } ticket)
            await uploads.SealAsync(ticket, cancellation).ConfigureAwait(false);
        LogReceived(attempt.Id, attempt.Kind, attempt.Bytes);
        if (attempt.State == AttemptState.Received)
            await WakeAsync(attempt, workflows, cancellation).ConfigureAwait(false);
    }

    /// <summary>Wakes, or starts, the workflow that handles the attempt; where that takes uploads no longer, one that refuses it.</summary>
    public async Task WakeAsync(Attempt attempt, DurableTaskClient workflows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var upload = new UploadKey(attempt.Ticket, attempt.Id);
        var parts = attempt.Scope.Split(':');
        switch (attempt.Kind)
        {
            case SubmissionKind.Layer:
                await workflows.StartIngestAsync(upload, cancellation).ConfigureAwait(false);
                break;
            case SubmissionKind.Patches when await TakesPatchesAsync(parts[1], cancellation).ConfigureAwait(false):
                await workflows.WakeAsync(Instances.OfCampaign(parts[1]), cancellation).ConfigureAwait(false);
                break;
            case SubmissionKind.Patches:
                await workflows.StartLateAsync(new LateKey(upload, null), cancellation).ConfigureAwait(false);
                break;
            case SubmissionKind.Verification when await TakesAnswersAsync(parts[1], parts[2], cancellation).ConfigureAwait(false):
                await workflows.WakeAsync(Instances.OfTask(parts[1], parts[2]), cancellation).ConfigureAwait(false);
                break;
            default:
                await workflows.StartLateAsync(new LateKey(upload, new TaskKey(parts[1], parts[2])), cancellation).ConfigureAwait(false);
                break;
        }
    }

    private async Task<bool> TakesPatchesAsync(string campaign, CancellationToken cancellation) =>
        await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false) is null or { Value.State: CampaignState.Draft };

    private async Task<bool> TakesAnswersAsync(string campaign, string unit, CancellationToken cancellation) =>
        await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false) is null or { Value.State: not (TaskState.Accepted or TaskState.Closed) };

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "{Path} was quarantined: {Code}.")]
    private partial void LogQuarantined(string path, string code);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Attempt} ({Kind}, {Bytes} bytes) is in the raw archive.")]
    private partial void LogReceived(string attempt, SubmissionKind kind, long bytes);
}
