using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Orchestrations.Campaigns;

namespace Platform.Orchestrations.Remaking;

/// <summary>
/// Makes the package of a district's part of a task as the task has it now; where that has changed since it was asked for, the next download asks for the new
/// one. May run twice.
/// </summary>
public sealed class DistrictPackageActivities(CampaignDesk campaigns, TaskDesk tasks, TaskPackages packages)
{
    [Function(nameof(MakeDistrictPackage))]
    public async Task MakeDistrictPackage([ActivityTrigger] LostFile lost, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lost);
        var campaign = await campaigns.RequiredAsync(lost.Campaign, cancellation).ConfigureAwait(false);
        var task = await tasks.RequiredAsync(lost.Campaign, lost.Unit!, cancellation).ConfigureAwait(false);
        if (DistrictPart.KeysOf(task, lost.District!).Count > 0)
            await packages.WriteDistrictAsync(campaign, task, lost.District!, cancellation).ConfigureAwait(false);
    }
}
