using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Domain.Submissions;
using Platform.Orchestrations.Waking;
using Platform.Storage.Blobs;

namespace Platform.Functions;

/// <summary>
/// A commit of bytes arrived. Delivered at least once and in any order; the reconciling sweep finds what was never announced.
/// </summary>
public sealed partial class SubmissionArrived(SubmissionIntake intake, ILogger<SubmissionArrived> logger)
{
    [Function(nameof(SubmissionArrived))]
    public async Task RunAsync(
        [BlobTrigger(UploadContainer.Name + "/{kind}/{unit}/{ticket}/{name}", Connection = "AzureWebJobsStorage", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        [DurableClient] DurableTaskClient workflows,
        CancellationToken cancellation)
    {
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false)).Value;
            var arrival = new Arrival(blob.Name, properties.ETag.ToString("H"), properties.LastModified, properties.ContentLength);
            await intake.TakeAsync(arrival, workflows, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // A newer commit has replaced this one; it is announced by itself.
            LogReplaced(blob.Name);
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "{Path} was replaced before it was read.")]
    private partial void LogReplaced(string path);
}
