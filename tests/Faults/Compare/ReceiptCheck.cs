using Platform.Domain.Archive;
using Platform.Domain.Documents;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Tests.Faults.Job;

namespace Platform.Tests.Faults.Compare;

/// <summary>Every upload that a client has a receipt for is there, with its hash, and so is the document that says so.</summary>
internal static class ReceiptCheck
{
    /// <summary>What is missing or damaged in the data directory of a platform that has stopped.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string dataDirectory, IDocumentStore store, Receipts receipts, CancellationToken cancellation)
    {
        var archive = new FileRawArchive(new PlatformPaths(dataDirectory).RawArchive, TimeProvider.System);
        var faults = new List<string>();
        await foreach (var damage in archive.VerifyAsync(cancellation))
            faults.Add($"damaged in the raw archive: {damage.Hash.Hex}");
        var known = (await Remains.AttemptsAsync(store, cancellation)).ToDictionary(attempt => attempt.Id, StringComparer.Ordinal);
        foreach (var (attempt, sha256) in receipts.All)
        {
            if (known.GetValueOrDefault(attempt)?.Sha256 != sha256)
                faults.Add($"receipt {attempt} is gone or names other bytes");
            if (await archive.FindAsync(ContentHash.Parse(sha256), cancellation) is null)
                faults.Add($"the bytes of receipt {attempt} are not in the raw archive");
        }

        return faults;
    }
}
