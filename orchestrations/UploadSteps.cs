using Microsoft.DurableTask;

namespace Platform.Orchestrations;

/// <summary>How every workflow takes an upload.</summary>
internal static class UploadSteps
{
    /// <summary>
    /// Runs the step that takes an upload. What it cannot handle for a reason that is not in the file is given up, so that those behind it are taken.
    /// </summary>
    /// <returns>What the step answers; the default value when it was given up.</returns>
    public static async Task<T?> TakeUploadAsync<T>(this TaskOrchestrationContext context, string step, object input, UploadKey upload)
    {
        try
        {
            return await context.CallActivityAsync<T>(step, input, Waiting.RetryingBriefly);
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(UploadActivities.GiveUpUpload), new GivenUp(upload, failure.FailureDetails.ErrorMessage), Waiting.Retrying);
            return default;
        }
    }
}
