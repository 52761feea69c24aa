namespace Platform.Formats.Sources;

/// <summary>A seekable stream as a range source. Moves the stream's position; the stream stays open.</summary>
public sealed class StreamRange : IRangeSource
{
    private readonly Stream _stream;

    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public StreamRange(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The stream must be seekable.", nameof(stream));
        }

        _stream = stream;
        Length = stream.Length;
    }

    public long Length { get; }

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset >= Length)
        {
            return 0;
        }

        _stream.Position = offset;
        return _stream.Read(buffer);
    }
}
