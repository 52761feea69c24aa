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
        var published = await context.TakeUploadAsync<string>(nameof(IngestActivities.PublishLayer), upload, upload);
        context.SetCustomStatus(published ?? "refused");
    }
}
