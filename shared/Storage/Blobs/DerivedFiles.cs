using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Platform.Storage.Blobs;

/// <summary>A derived file as it was written.</summary>
/// <param name="Path">Path in the container.</param>
/// <param name="Sha256">Content hash, lower-case hexadecimal.</param>
/// <param name="Bytes">Size.</param>
public sealed record DerivedFile(string Path, string Sha256, long Bytes);

/// <summary>
/// Task packages, reports, marked forms: files that can be made again from documents and layers. Writing the same path again overwrites it with the
/// same bytes, because every writer is deterministic. Thread-safe.
/// </summary>
public sealed class DerivedFiles(BlobServiceClient service)
{
    /// <summary>Name of the container.</summary>
    public const string Name = "derived";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Name);

    /// <summary>Creates the container when it is missing.</summary>
    public Task EnsureAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <summary>Writes a local file.</summary>
    /// <param name="path">Path in the container.</param>
    /// <param name="localFile">Path of the local file.</param>
    /// <param name="mediaType">Media type.</param>
    /// <param name="sha256">The hash that it must have, when it is published already; null: any.</param>
    /// <param name="cancellation">Stops; nothing is written then.</param>
    /// <exception cref="InvalidDataException">The content is not what was published; nothing is written.</exception>
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

    /// <summary>Opens a file for reading; null when it is not there.</summary>
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
}
