using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Orchestrations;

/// <summary>An upload that could not be handled for a reason that is not in the file.</summary>
public sealed record GivenUp(UploadKey Upload, string Reason);

/// <summary>The step that all workflows which take uploads share. May run twice.</summary>
public sealed partial class UploadActivities(AttemptDesk attempts, ILogger<UploadActivities> logger)
{
    /// <summary>Finishes an upload that could not be handled for a reason that is not in the file, so that those behind it are taken.</summary>
    [Function(nameof(GiveUpUpload))]
    public async Task GiveUpUpload([ActivityTrigger] GivenUp given, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(given);
        var attempt = await attempts.FindAsync(given.Upload.Ticket, given.Upload.Attempt, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no attempt {given.Upload.Attempt}.");
        LogGivenUp(given.Upload.Attempt, given.Reason);
        var finding = WorkflowFindings.GivenUp.At(new Location(attempt.Name), attempt.Id);
        await attempts.FinishAsync(attempt, AttemptResult.NotJudged(finding) with { IsGivenUp = true }, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "{Attempt} could not be handled: {Reason}")]
    private partial void LogGivenUp(string attempt, string reason);
}
