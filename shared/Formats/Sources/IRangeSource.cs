namespace Platform.Formats.Sources;

/// <summary>Bytes that can be read at any place: a local file, a seekable stream, a blob read by range. Safe for several readers on one thread.</summary>
public interface IRangeSource
{
    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads at least one byte at <paramref name="offset"/>, unless that is at or behind the end; returns the number read.</summary>
    int ReadAt(long offset, Span<byte> buffer);
}
