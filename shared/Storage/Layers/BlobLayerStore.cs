using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Platform.Domain.Archive;
using Platform.Domain.Documents;
using Platform.Domain.Layers;

namespace Platform.Storage.Layers;

/// <summary>
/// Layer artefacts as blobs <c>&lt;sha256&gt;.gpkg</c>, and one small blob <c>versions/&lt;hash of the id&gt;</c> per version that names its artefact; both are created once
/// and never changed. Files are read from a local cache.
/// </summary>
public sealed class BlobLayerStore(BlobContainerClient container, LayerCache cache) : ILayerStore
{
    /// <summary>Name of the container.</summary>
    public const string ContainerName = "layers";

    private static readonly BlobRequestConditions CreateOnly = new() { IfNoneMatch = ETag.All };

    /// <inheritdoc/>
    public async Task<LayerPutResult> PutAsync(string layerVersionId, string localGeoPackage, CancellationToken cancellation = default)
    {
        KeyText.Checked(layerVersionId, nameof(layerVersionId));
        LayerArtefact.RefuseOpenDatabase(localGeoPackage);
        var hash = await LayerArtefact.HashAsync(localGeoPackage, cancellation).ConfigureAwait(false);
        var bytes = new FileInfo(localGeoPackage).Length;
        if (await ReadVersionAsync(layerVersionId, cancellation).ConfigureAwait(false) is { } present)
            return new LayerPutResult(present == hash ? LayerPutOutcome.AlreadyThere : LayerPutOutcome.Conflict, present, bytes);
        var artefact = container.GetBlobClient(ArtefactName(hash));
        await CreateAsync(() => artefact.UploadAsync(localGeoPackage, new BlobUploadOptions { Conditions = CreateOnly }, cancellation)).ConfigureAwait(false);
        var version = container.GetBlobClient(VersionName(layerVersionId));
        var named = await CreateAsync(() => version.UploadAsync(
            BinaryData.FromString(hash.Hex), new BlobUploadOptions { Conditions = CreateOnly }, cancellation)).ConfigureAwait(false);
        if (named)
            return new LayerPutResult(LayerPutOutcome.Stored, hash, bytes);
        var winner = (await ReadVersionAsync(layerVersionId, cancellation).ConfigureAwait(false))!.Value;
        return new LayerPutResult(winner == hash ? LayerPutOutcome.AlreadyThere : LayerPutOutcome.Conflict, winner, bytes);
    }

    /// <inheritdoc/>
    public async Task<ILayerFile?> OpenLocalAsync(string layerVersionId, CancellationToken cancellation = default)
    {
        KeyText.Checked(layerVersionId, nameof(layerVersionId));
        if (await ReadVersionAsync(layerVersionId, cancellation).ConfigureAwait(false) is not { } hash)
            return null;
        var artefact = container.GetBlobClient(ArtefactName(hash));
        return await cache.OpenAsync(hash, (path, stop) => artefact.DownloadToAsync(path, stop), cancellation).ConfigureAwait(false);
    }

    private static string ArtefactName(ContentHash hash) => $"{hash.Hex}.gpkg";

    private static string VersionName(string layerVersionId) => $"versions/{LayerArtefact.VersionName(layerVersionId)}";

    /// <summary>True when the blob was made now, false when it was there.</summary>
    private static async Task<bool> CreateAsync<T>(Func<Task<Response<T>>> upload)
    {
        try
        {
            await upload().ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<ContentHash?> ReadVersionAsync(string layerVersionId, CancellationToken cancellation)
    {
        try
        {
            var answer = await container.GetBlobClient(VersionName(layerVersionId)).DownloadContentAsync(cancellation).ConfigureAwait(false);
            return ContentHash.Parse(answer.Value.Content.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 404 && e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}
