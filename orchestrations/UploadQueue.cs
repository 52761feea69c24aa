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

    /// <summary>Looks through the whole container, which is made again when the storage has lost it.</summary>
    /// <param name="committedUpTo">What was committed later is still on its ordinary way and is left out.</param>
    /// <param name="now">What is dated later still was committed before the clock was set back, and is looked at.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<UploadLook> LookAsync(DateTimeOffset committedUpTo, DateTimeOffset now, CancellationToken cancellation)
    {
        var spentUpTo = committedUpTo - UploadLimits.TicketLife;
        var (unreceived, spent) = (new List<Arrival>(), new List<Arrival>());
        await container.EnsureAsync(cancellation).ConfigureAwait(false);
        await foreach (var arrival in container.ListAsync("", cancellation).ConfigureAwait(false))
        {
            if (arrival.CommittedAt > committedUpTo && arrival.CommittedAt <= now)
                continue;
            if (!await receipts.IsReceivedAsync(arrival, cancellation).ConfigureAwait(false))
                unreceived.Add(arrival);
            else if (arrival.CommittedAt < spentUpTo)
                spent.Add(arrival);
        }

        return new UploadLook(unreceived, spent);
    }

    /// <summary>Deletes commits that are in the raw archive and whose ticket has ended.</summary>
    public async Task ClearAsync(IReadOnlyList<Arrival> spent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spent);
        foreach (var arrival in spent)
            await container.DeleteAsync(arrival, cancellation).ConfigureAwait(false);
    }
}

/// <summary>What lies in the upload container.</summary>
/// <param name="Unreceived">Committed, and without a receipt.</param>
/// <param name="Spent">Received and in the raw archive, with a ticket that has ended: nobody can write or needs them any more.</param>
public sealed record UploadLook(IReadOnlyList<Arrival> Unreceived, IReadOnlyList<Arrival> Spent);
