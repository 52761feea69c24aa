using Platform.Domain.Decisions;
using Platform.Domain.Documents;

namespace Platform.Desk.Replay;

/// <summary>Writes documents as files: one a container, one canonical JSON object a line, in the order of their keys.</summary>
internal static class DocumentFolder
{
    /// <summary>Writes all containers that are compared into <paramref name="folder"/>.</summary>
    public static async Task WriteAsync(IDocumentStore store, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        foreach (var container in DocumentDigest.Containers)
        {
            var target = File.Create(Path.Combine(folder, $"{container.Name}.ndjson"));
            await using var disposal = target.ConfigureAwait(false);
            var query = DocumentQuery.AcrossPartitions(container).Take(DocumentLimits.PageItems);
            await foreach (var document in store.EnumerateAsync(query, cancellation).ConfigureAwait(false))
            {
                await target.WriteAsync(DocumentDigest.Canonical(document), cancellation).ConfigureAwait(false);
                await target.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
            }
        }
    }
}
