using Platform.Domain.Archive;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Storage.Files;

namespace Platform.Storage.Layers;

/// <summary>
/// Layer artefacts as files <c>&lt;root&gt;/&lt;sha256&gt;.gpkg</c>, read-only, and one file <c>&lt;root&gt;/versions/&lt;layer version id&gt;</c> per version that holds its
/// hash. The artefact is durable before the version names it; versions with the same bytes share one file.
/// </summary>
public sealed class FileLayerStore : ILayerStore
{
    private readonly string root;

    /// <param name="root">The directory; made when missing.</param>
    /// <param name="time">Tells how old temporary files of killed processes are.</param>
    public FileLayerStore(string root, TimeProvider time)
    {
        this.root = Path.GetFullPath(root);
        DurableFile.CreateDirectory(Versions);
        DurableFile.RemoveAbandoned(this.root, "*.part", time);
    }

    private string Versions => Path.Combine(root, "versions");

    /// <inheritdoc/>
    public async Task<LayerPutResult> PutAsync(string layerVersionId, string localGeoPackage, CancellationToken cancellation = default)
    {
        KeyText.Checked(layerVersionId, nameof(layerVersionId));
        LayerArtefact.RefuseOpenDatabase(localGeoPackage);
        var unfinished = Path.Combine(root, $"{Guid.NewGuid():N}.part");
        try
        {
            var (hash, bytes) = await LayerArtefact.CopyAsync(localGeoPackage, unfinished, cancellation).ConfigureAwait(false);
            if (ReadVersion(layerVersionId) is { } present)
                return new LayerPutResult(present == hash ? LayerPutOutcome.AlreadyThere : LayerPutOutcome.Conflict, present, bytes);
            LayerArtefact.MakeReadOnly(unfinished);
            if (!DurableFile.TryPublishNew(unfinished, PathOf(hash)) && new FileInfo(PathOf(hash)).Length != bytes)
                throw new IOException($"{PathOf(hash)} does not have the {bytes} bytes of its name: restore it from a backup.");
            return Name(layerVersionId, hash, bytes);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public Task<ILayerFile?> OpenLocalAsync(string layerVersionId, CancellationToken cancellation = default)
    {
        KeyText.Checked(layerVersionId, nameof(layerVersionId));
        if (ReadVersion(layerVersionId) is not { } hash)
            return Task.FromResult<ILayerFile?>(null);
        return File.Exists(PathOf(hash))
            ? Task.FromResult<ILayerFile?>(new KeptFile(PathOf(hash), hash))
            : throw new IOException($"The artefact of layer version '{layerVersionId}', {PathOf(hash)}, is missing: restore it from a backup.");
    }

    private LayerPutResult Name(string layerVersionId, ContentHash hash, long bytes)
    {
        if (DurableFile.WritePrivate(VersionPath(layerVersionId), System.Text.Encoding.ASCII.GetBytes(hash.Hex), replace: false))
            return new LayerPutResult(LayerPutOutcome.Stored, hash, bytes);
        var present = ReadVersion(layerVersionId)!.Value;
        return new LayerPutResult(present == hash ? LayerPutOutcome.AlreadyThere : LayerPutOutcome.Conflict, present, bytes);
    }

    private ContentHash? ReadVersion(string layerVersionId)
    {
        var path = VersionPath(layerVersionId);
        if (!File.Exists(path))
            return null;
        return ContentHash.TryParse(File.ReadAllText(path), out var hash)
            ? hash
            : throw new IOException($"{path} does not hold a SHA-256: restore it from a backup.");
    }

    private string PathOf(ContentHash hash) => Path.Combine(root, $"{hash.Hex}.gpkg");

    /// <summary>Ids may be longer in bytes than file names may be, or be <c>..</c>, so that the file is named by the id's hash.</summary>
    private string VersionPath(string layerVersionId) => Path.Combine(Versions, LayerArtefact.VersionName(layerVersionId));

    private sealed record KeptFile(string Path, ContentHash Hash) : ILayerFile
    {
        public void Dispose()
        {
            // The file stays for ever.
        }
    }
}
