using Microsoft.DurableTask;

namespace Platform.Orchestrations;

/// <summary>How every workflow takes an upload.</summary>
internal static class UploadSteps
{
    /// <summary>How long a storage that is away is waited for. Meanwhile nothing else of the workflow goes on; it would need the same storage.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs the step that takes an upload. While the storage is away it is tried again for <see cref="Patience"/>; what cannot be handled for another reason that is not in the file is
    /// given up at once, so that those behind it are taken.
    /// </summary>
    /// <returns>What the step answers; the default value when it was given up.</returns>
    public static async Task<T?> TakeUploadAsync<T>(this TaskOrchestrationContext context, string step, object input, UploadKey upload)
    {
        var begun = context.CurrentUtcDateTime;
        GivenUp given;
        do
        {
            try
            {
                return await context.CallActivityAsync<T>(step, input, Waiting.RetryingBriefly);
            }
            catch (TaskFailedException failure)
            {
                var mayPass = StorageFaults.Include(failure.FailureDetails) && context.CurrentUtcDateTime - begun < Patience;
                given = new GivenUp(upload, failure.FailureDetails.ErrorMessage, mayPass);
            }
        }
        while (await WaitUnlessGivenUpAsync(context, given));
        return default;
    }

    // True: it is tried again. Histories of the first releases have no answer here: what they gave up stays given up.
    private static async Task<bool> WaitUnlessGivenUpAsync(TaskOrchestrationContext context, GivenUp given)
    {
        if (!(await context.CallActivityAsync<bool?>(nameof(UploadActivities.GiveUpUpload), given, Waiting.Retrying) ?? false))
            return false;
        await context.CreateTimer(context.CurrentUtcDateTime + Pause, CancellationToken.None);
        return true;
    }
}
