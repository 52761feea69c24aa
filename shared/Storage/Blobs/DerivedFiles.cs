using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Platform.Storage.Derived;

namespace Platform.Storage.Blobs;

/// <summary>Derived files in the blob storage. Thread-safe.</summary>
public sealed class DerivedFiles(BlobServiceClient service) : IDerivedFiles
{
    /// <summary>Name of the container.</summary>
    public const string Name = "derived";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Name);

    /// <summary>Creates the container when it is missing.</summary>
    public Task EnsureAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <inheritdoc/>
    public async Task<DerivedFile> PutAsync(
        string path, string localFile, string mediaType, string? sha256 = null, CancellationToken cancellation = default)
    {
        var content = File.OpenRead(localFile);
        await using (content.ConfigureAwait(false))
        {
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
            if (sha256 is not null && sha256 != hash)
                throw new InvalidDataException($"'{path}' was published with SHA-256 {sha256} and is {hash} now.");
            content.Position = 0;
            var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = mediaType } };
            await UploadAsync(path, content, options, cancellation).ConfigureAwait(false);
            return new DerivedFile(path, hash, content.Length);
        }
    }

    /// <summary>Path and media type of every file, in the order of the paths.</summary>
    public async IAsyncEnumerable<(string Path, string MediaType)> ListAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation).ConfigureAwait(false))
            yield return (blob.Name, blob.Properties.ContentType ?? "application/octet-stream");
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await container.GetBlobClient(path).OpenReadAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    // A storage that was lost has lost the container too.
    private async Task UploadAsync(string path, FileStream content, BlobUploadOptions options, CancellationToken cancellation)
    {
        try
        {
            await container.GetBlobClient(path).UploadAsync(content, options, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await EnsureAsync(cancellation).ConfigureAwait(false);
            content.Position = 0;
            await container.GetBlobClient(path).UploadAsync(content, options, cancellation).ConfigureAwait(false);
        }
    }
}
