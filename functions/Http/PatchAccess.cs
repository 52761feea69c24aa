using Platform.Domain.Access;
using Platform.Domain.Campaigns;

namespace Platform.Functions.Http;

/// <summary>Asks the access policy about patches, which a unit may have passed on to its districts.</summary>
public sealed class PatchAccess(TaskDesk tasks)
{
    /// <summary>Those of a campaign's patches that the caller may see, in the same order.</summary>
    public async Task<IReadOnlyList<PatchRecord>> SeenByAsync(
        Principal who, string campaign, IEnumerable<PatchRecord> records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        var dispatched = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var seen = new List<PatchRecord>();
        foreach (var record in records)
        {
            var unit = record.Patch.Unit;
            if (!AccessPolicy.MaySee(who, unit))
            {
                if (!dispatched.TryGetValue(unit, out var districts))
                    dispatched[unit] = districts = await DispatchesAsync(campaign, unit, cancellation).ConfigureAwait(false);
                var target = new AccessTarget(unit, District: districts.GetValueOrDefault(record.PatchKey));
                if (!AccessPolicy.Allows(who, Operation.ReadPatch, target))
                    continue;
            }

            seen.Add(record);
        }

        return seen;
    }

    /// <summary>Whether the caller may see one patch.</summary>
    public async Task<bool> MaySeeAsync(Principal who, string campaign, PatchRecord record, CancellationToken cancellation) =>
        (await SeenByAsync(who, campaign, [record], cancellation).ConfigureAwait(false)).Count == 1;

    private async Task<IReadOnlyDictionary<string, string>> DispatchesAsync(string campaign, string unit, CancellationToken cancellation) =>
        (await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false))?.Value.SubDispatches ?? new Dictionary<string, string>();
}
