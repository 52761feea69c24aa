using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Domain.Profiles;
using Platform.Orchestrations.Indicators;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>What happens by the clock.</summary>
public sealed partial class TimerFunctions(Sweeper sweeper, ProfileCatalogue profiles, TimeProvider time, ILogger<TimerFunctions> logger)
{
    /// <summary>Finds what was lost between two steps, twice a minute.</summary>
    [Function("Sweep")]
    public async Task SweepAsync(
        [TimerTrigger("*/30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient workflows, CancellationToken cancellation)
    {
        var report = await sweeper.RunAsync(workflows, cancellation).ConfigureAwait(false);
        if (report.FoundSomething)
            LogSwept(report.BlobsWithoutReceipt.Count, report.AttemptsWoken.Count, report.CampaignsStarted.Count, report.InstancesFailed.Count);
    }

    /// <summary>
    /// Every hour: starts tonight's indicator refresh of each profile whose night it is. The instance is named by the night, so that it starts once.
    /// </summary>
    [Function("NightlyIndicators")]
    public async Task NightlyIndicatorsAsync(
        [TimerTrigger("0 5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient workflows, CancellationToken cancellation)
    {
        foreach (var profile in profiles.All)
        {
            if (NightlyRule.NightDue(profile.Zone, time.GetUtcNow()) is { } night)
                await workflows.StartIndicatorsAsync(profile.Id, $"{night:yyyy-MM-dd}", cancellation).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning,
        Message = "The sweep found {Blobs} uploads without receipt, {Attempts} receipts unattended, {Campaigns} campaigns without workflow, {Failed} failed workflows.")]
    private partial void LogSwept(int blobs, int attempts, int campaigns, int failed);
}
