using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Tasks;

namespace Platform.Orchestrations.Waking;

/// <summary>An upload whose campaign or task takes none any more.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="Task">The task, for verification results; null for change patches.</param>
public sealed record LateKey(UploadKey Upload, TaskKey? Task);

/// <summary>
/// Gives an upload its outcome when the workflow that it was meant for takes uploads no longer, or has ended: it is refused with a finding that says so.
/// Instance <c>late-attempt</c>. The step looks at the state itself, so that it takes nothing that the other workflow would take.
/// </summary>
public static class LateUpload
{
    [Function(nameof(LateUpload))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var late = context.GetInput<LateKey>()!;
        await (late.Task is { } task
            ? context.TakeUploadAsync<object>(nameof(TaskActivities.TakeAnswers), new TaskUpload(task, late.Upload), late.Upload)
            : context.TakeUploadAsync<object>(nameof(ImportActivities.ImportPatches), late.Upload, late.Upload));
    }
}
