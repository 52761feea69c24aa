namespace Platform.Formats.Sources;

/// <summary>
/// One file of a delivery, loose or inside an archive. Streams from <see cref="Open"/> are forward-only, independent of each other and
/// checked while they are read: a fault of the archive surfaces as <see cref="Platform.Findings.RefusedException"/>.
/// </summary>
public sealed class DeliveredFile
{
    private readonly Func<Stream> _open;

    /// <param name="path">Path inside the delivery with <c>/</c>; an entry of an archive is <c>archive.zip!/entry</c>.</param>
    /// <param name="length">Length in bytes as declared; what is read is held to it.</param>
    /// <param name="open">Opens a new stream at the start.</param>
    /// <param name="localPath">The file system path, when the bytes lie there as they are.</param>
    public DeliveredFile(string path, long length, Func<Stream> open, string? localPath = null)
    {
        Path = path;
        Length = length;
        LocalPath = localPath;
        _open = open;
    }

    /// <summary>Path inside the delivery.</summary>
    public string Path { get; }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>The file system path when the bytes lie there as they are; null inside an archive.</summary>
    public string? LocalPath { get; }

    /// <summary>File name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Extension in lower case with the point, or empty.</summary>
    public string Extension => System.IO.Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>Opens a stream at the start; the caller disposes it.</summary>
    public Stream Open() => _open();

    /// <summary>A file of the file system.</summary>
    public static DeliveredFile FromDisk(string localPath, string? path = null) => new(
        path ?? System.IO.Path.GetFileName(localPath),
        new FileInfo(localPath).Length,
        () => new FileStream(localPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16),
        localPath);
}
