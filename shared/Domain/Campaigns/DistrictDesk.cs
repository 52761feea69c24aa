using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Campaigns;

/// <summary>The part of a task that a unit passed on to one of its districts.</summary>
/// <param name="Campaign">Campaign id.</param>
/// <param name="Unit">Unit code; the unit checks and submits the task as a whole.</param>
/// <param name="District">Region code.</param>
/// <param name="Bureau">The unit's bureau.</param>
/// <param name="State">State of the whole task.</param>
/// <param name="Round">Return round of the whole task.</param>
/// <param name="DueAt">End of the task's due day, as an instant.</param>
/// <param name="Patches">How many patches the district has.</param>
/// <param name="Counts">Where they stand; null in lists.</param>
public sealed record DistrictPart(
    string Campaign, string Unit, string District, string Bureau, TaskState State, int Round, DateTimeOffset DueAt, int Patches, TaskCounts? Counts)
{
    /// <summary>Keys of a district's patches, in order.</summary>
    public static IReadOnlyList<string> KeysOf(VerificationTask task, string district)
    {
        ArgumentNullException.ThrowIfNull(task);
        return [.. task.SubDispatches.Where(d => d.Value == district).Select(d => d.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every district that has a part of the task, in code order.</summary>
    public static IReadOnlyList<DistrictPart> AllOf(VerificationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return
        [
            .. task.SubDispatches.Values.GroupBy(district => district, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new DistrictPart(
                    task.Campaign, task.Unit, group.Key, task.Bureau, task.State, task.Round, task.DueAt, group.Count(), null)),
        ];
    }

    /// <summary>Names the content of a district's package: equal for the same patches and dates, so that a package is made once for each.</summary>
    public static string PackageVersionOf(VerificationTask task, string district)
    {
        ArgumentNullException.ThrowIfNull(task);
        var content = string.Join('\n', [task.Bureau, task.ReceiptDueAt.ToString("O"), task.DueAt.ToString("O"), .. KeysOf(task, district)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
    }
}

/// <summary>Reads what districts have to do.</summary>
public sealed class DistrictDesk(IDocumentStore store, TaskDesk tasks)
{
    /// <summary>Every part of a campaign, by unit and district.</summary>
    public async Task<IReadOnlyList<DistrictPart>> ListAsync(string campaign, CancellationToken cancellation) =>
        [.. (await tasks.ListAsync(campaign, cancellation).ConfigureAwait(false)).SelectMany(DistrictPart.AllOf)];

    /// <summary>One part with its counts, or null when nothing is with the district.</summary>
    public async Task<DistrictPart?> FindAsync(string campaign, string unit, string district, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false) is not { } task)
            return null;
        if (DistrictPart.AllOf(task.Value).FirstOrDefault(part => part.District == district) is not { } found)
            return null;
        var counts = new TaskCounts(found.Patches, 0, 0, 0);
        foreach (var key in DistrictPart.KeysOf(task.Value, district))
        {
            var patch = await store.ReadAsync<PatchRecord>(Containers.Monitoring, task.Partition, PatchRecord.IdOf(key), cancellation).ConfigureAwait(false);
            counts = Count(counts, patch!.Value.State);
        }

        return found with { Counts = counts };
    }

    private static TaskCounts Count(TaskCounts counts, PatchState state) => state switch
    {
        PatchState.Answered => counts with { Answered = counts.Answered + 1 },
        PatchState.Returned => counts with { Returned = counts.Returned + 1 },
        PatchState.Accepted => counts with { Accepted = counts.Accepted + 1 },
        _ => counts,
    };
}
