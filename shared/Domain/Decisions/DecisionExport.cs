using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Indicators;
using Platform.Domain.Profiles;

namespace Platform.Domain.Decisions;

/// <summary>
/// Writes the log of decisions: header, decisions in causal order, then what every document and every file of a published report was. Documents are described
/// one after the other, so that their part of the log is exact only when nothing changes meanwhile; the decisions always are.
/// </summary>
public sealed class DecisionExport(IDocumentStore store, ProfileCatalogue profiles, IndicatorCatalogue indicators)
{
    /// <summary>Writes the whole log.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="program">Version of the program that writes.</param>
    /// <param name="cancellation">Stops; the log is torn then.</param>
    /// <returns>The digest of the log.</returns>
    public async Task<string> WriteAsync(Stream target, string program, CancellationToken cancellation)
    {
        var writer = new DecisionLogWriter(target);
        var hashes = profiles.All.ToDictionary(profile => profile.Id, profile => profile.Sha256, StringComparer.Ordinal);
        await writer.WriteAsync(new HeaderLine(HeaderLine.CurrentFormat, program, hashes, indicators.Sha256), cancellation).ConfigureAwait(false);
        var decisions = await new DecisionCollector(store).ReadAsync(cancellation).ConfigureAwait(false);
        foreach (var decision in decisions)
            await writer.WriteAsync(decision, cancellation).ConfigureAwait(false);
        var documents = await WriteDocumentsAsync(writer, cancellation).ConfigureAwait(false);
        var files = await WriteFilesAsync(writer, cancellation).ConfigureAwait(false);
        await writer.WriteAsync(new EndLine(decisions.Count, documents, files), cancellation).ConfigureAwait(false);
        return writer.Digest;
    }

    private async Task<Dictionary<string, int>> WriteDocumentsAsync(DecisionLogWriter writer, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var container in DocumentDigest.Containers)
        {
            counts[container.Name] = 0;
            var query = DocumentQuery.AcrossPartitions(container).Take(DocumentLimits.PageItems);
            await foreach (var document in store.EnumerateAsync(query, cancellation).ConfigureAwait(false))
            {
                counts[container.Name]++;
                await writer.WriteAsync(DocumentDigest.Of(container, document), cancellation).ConfigureAwait(false);
            }
        }

        return counts;
    }

    private async Task<int> WriteFilesAsync(DecisionLogWriter writer, CancellationToken cancellation)
    {
        var count = 0;
        var query = DocumentQuery.AcrossPartitions(Containers.Campaigns).OfType(PublishedReport.DocumentType);
        await foreach (var report in store.EnumerateAsync<PublishedReport>(query, cancellation).ConfigureAwait(false))
        {
            foreach (var file in report.Value.Files)
            {
                count++;
                await writer.WriteAsync(new FileLine(report.Value.Campaign, file.Name, file.Sha256), cancellation).ConfigureAwait(false);
            }
        }

        return count;
    }
}
