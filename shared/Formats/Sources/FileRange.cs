using Microsoft.Win32.SafeHandles;

namespace Platform.Formats.Sources;

/// <summary>A local file as a range source. Its length is taken when it is opened.</summary>
public sealed class FileRange : IRangeSource, IDisposable
{
    private readonly SafeFileHandle _handle;

    public FileRange(string path)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    public long Length { get; }

    public int ReadAt(long offset, Span<byte> buffer) => RandomAccess.Read(_handle, buffer, offset);

    public void Dispose() => _handle.Dispose();
}
