using Platform.Domain.Archive;

namespace Platform.Domain.Layers;

/// <summary>How putting a layer version ended.</summary>
public enum LayerPutOutcome
{
    /// <summary>Newly kept, and durable.</summary>
    Stored,

    /// <summary>This version had the same bytes before.</summary>
    AlreadyThere,

    /// <summary>This version exists with other bytes: a layer version never changes. Nothing was written.</summary>
    Conflict,
}

/// <summary>The answer to <see cref="ILayerStore.PutAsync"/>.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Hash">SHA-256 of the artefact that the version now has.</param>
/// <param name="Bytes">Size of the file that was offered.</param>
public sealed record LayerPutResult(LayerPutOutcome Outcome, ContentHash Hash, long Bytes);

/// <summary>A layer version's artefact as a local read-only file, which stays there until this is disposed.</summary>
public interface ILayerFile : IDisposable
{
    /// <summary>Absolute path of the GeoPackage. Open it read-only and immutable.</summary>
    string Path { get; }

    ContentHash Hash { get; }
}

/// <summary>
/// The artefacts of layer versions: one GeoPackage each, immutable. What a version means (layer, valid time, source) is kept in the layer catalogue, not here.
/// Thread-safe and idempotent.
/// </summary>
public interface ILayerStore
{
    /// <summary>
    /// Keeps a copy of a closed GeoPackage (no <c>-wal</c> or <c>-journal</c> beside it) as the artefact of a version; durable on return.
    /// </summary>
    /// <param name="layerVersionId">A key text (<see cref="Documents.KeyText"/>).</param>
    /// <param name="localGeoPackage">Path of the file; it is copied and may be deleted afterwards.</param>
    /// <param name="cancellation">Stops the copy; nothing is kept then.</param>
    Task<LayerPutResult> PutAsync(string layerVersionId, string localGeoPackage, CancellationToken cancellation = default);

    /// <summary>The version's artefact as a local file, or null when there is no such version.</summary>
    Task<ILayerFile?> OpenLocalAsync(string layerVersionId, CancellationToken cancellation = default);
}
