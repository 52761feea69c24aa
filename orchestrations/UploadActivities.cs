using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Platform.Domain.Campaigns;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Orchestrations;

/// <summary>An upload that could not be handled for a reason that is not in the file.</summary>
/// <param name="Upload">Which.</param>
/// <param name="Reason">For the log.</param>
/// <param name="MayPass">The reason may go away by itself: it is tried again and not given up yet.</param>
/// <param name="Why">What to say of it; null for the general finding.</param>
public sealed record GivenUp(UploadKey Upload, string Reason, bool MayPass = false, Finding? Why = null);

/// <summary>The step that all workflows which take uploads share. May run twice.</summary>
public sealed partial class UploadActivities(
    TicketDesk tickets, AttemptDesk attempts, PatchDesk patches, AnswerDesk answers, ILogger<UploadActivities> logger)
{
    /// <summary>
    /// Finishes an upload that could not be handled for a reason that is not in the file, so that those behind it are taken. Change patches that it had written
    /// are taken back; answers that it had recorded are part of the task's history, stay, and are counted.
    /// </summary>
    /// <returns>Whether it is to be tried again; nothing has been done then.</returns>
    [Function(nameof(GiveUpUpload))]
    public async Task<bool> GiveUpUpload([ActivityTrigger] GivenUp given, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (given.MayPass)
        {
            LogTriedAgain(given.Upload.Attempt, given.Reason);
            return true;
        }

        var ticket = await tickets.FindAsync(given.Upload.Ticket, cancellation).ConfigureAwait(false);
        var attempt = await attempts.FindAsync(given.Upload.Ticket, given.Upload.Attempt, cancellation).ConfigureAwait(false);
        if (ticket is null || attempt is null)
            throw new InvalidOperationException($"There is no upload {given.Upload.Ticket}/{given.Upload.Attempt}.");
        if (attempt.State != AttemptState.Received)
            return false;
        LogGivenUp(given.Upload.Attempt, given.Reason);
        if (ticket.Kind == SubmissionKind.Patches)
            await patches.WithdrawAsync(ticket.Campaign!, attempt.Id, cancellation).ConfigureAwait(false);
        var recorded = ticket.Kind == SubmissionKind.Verification
            ? await answers.CountAsync(ticket.Campaign!, ticket.Unit!, attempt.Id, cancellation).ConfigureAwait(false)
            : 0;
        await attempts.FinishAsync(attempt, ResultOf(attempt, recorded, given.Why), cancellation).ConfigureAwait(false);
        return false;
    }

    private static AttemptResult ResultOf(Attempt attempt, int recorded, Finding? why)
    {
        var at = new Location(attempt.Name);
        var result = recorded == 0
            ? AttemptResult.NotJudged(why ?? WorkflowFindings.GivenUp.At(at, attempt.Id))
            : new AttemptResult(AttemptState.PartlyTaken, recorded, 0, [why ?? WorkflowFindings.GivenUpHalfway.At(at, attempt.Id, recorded)]) { IsJudged = false };
        return result with { IsGivenUp = true };
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "{Attempt} could not be handled: {Reason}")]
    private partial void LogGivenUp(string attempt, string reason);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "{Attempt} waits for the storage: {Reason}")]
    private partial void LogTriedAgain(string attempt, string reason);
}
