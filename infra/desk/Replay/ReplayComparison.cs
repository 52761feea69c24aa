using System.Security.Cryptography;
using Platform.Domain.Decisions;
using Platform.Domain.Documents;
using Platform.Findings;
using Platform.Orchestrations;

namespace Platform.Desk.Replay;

/// <summary>What a replay came to, compared with what the platform had.</summary>
/// <param name="Documents">Documents compared.</param>
/// <param name="Reports">Files of published reports compared.</param>
/// <param name="Findings">What differs, each named.</param>
internal sealed record ReplayComparison(int Documents, int Reports, IReadOnlyList<Finding> Findings)
{
    /// <summary>Compares every document and file that the log describes, and looks for documents that it does not.</summary>
    public static async Task<ReplayComparison> MakeAsync(FileInfo log, EndLine end, ReplayPlatform platform, CancellationToken cancellation)
    {
        var (documents, files, findings) = (0, 0, new List<Finding>());
        var known = new HashSet<string>(StringComparer.Ordinal);
        using var stream = log.OpenRead();
        foreach (var (_, line, _) in DecisionLogReader.Read(stream, log.Name))
        {
            if (line is DocumentLine expected)
            {
                documents++;
                known.Add(NameOf(expected));
                if (await DifferenceAsync(expected, platform.Store, cancellation).ConfigureAwait(false) is { } difference)
                    findings.Add(difference);
            }
            else if (line is FileLine file)
            {
                files++;
                if (await DifferenceAsync(file, platform.Files, cancellation).ConfigureAwait(false) is { } difference)
                    findings.Add(difference);
            }
        }

        await foreach (var extra in ExtraAsync(platform.Store, end, known, cancellation).ConfigureAwait(false))
            findings.Add(DecisionFindings.DocumentExtra.At(Location.Whole, extra));
        return new ReplayComparison(documents, files, findings);
    }

    private static async Task<Finding?> DifferenceAsync(DocumentLine expected, WatchedStore store, CancellationToken cancellation)
    {
        var container = DocumentDigest.Containers.Single(container => container.Name == expected.Container);
        var document = await store.ReadAsync(container, PartitionKey.Of([.. expected.Partition]), expected.Id, cancellation).ConfigureAwait(false);
        if (document is null)
            return DecisionFindings.DocumentMissing.At(Location.Whole, NameOf(expected));
        var actual = DocumentDigest.Of(container, document);
        if (actual.Sha256 == expected.Sha256)
            return null;
        var members = expected.Members.Keys.Union(actual.Members.Keys)
            .Where(name => expected.Members.GetValueOrDefault(name) != actual.Members.GetValueOrDefault(name)).Order(StringComparer.Ordinal);
        return DecisionFindings.DocumentDiffers.At(Location.Whole, NameOf(expected), string.Join(", ", members));
    }

    private static async Task<Finding?> DifferenceAsync(FileLine file, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, DerivedPaths.Report(file.Campaign, file.Name));
        var actual = "-";
        if (File.Exists(path))
            actual = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false)));
        return actual == file.Sha256 ? null : DecisionFindings.FileDiffers.At(Location.Whole, $"{file.Campaign}/{file.Name}", file.Sha256, actual);
    }

    private static async IAsyncEnumerable<string> ExtraAsync(
        WatchedStore store, EndLine end, HashSet<string> known, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var container in DocumentDigest.Containers)
        {
            var all = DocumentQuery.AcrossPartitions(container).Take(DocumentLimits.PageItems);
            if (await store.CountAsync(all, cancellation).ConfigureAwait(false) == end.Documents.GetValueOrDefault(container.Name))
                continue;
            await foreach (var document in store.EnumerateAsync(all, cancellation).ConfigureAwait(false))
            {
                var name = NameOf(DocumentDigest.Of(container, document));
                if (!known.Contains(name))
                    yield return name;
            }
        }
    }

    private static string NameOf(DocumentLine line) => $"{line.Container}/{string.Join('/', line.Partition)}/{line.Id}";
}
