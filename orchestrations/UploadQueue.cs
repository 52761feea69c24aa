using Platform.Domain.Submissions;
using Platform.Storage.Blobs;

namespace Platform.Orchestrations;

/// <summary>Compares the upload container with the receipts: what was committed but not received yet.</summary>
public sealed class UploadQueue(UploadContainer container, ReceiptDesk receipts)
{
    /// <summary>Whether a blob of that kind and unit, committed up to an instant, still waits for its receipt.</summary>
    public async Task<bool> AnyUnreceivedAsync(SubmissionKind kind, string? unit, DateTimeOffset? committedUpTo, CancellationToken cancellation)
    {
        var prefix = $"{kind.ToString().ToLowerInvariant()}/{unit ?? "-"}/";
        await foreach (var arrival in container.ListAsync(prefix, cancellation).ConfigureAwait(false))
        {
            if (!(arrival.CommittedAt > committedUpTo) && !await receipts.IsReceivedAsync(arrival, cancellation).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    /// <summary>Every blob without a receipt that was committed up to an instant.</summary>
    public async Task<IReadOnlyList<Arrival>> UnreceivedAsync(DateTimeOffset committedUpTo, CancellationToken cancellation)
    {
        var missing = new List<Arrival>();
        await foreach (var arrival in container.ListAsync("", cancellation).ConfigureAwait(false))
        {
            if (arrival.CommittedAt <= committedUpTo && !await receipts.IsReceivedAsync(arrival, cancellation).ConfigureAwait(false))
                missing.Add(arrival);
        }

        return missing;
    }
}
