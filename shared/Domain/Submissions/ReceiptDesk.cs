using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Findings;

namespace Platform.Domain.Submissions;

/// <summary>A committed blob, as the storage announced it.</summary>
/// <param name="Path">Path in the container, see <see cref="Ticket.BlobPath"/>.</param>
/// <param name="ETag">Version that was announced; the content is read under exactly this version.</param>
/// <param name="CommittedAt">When the storage committed it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record Arrival(string Path, string ETag, DateTimeOffset CommittedAt, long Bytes);

/// <summary>A blob that came without a ticket: kept, not processed.</summary>
public sealed record QuarantinedBlob(string Path, string Sha256, long Bytes, DateTimeOffset CommittedAt, DateTimeOffset At, Finding Finding)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "quarantine";

    /// <summary>The partition of the submissions container that holds them.</summary>
    public static PartitionKey Partition { get; } = PartitionKey.Of("quarantine");
}

/// <summary>
/// Turns arrived bytes into receipts. The order is fixed: raw archive first, then the attempt's document, which is the receipt. Announcing the
/// same commit twice gives the same attempt.
/// </summary>
public sealed class ReceiptDesk(IDocumentStore store, IRawArchive archive, TicketDesk tickets, TimeProvider time)
{
    /// <summary>
    /// Archives the content and writes the receipt.
    /// </summary>
    /// <param name="arrival">What was announced.</param>
    /// <param name="open">Opens the content under the announced version.</param>
    /// <param name="cancellation">Stops; repeating is harmless.</param>
    /// <returns>The attempt, or the refusal of a blob without a ticket, which is in quarantine then.</returns>
    public async Task<Result<Attempt>> ReceiveAsync(
        Arrival arrival, Func<CancellationToken, Task<Stream>> open, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(open);
        var ticket = await TicketOfAsync(arrival.Path, cancellation).ConfigureAwait(false);
        var id = ticket is null ? null : AttemptId(ticket.Id, arrival.ETag);
        if (ticket is not null && await FindAsync(ticket.Id, id!, cancellation).ConfigureAwait(false) is { } known)
            return known.Value;

        ArchiveResult kept;
        var content = await open(cancellation).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
            kept = await archive.PutAsync(content, null, arrival.Bytes, cancellation).ConfigureAwait(false);
        if (!kept.IsKept)
            throw new IOException($"'{arrival.Path}' gave {kept.Bytes} bytes where {arrival.Bytes} were announced.");
        return ticket is null
            ? await QuarantineAsync(arrival, QuarantineId(arrival), kept, cancellation).ConfigureAwait(false)
            : await RecordAsync(ticket, id!, arrival, kept, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the commit has its receipt, or is in quarantine.</summary>
    public async Task<bool> IsReceivedAsync(Arrival arrival, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        if (await TicketOfAsync(arrival.Path, cancellation).ConfigureAwait(false) is { } ticket)
            return await FindAsync(ticket.Id, AttemptId(ticket.Id, arrival.ETag), cancellation).ConfigureAwait(false) is not null;
        return await store.ReadAsync(
            Containers.Submissions, QuarantinedBlob.Partition, QuarantineId(arrival), cancellation).ConfigureAwait(false) is not null;
    }

    /// <summary>The attempt with its version, or null.</summary>
    public Task<Stored<Attempt>?> FindAsync(string ticket, string attempt, CancellationToken cancellation) =>
        store.ReadAsync<Attempt>(Containers.Submissions, PartitionKey.Of(ticket), attempt, cancellation);

    private static string AttemptId(string ticket, string etag) =>
        KeyText.From("attempt", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ticket}\n{etag}")))[..20]);

    private async Task<Ticket?> TicketOfAsync(string path, CancellationToken cancellation)
    {
        var parts = path.Split('/');
        var ticket = parts.Length == 4 ? await tickets.FindAsync(parts[2], cancellation).ConfigureAwait(false) : null;
        return ticket is not null && string.Equals(ticket.BlobPath, path, StringComparison.Ordinal) ? ticket : null;
    }

    /// <summary>Writes down that a blob without a ticket is in the archive. Writing it again changes nothing.</summary>
    public async Task<Result<Attempt>> QuarantineAsync(Arrival arrival, string id, ArchiveResult kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(kept);
        var finding = SubmissionFindings.NoTicket.At(new Location(arrival.Path), arrival.Path);
        var blob = new QuarantinedBlob(arrival.Path, kept.Hash.Hex, kept.Bytes, arrival.CommittedAt, time.GetUtcNow(), finding);
        await store.CreateAsync(
            Containers.Submissions, QuarantinedBlob.Partition, QuarantinedBlob.DocumentType, id, blob, cancellation).ConfigureAwait(false);
        return new Refusal(RefusalKind.NotFound, finding);
    }

    /// <summary>Writes the receipt of content that is in the archive. Writing it again gives the first receipt.</summary>
    public async Task<Result<Attempt>> RecordAsync(Ticket ticket, string id, Arrival arrival, ArchiveResult kept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(kept);
        var finding = Check(ticket, arrival, kept);
        var now = time.GetUtcNow();
        var attempt = new Attempt
        {
            Id = id,
            Ticket = ticket.Id,
            Kind = ticket.Kind,
            Scope = ticket.Scope,
            Name = ticket.Name,
            District = ticket.District,
            Subject = ticket.CreatedBy,
            Sha256 = kept.Hash.Hex,
            Bytes = kept.Bytes,
            CommittedAt = arrival.CommittedAt,
            ReceivedAt = now,
            State = finding is null ? AttemptState.Received : AttemptState.Refused,
            ProcessedAt = finding is null ? null : now,
            FindingCounts = finding is null ? FindingCounts.Zero : new(1, 0, 0),
        };
        var batch = DocumentBatch.In(Containers.Submissions, PartitionKey.Of(ticket.Id)).Create(AttemptDesk.DocumentType, id, attempt);
        if (finding is not null)
            batch.Create(FindingsPage.DocumentType, FindingsPage.IdOf(id, 0), new FindingsPage(id, 0, [finding]));
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (written.IsWritten)
            return attempt;
        return (await FindAsync(ticket.Id, id, cancellation).ConfigureAwait(false))?.Value
            ?? throw new IOException($"The receipt of '{arrival.Path}' could not be written: {written.Outcome}.");
    }

    private static string QuarantineId(Arrival arrival) => KeyText.From("quarantine", arrival.Path, arrival.ETag);

    private static Finding? Check(Ticket ticket, Arrival arrival, ArchiveResult kept)
    {
        if (arrival.CommittedAt > ticket.ExpiresAt)
            return SubmissionFindings.TicketExpired.At(new Location(ticket.Name), ticket.ExpiresAt.ToString("u"));
        var agrees = kept.Bytes == ticket.Size && (ticket.Sha256 is null || ticket.Sha256 == kept.Hash.Hex);
        return agrees ? null : SubmissionFindings.ContentDiffers.At(new Location(ticket.Name), kept.Bytes, kept.Hash.Hex);
    }
}
