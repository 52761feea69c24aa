using Azure;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Storage.Documents;
using Platform.Storage.Files;

namespace Platform.Storage.Backups;

/// <summary>
/// What lies in the blob storage: uploads for which the copied documents have no receipt, with their commit times, and the derived files. Listed after the documents were
/// copied, so that every upload committed before is here or has its receipt there.
/// </summary>
internal sealed class TransitCopies(BackupSource source, BackupDirectory target, TimeProvider time)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="RefusedException">The storage does not answer.</exception>
    public async Task ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await source.Uploads.EnsureAsync(cancellation).ConfigureAwait(false);
            await source.Derived.EnsureAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new RefusedException(BackupFindings.StorageSilent.At(Location.Whole, e.Message.Split('\n')[0]));
        }
    }

    /// <summary>Uploads without a receipt in a copy of the documents.</summary>
    public async Task<List<BackupUpload>> UploadsAsync(IDocumentStore documents, IRawArchive archive, ProfileCatalogue profiles, CancellationToken cancellation)
    {
        var receipts = new ReceiptDesk(documents, archive, new TicketDesk(documents, profiles, time), time);
        var uploads = new List<BackupUpload>();
        await foreach (var arrival in source.Uploads.ListAsync("", cancellation).ConfigureAwait(false))
        {
            if (!await receipts.IsReceivedAsync(arrival, cancellation).ConfigureAwait(false)
                && await TakeAsync(arrival, cancellation).ConfigureAwait(false) is { } upload)
                uploads.Add(upload);
        }

        return uploads;
    }

    /// <summary>SHA-256 of every upload that the documents name, in ordinal order.</summary>
    public static async Task<SortedSet<string>> NamedUploadsAsync(IDocumentStore documents, CancellationToken cancellation)
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        var attempts = DocumentQuery.AcrossPartitions(Containers.Submissions).OfType(AttemptDesk.DocumentType);
        await foreach (var attempt in documents.EnumerateAsync<Attempt>(attempts, cancellation).ConfigureAwait(false))
            named.Add(attempt.Value.Sha256);
        var quarantine = DocumentQuery.In(Containers.Submissions, QuarantinedBlob.Partition).OfType(QuarantinedBlob.DocumentType);
        await foreach (var blob in documents.EnumerateAsync<QuarantinedBlob>(quarantine, cancellation).ConfigureAwait(false))
            named.Add(blob.Value.Sha256);
        return named;
    }

    public async Task<List<BackupDerived>> DerivedAsync(CancellationToken cancellation)
    {
        var files = new List<BackupDerived>();
        await foreach (var (path, mediaType) in source.Derived.ListAsync(cancellation).ConfigureAwait(false))
        {
            if (await source.Derived.OpenAsync(path, cancellation).ConfigureAwait(false) is not { } content)
                continue;
            await using (content.ConfigureAwait(false))
            {
                var (sha256, bytes) = await KeepAsync(content, target.DerivedFile, cancellation).ConfigureAwait(false);
                files.Add(new BackupDerived(path, mediaType, bytes, sha256));
            }
        }

        return files;
    }

    // A commit that is replaced while it is read is followed by a newer one, which is taken instead.
    private async Task<BackupUpload?> TakeAsync(Arrival arrival, CancellationToken cancellation)
    {
        for (var current = arrival; current is not null; current = await source.Uploads.FindAsync(arrival.Path, cancellation).ConfigureAwait(false))
        {
            try
            {
                var content = await source.Uploads.OpenAsync(current.Path, current.ETag, cancellation).ConfigureAwait(false);
                await using (content.ConfigureAwait(false))
                {
                    var (sha256, bytes) = await KeepAsync(content, target.UploadFile, cancellation).ConfigureAwait(false);
                    return new BackupUpload(current.Path, current.ETag, current.CommittedAt, bytes, sha256);
                }
            }
            catch (RequestFailedException replaced) when (replaced.Status is 404 or 412)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return null;
    }

    private async Task<(string Sha256, long Bytes)> KeepAsync(Stream content, Func<string, string> pathOf, CancellationToken cancellation)
    {
        var passing = Path.Combine(target.Root, "incoming");
        var kept = await HashedCopy.StreamAsync(content, passing, Private, cancellation).ConfigureAwait(false);
        var path = pathOf(kept.Sha256);
        DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.Publish(passing, path);
        return kept;
    }
}
