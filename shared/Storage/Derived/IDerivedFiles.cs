namespace Platform.Storage.Derived;

/// <summary>A derived file as it was written.</summary>
/// <param name="Path">Path among the derived files.</param>
/// <param name="Sha256">Content hash, lower-case hexadecimal.</param>
/// <param name="Bytes">Size.</param>
public sealed record DerivedFile(string Path, string Sha256, long Bytes);

/// <summary>
/// Task packages, reports, marked forms: files that can be made again from documents and layers. Writing the same path again overwrites it with the
/// same bytes, because every writer is deterministic. Thread-safe.
/// </summary>
public interface IDerivedFiles
{
    /// <summary>Writes a local file.</summary>
    /// <param name="path">Path among the derived files, with <c>/</c>.</param>
    /// <param name="localFile">Path of the local file.</param>
    /// <param name="mediaType">Media type.</param>
    /// <param name="sha256">The hash that it must have, when it is published already; null: any.</param>
    /// <param name="cancellation">Stops; nothing is written then.</param>
    /// <exception cref="InvalidDataException">The content is not what was published; nothing is written.</exception>
    Task<DerivedFile> PutAsync(string path, string localFile, string mediaType, string? sha256 = null, CancellationToken cancellation = default);

    /// <summary>Opens a file for reading; null when it is not there.</summary>
    Task<Stream?> OpenAsync(string path, CancellationToken cancellation);
}
