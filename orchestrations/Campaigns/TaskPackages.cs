using Platform.Domain.Campaigns;
using Platform.Domain.Labels;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Reporting.Tasks;
using Platform.Storage;
using Platform.Storage.Derived;

namespace Platform.Orchestrations.Campaigns;

/// <summary>Writes packages of tasks, and of the parts of them that districts have. Equal documents give equal bytes.</summary>
public sealed class TaskPackages(PatchDesk patches, ILayerStore layers, IDerivedFiles files, ProfileCatalogue profiles, Workspace workspace)
{
    /// <summary>The patches of a task as a package shows them, by number.</summary>
    public async Task<IReadOnlyList<TaskPatch>> PatchesAsync(string campaign, string unit, CancellationToken cancellation)
    {
        var all = new List<TaskPatch>();
        await foreach (var record in patches.EnumerateAsync(campaign, unit, cancellation).ConfigureAwait(false))
            all.Add(new TaskPatch(record.Value.Patch, record.Value.Prejudgement!));
        all.Sort((a, b) => string.CompareOrdinal(a.Patch.Number, b.Patch.Number));
        return all;
    }

    /// <summary>Writes the unit's package.</summary>
    public Task WriteAsync(Campaign campaign, VerificationTask task, IReadOnlyList<TaskPatch> all, CancellationToken cancellation) =>
        WriteAsync(campaign, task, all, null, DerivedPaths.Package(campaign.Id, task.Unit), cancellation);

    /// <summary>Writes the package of a district as the task has it now.</summary>
    public async Task WriteDistrictAsync(Campaign campaign, VerificationTask task, string district, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(campaign);
        var profile = profiles.Required(campaign.Profile);
        var asOf = profile.UnitList(campaign.Pins!.UnitList)!.AsOf;
        var name = profile.Regions.At(asOf).FirstOrDefault(region => region.CodeAt(asOf) == district)?.NameAt(asOf)?.Label;
        var keys = DistrictPart.KeysOf(task, district).ToHashSet(StringComparer.Ordinal);
        var all = await PatchesAsync(task.Campaign, task.Unit, cancellation).ConfigureAwait(false);
        var path = DerivedPaths.DistrictPackage(task.Campaign, task.Unit, district, DistrictPart.PackageVersionOf(task, district));
        await WriteAsync(
            campaign, task, [.. all.Where(patch => keys.Contains(patch.Patch.Key))], new PackageDistrict(district, name), path, cancellation).ConfigureAwait(false);
    }

    private async Task WriteAsync(
        Campaign campaign, VerificationTask task, IReadOnlyList<TaskPatch> included, PackageDistrict? district, string path, CancellationToken cancellation)
    {
        var profile = profiles.Required(campaign.Profile);
        var units = profile.UnitList(campaign.Pins!.UnitList)!;
        var rules = profile.RuleSet(campaign.Pins.RuleSet)!;
        using var pinned = await PinnedLayers.OpenAsync(campaign, profile, layers, cancellation).ConfigureAwait(false);
        var request = new TaskPackageRequest
        {
            Campaign = campaign,
            Task = task,
            Unit = units.Find(task.Unit)!,
            District = district,
            UnitList = units,
            Rules = rules,
            Profile = profile,
            Patches = included,
            PatchCount = included.Count,
            Context = new PatchSurroundings(pinned.Layers, rules).Around,
            TemporaryFolder = workspace.Root,
        };
        using var temporary = workspace.NewFile(".zip");
        var stream = File.Create(temporary.Path);
        await using (stream.ConfigureAwait(false))
            TaskPackageWriter.Write(stream, request, cancellation);
        await files.PutAsync(path, temporary.Path, "application/zip", cancellation: cancellation).ConfigureAwait(false);
    }
}
