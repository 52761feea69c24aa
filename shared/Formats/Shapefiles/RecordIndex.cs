using System.Buffers.Binary;

namespace Platform.Formats.Shapefiles;

/// <summary>
/// The .shx beside a .shp, read in step with it. It is only a witness: it is asked where the next record begins when the .shp itself
/// makes no sense there, and its count is compared at the end.
/// </summary>
internal sealed class RecordIndex : IDisposable
{
    private readonly Stream? _stream;
    private readonly byte[] _entry = new byte[8];

    /// <param name="stream">The .shx after its header; null when there is none, which then never disagrees.</param>
    public RecordIndex(Stream? stream) => _stream = stream;

    /// <summary>Whether every entry so far agreed with the .shp.</summary>
    public bool Agrees { get; private set; } = true;

    /// <summary>Offset of the next record in the .shp, or null when the index ends or is missing.</summary>
    public long? Next()
    {
        if (_stream is null || _stream.ReadAtLeast(_entry, _entry.Length, throwOnEndOfStream: false) < _entry.Length)
        {
            return null;
        }

        return BinaryPrimitives.ReadInt32BigEndian(_entry) * 2L;
    }

    /// <summary>Notes where the record really was.</summary>
    public void Compare(long? stated, long actual) => Agrees &= _stream is null || stated == actual;

    /// <summary>Notes that the .shp has no more records.</summary>
    public void End() => Agrees &= _stream is null || Next() is null;

    public void Dispose() => _stream?.Dispose();
}
