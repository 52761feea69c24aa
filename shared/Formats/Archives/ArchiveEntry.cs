namespace Platform.Formats.Archives;

/// <summary>A file or folder of an archive, checked against everything that its directory claims.</summary>
public sealed class ArchiveEntry
{
    internal ArchiveEntry(int index, string path, byte[] storedName, CentralRecord record)
    {
        Index = index;
        Path = path;
        StoredName = storedName;
        Record = record;
    }

    /// <summary>Relative path with <c>/</c>, without <c>.</c> and <c>..</c>; ends in <c>/</c> for a folder.</summary>
    public string Path { get; }

    /// <summary>Length in bytes when inflated; held to while reading.</summary>
    public long Length => Record.Length;

    public bool IsFolder => Path.EndsWith('/');

    internal int Index { get; }

    internal byte[] StoredName { get; }

    internal CentralRecord Record { get; }
}

/// <summary>What the central directory says of an entry.</summary>
internal readonly record struct CentralRecord(
    ushort Flags, ushort Method, uint Checksum, long CompressedLength, long Length, long HeaderOffset, uint Attributes, byte HostSystem);
