using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Platform.Orchestrations.Ingest;

/// <summary>
/// A layer package from receipt to published layer version: plan results, control lines, permits, boundaries. Instance <c>ingest-attempt</c>, input: the
/// upload. A package with error findings publishes nothing.
/// </summary>
public static class PlanIngest
{
    [Function(nameof(PlanIngest))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var upload = context.GetInput<UploadKey>()!;
        try
        {
            var published = await context.CallActivityAsync<string?>(nameof(IngestActivities.PublishLayer), upload, Waiting.RetryingBriefly);
            context.SetCustomStatus(published ?? "refused");
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(UploadActivities.GiveUpUpload), new GivenUp(upload, failure.FailureDetails.ErrorMessage), Waiting.Retrying);
        }
    }
}
