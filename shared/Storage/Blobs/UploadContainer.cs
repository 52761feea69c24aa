using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using Platform.Domain.Submissions;

namespace Platform.Storage.Blobs;

/// <summary>
/// The container that uploads arrive in. Nothing in it is kept for good: the raw archive has every commit that was taken. Thread-safe.
/// </summary>
public sealed class UploadContainer(BlobServiceClient service)
{
    /// <summary>Name of the container; the blob trigger watches it.</summary>
    public const string Name = "submissions";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Name);

    /// <summary>Creates the container when it is missing.</summary>
    public Task EnsureAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <summary>
    /// A URL that lets its holder create and write the ticket's one blob until the ticket expires. Signed with the account key where there is one,
    /// else with a user delegation key of the managed identity.
    /// </summary>
    public async Task<Uri> UploadUrlAsync(Ticket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var blob = container.GetBlobClient(ticket.BlobPath);
        var sas = new BlobSasBuilder(BlobSasPermissions.Create | BlobSasPermissions.Write, ticket.ExpiresAt)
        {
            BlobContainerName = Name,
            BlobName = ticket.BlobPath,
            Resource = "b",
        };
        if (blob.CanGenerateSasUri)
            return blob.GenerateSasUri(sas);
        var key = await service.GetUserDelegationKeyAsync(
            new BlobGetUserDelegationKeyOptions(ticket.ExpiresAt), cancellation).ConfigureAwait(false);
        return new BlobUriBuilder(blob.Uri) { Sas = sas.ToSasQueryParameters(key.Value, service.AccountName) }.ToUri();
    }

    /// <summary>Writes the ticket's blob for a client that cannot reach the storage; again under a sealed ticket is a new attempt.</summary>
    public async Task PutAsync(Ticket ticket, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions() };
        var blob = container.GetBlockBlobClient(ticket.BlobPath);
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
            if (properties.Value.LeaseState == LeaseState.Leased)
                options.Conditions.LeaseId = LeaseId(ticket.Id);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The first commit under this ticket.
        }

        await blob.UploadAsync(content, options, cancellation).ConfigureAwait(false);
    }

    /// <summary>Opens a commit under exactly the version given.</summary>
    /// <exception cref="RequestFailedException">412: it was overwritten meanwhile; 404: it is gone.</exception>
    public Task<Stream> OpenAsync(string path, string etag, CancellationToken cancellation) => container.GetBlobClient(path)
        .OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Conditions = new BlobRequestConditions { IfMatch = new ETag(etag) } }, cancellation);

    /// <summary>
    /// Takes the write right out of the ticket's URL once its first commit is taken, by an endless lease that only this program knows how to use.
    /// </summary>
    public async Task SealAsync(Ticket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var lease = container.GetBlobClient(ticket.BlobPath).GetBlobLeaseClient(LeaseId(ticket.Id));
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes a commit, sealed or not. A newer commit on the same path stays.</summary>
    public async Task DeleteAsync(Arrival arrival, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var blob = container.GetBlobClient(arrival.Path);
        var unchanged = new BlobRequestConditions { IfMatch = new ETag(arrival.ETag) };
        try
        {
            var properties = await blob.GetPropertiesAsync(unchanged, cancellation).ConfigureAwait(false);
            if (properties.Value.LeaseState == LeaseState.Leased)
                await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation).ConfigureAwait(false);
            await blob.DeleteAsync(conditions: unchanged, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Deleted by another pass, or written anew.
        }
    }

    /// <summary>Every blob below a path, as an arrival.</summary>
    public async IAsyncEnumerable<Arrival> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new GetBlobsOptions { Prefix = prefix };
        await foreach (var blob in container.GetBlobsAsync(options, cancellation).ConfigureAwait(false))
        {
            var properties = blob.Properties;
            yield return new Arrival(blob.Name, properties.ETag!.Value.ToString("H"), properties.LastModified!.Value, properties.ContentLength!.Value);
        }
    }

    /// <summary>The newest commit of a path, or null.</summary>
    public async Task<Arrival?> FindAsync(string path, CancellationToken cancellation)
    {
        await foreach (var arrival in ListAsync(path, cancellation).ConfigureAwait(false))
        {
            if (string.Equals(arrival.Path, path, StringComparison.Ordinal))
                return arrival;
        }

        return null;
    }

    // A ticket's id has the 32 digits of a GUID, which is what a lease is named by.
    private static string LeaseId(string ticket) => Guid.ParseExact(ticket, "N").ToString();
}
