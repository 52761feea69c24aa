using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Domain.Profiles;
using Platform.Reporting;
using Platform.Reporting.Maps;
using Platform.Reporting.Outcomes;
using Platform.Reporting.Publishing;
using Platform.Storage;
using Platform.Storage.Derived;

namespace Platform.Orchestrations.Campaigns;

/// <summary>Aggregates a closing campaign and publishes its report. Each step may run twice: the files come out the same.</summary>
public sealed class ReportActivities(
    CampaignDesk campaigns, OutcomeReader outcomes, IDerivedFiles files, ProfileCatalogue profiles, IDocumentStore store, Workspace workspace,
    TimeProvider time)
{
    /// <summary>The exported outcomes, from which the desk recomputes the report.</summary>
    public const string OutcomesFile = "outcomes.csv";

    /// <summary>Writes the report's files, then the document that lists them. The files of a published report come out as they were, or not at all.</summary>
    [Function(nameof(WriteReport))]
    public async Task WriteReport([ActivityTrigger] string campaign, CancellationToken cancellation)
    {
        var stored = await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no campaign {campaign}.");
        var shapes = new List<MapPatch>();
        var read = await outcomes.ReadAsync(
            campaign, record => shapes.Add(new MapPatch(record.Patch.Shape, record.Approval, record.Legality)), cancellation).ConfigureAwait(false);
        var request = outcomes.RequestOf(stored.Value, read);
        var before = await store.ReadAsync<PublishedReport>(
            Containers.Campaigns, stored.Partition, PublishedReport.DocumentId, cancellation).ConfigureAwait(false);
        var binding = stored.Value.State == CampaignState.Published ? before?.Value : null;
        var generatedAt = before?.Value.GeneratedAt ?? time.GetUtcNow();
        var report = ReportFiles.Make(ReportAggregator.Aggregate(request), MapOf(stored.Value, shapes), ReportLanguage.Chinese, generatedAt);
        var all = report.Append(new ReportFile(OutcomesFile, "text/csv", target => OutcomesCsvWriter.Write(target, read.Outcomes, request.Units)));
        var entries = new List<ReportFileEntry>();
        foreach (var file in all)
            entries.Add(await WriteAsync(campaign, file, binding?.Find(file.Name)?.Sha256, cancellation).ConfigureAwait(false));
        var published = new PublishedReport(campaign, read.Outcomes.Count, read.Unanswered.Count, generatedAt, entries);
        if (binding is null)
        {
            await store.UpsertAsync(
                Containers.Campaigns, stored.Partition, PublishedReport.DocumentType, PublishedReport.DocumentId, published, cancellation)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Makes the report visible.</summary>
    [Function(nameof(PublishReport))]
    public async Task PublishReport([ActivityTrigger] string campaign, CancellationToken cancellation)
    {
        var applied = await campaigns.ApplyAsync(campaign, new CampaignCommand.Publish(), "system", null, cancellation).ConfigureAwait(false);
        if (!applied.Succeeded)
            throw new InvalidOperationException($"{campaign}: {applied.Refusal.Finding.MessageEn}");
    }

    private async Task<ReportFileEntry> WriteAsync(string campaign, ReportFile file, string? sha256, CancellationToken cancellation)
    {
        using var temporary = workspace.NewFile(Path.GetExtension(file.Name));
        var stream = File.Create(temporary.Path);
        await using (stream.ConfigureAwait(false))
            file.WriteTo(stream);
        var written = await files.PutAsync(
            DerivedPaths.Report(campaign, file.Name), temporary.Path, file.MediaType, sha256, cancellation).ConfigureAwait(false);
        return new ReportFileEntry(file.Name, file.MediaType, written.Sha256, written.Bytes);
    }

    private MapContent MapOf(Campaign campaign, List<MapPatch> shapes)
    {
        var units = profiles.Required(campaign.Profile).UnitList(campaign.Pins!.UnitList)!;
        return new MapContent(shapes, shapes.Count, [.. units.Units.Select(unit => new MapUnit(unit.Code, unit.Name.Zh, unit.Extent))]);
    }
}
