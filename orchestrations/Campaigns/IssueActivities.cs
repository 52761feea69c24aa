using Microsoft.Azure.Functions.Worker;
using NetTopologySuite.Geometries;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Reporting.Tasks;
using Platform.Storage;
using Platform.Storage.Blobs;

namespace Platform.Orchestrations.Campaigns;

/// <summary>Issues one task per monitoring unit: its package first, then the task itself. May run twice.</summary>
public sealed class IssueActivities(
    CampaignDesk campaigns, PatchDesk patches, ILayerStore layers, DerivedFiles files, ProfileCatalogue profiles, IDocumentStore store, Workspace workspace)
{
    [Function(nameof(IssueTask))]
    public async Task IssueTask([ActivityTrigger] TaskKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var campaign = (await campaigns.FindAsync(key.Campaign, cancellation).ConfigureAwait(false))!.Value;
        var profile = profiles.Required(campaign.Profile);
        var units = profile.UnitList(campaign.Pins!.UnitList)!;
        var unit = units.Find(key.Unit)!;
        var issued = new List<TaskPatch>();
        await foreach (var record in patches.EnumerateAsync(key.Campaign, key.Unit, cancellation).ConfigureAwait(false))
            issued.Add(new TaskPatch(record.Value.Patch, record.Value.Prejudgement!));
        issued.Sort((a, b) => string.CompareOrdinal(a.Patch.Number, b.Patch.Number));

        var task = NewTask(campaign, profile, unit, issued.Count);
        using var pinned = await PinnedLayers.OpenAsync(campaign, profile, layers, cancellation).ConfigureAwait(false);
        var request = new TaskPackageRequest
        {
            Campaign = campaign,
            Task = task,
            Unit = unit,
            UnitList = units,
            Rules = profile.RuleSet(campaign.Pins.RuleSet)!,
            Profile = profile,
            Patches = issued,
            PatchCount = issued.Count,
            Context = extent => Context(pinned, profile.RuleSet(campaign.Pins.RuleSet)!, extent),
            TemporaryFolder = workspace.Root,
        };
        await WritePackageAsync(request, cancellation).ConfigureAwait(false);
        await WriteTaskAsync(task, campaign, cancellation).ConfigureAwait(false);
    }

    private static VerificationTask NewTask(Campaign campaign, Profile profile, MonitoringUnit unit, int count)
    {
        var calendar = profile.Calendar;
        var deadlines = profile.Settings.Deadlines;
        var day = calendar.DayOf(campaign.IssuedAt!.Value);
        return new VerificationTask
        {
            Campaign = campaign.Id,
            Unit = unit.Code,
            Bureau = unit.Bureau.Zh,
            State = TaskState.Issued,
            Counts = new TaskCounts(count, 0, 0, 0),
            IssuedAt = campaign.IssuedAt.Value,
            ReceiptDueAt = calendar.DeadlineAfter(day, deadlines.ReceiptDays, deadlines.InWorkingDays, deadlines.MovesToWorkingDay).DueAt,
            DueAt = calendar.EndOfDay(campaign.DueDate!.Value),
        };
    }

    private async Task WritePackageAsync(TaskPackageRequest request, CancellationToken cancellation)
    {
        using var temporary = workspace.NewFile(".zip");
        var stream = File.Create(temporary.Path);
        await using (stream.ConfigureAwait(false))
            TaskPackageWriter.Write(stream, request, cancellation);
        await files.PutAsync(
            DerivedPaths.Package(request.Campaign.Id, request.Unit.Code), temporary.Path, "application/zip", cancellation: cancellation).ConfigureAwait(false);
    }

    private async Task WriteTaskAsync(VerificationTask task, Campaign campaign, CancellationToken cancellation)
    {
        var entry = new HistoryEntry(task.IssuedAt, campaign.IssuedBy!, "task.issued", null, task.State.ToString(), task.Bureau);
        var batch = DocumentBatch.In(Containers.Monitoring, PartitionKey.Of(task.Campaign, task.Unit))
            .Create(TaskDesk.DocumentType, TaskDesk.DocumentId, task)
            .AddTrail(entry, Instances.OfTask(task.Campaign, task.Unit), task.Unit, "new");
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (!written.IsWritten && written.Outcome != WriteOutcome.Conflict)
            throw new InvalidOperationException($"The task {task.Campaign}/{task.Unit} could not be written: {written.Outcome}.");
    }

    // Drawn from the back to the front: plan, control lines, permits.
    private static List<MapContextFeature> Context(PinnedLayers pinned, RuleSet rules, Envelope extent)
    {
        var features = new List<MapContextFeature>();
        foreach (var layer in pinned.Layers.OrderBy(l => l.Schema.Kind))
        {
            foreach (var feature in layer.Reader.Read(layer.Reader.FindIds(extent)))
            {
                if (feature.Shape.Dimension != Dimension.Point)
                    features.Add(Drawn(layer.Schema, rules, feature));
            }
        }

        return features;
    }

    private static MapContextFeature Drawn(LayerSchema schema, RuleSet rules, PublishedFeature feature)
    {
        switch (schema.Kind)
        {
            case LayerKind.PlanLandUse:
                var code = rules.PlanClassOf(feature.Class ?? "") ?? feature.Class ?? "";
                return new(MapContextKind.PlanLandUse, code, rules.LandUse.Find(code)?.Label.Zh ?? code, feature.Shape);
            case LayerKind.ControlLine:
                return new(MapContextKind.ControlLine, schema.Theme!, rules.ControlTheme(schema.Theme!)?.Label.Zh ?? schema.Title.Zh, feature.Shape);
            default:
                return new(MapContextKind.Permit, schema.Role, schema.Title.Zh, feature.Shape);
        }
    }
}
