using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Domain.Campaigns;
using Platform.Domain.Submissions;
using Platform.Storage.Blobs;

namespace Platform.Orchestrations.Waking;

/// <summary>
/// Takes arrived bytes in: raw archive, receipt, seal, wake-up call, in this order. Called by the blob trigger and by the sweep; both may
/// call twice.
/// </summary>
public sealed partial class SubmissionIntake(ReceiptDesk receipts, TicketDesk tickets, UploadContainer uploads, ILogger<SubmissionIntake> logger)
{
    /// <summary>Takes one commit in.</summary>
    public async Task TakeAsync(Arrival arrival, DurableTaskClient workflows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var receipt = await receipts.ReceiveAsync(arrival, stop => uploads.OpenAsync(arrival.Path, arrival.ETag, stop), cancellation).ConfigureAwait(false);
        if (!receipt.Succeeded)
        {
            LogQuarantined(arrival.Path, receipt.Refusal.Finding.Code);
            return;
        }

        var attempt = receipt.Value;
        if (await tickets.FindAsync(attempt.Ticket, cancellation).ConfigureAwait(false) is { } ticket)
            await uploads.SealAsync(ticket, cancellation).ConfigureAwait(false);
        LogReceived(attempt.Id, attempt.Kind, attempt.Bytes);
        if (attempt.State == AttemptState.Received)
            await WakeAsync(attempt, workflows, cancellation).ConfigureAwait(false);
    }

    /// <summary>Wakes, or starts, the workflow that handles the attempt.</summary>
    public static async Task WakeAsync(Attempt attempt, DurableTaskClient workflows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var parts = attempt.Scope.Split(':');
        switch (attempt.Kind)
        {
            case SubmissionKind.Layer:
                await workflows.StartIngestAsync(new UploadKey(attempt.Ticket, attempt.Id), cancellation).ConfigureAwait(false);
                break;
            case SubmissionKind.Patches:
                await workflows.WakeAsync(Instances.OfCampaign(parts[1]), cancellation).ConfigureAwait(false);
                break;
            default:
                await workflows.WakeAsync(Instances.OfTask(parts[1], parts[2]), cancellation).ConfigureAwait(false);
                break;
        }
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "{Path} was quarantined: {Code}.")]
    private partial void LogQuarantined(string path, string code);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Attempt} ({Kind}, {Bytes} bytes) is in the raw archive.")]
    private partial void LogReceived(string attempt, SubmissionKind kind, long bytes);
}
