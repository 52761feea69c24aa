using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Platform.Tests.Unit.Formats.Archives;

/// <summary>Builds zips byte by byte, so that tests can lie in every field.</summary>
public sealed class ZipBuilder
{
    private readonly List<(Entry Entry, byte[] Stored, long Offset)> _written = [];
    private readonly MemoryStream _stream = new();

    /// <summary>What an entry claims; null takes the truth.</summary>
    public sealed record Entry(string Name, byte[] Content)
    {
        public byte[]? RawName { get; init; }

        public byte[]? LocalName { get; init; }

        public ushort Flags { get; init; }

        public ushort Method { get; init; } = 8;

        public uint? Checksum { get; init; }

        public uint? ClaimedLength { get; init; }

        public uint? ClaimedCompressedLength { get; init; }

        public uint? Offset { get; init; }

        public uint Attributes { get; init; }

        public byte[] Extra { get; init; } = [];

        public override string ToString() => Uri.EscapeDataString(Name);

        public byte[] NameBytes => RawName ?? Encoding.UTF8.GetBytes(Name);
    }

    public static byte[] Zip(params Entry[] entries)
    {
        var builder = new ZipBuilder();
        foreach (var entry in entries)
        {
            builder.Add(entry);
        }

        return builder.Finish();
    }

    public static Entry File(string name, string content = "x") => new(name, Encoding.UTF8.GetBytes(content));

    public void Add(Entry entry)
    {
        var stored = entry.Method == 8 ? Deflate(entry.Content) : entry.Content;
        _written.Add((entry, stored, _stream.Position));
        using var writer = new BinaryWriter(_stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(0x04034b50u);
        WriteCommon(writer, entry, stored, entry.LocalName ?? entry.NameBytes, extra: 0);
        writer.Write(entry.LocalName ?? entry.NameBytes);
        writer.Write(stored);
    }

    public byte[] Finish(ushort? claimedEntries = null, ushort disk = 0)
    {
        var start = (uint)_stream.Position;
        using var writer = new BinaryWriter(_stream, Encoding.UTF8, leaveOpen: true);
        foreach (var (entry, stored, offset) in _written)
        {
            writer.Write(0x02014b50u);
            writer.Write((ushort)0x0314);
            WriteCommon(writer, entry, stored, entry.NameBytes, entry.Extra.Length);
            writer.Write(new byte[6]);
            writer.Write(entry.Attributes);
            writer.Write(entry.Offset ?? (uint)offset);
            writer.Write(entry.NameBytes);
            writer.Write(entry.Extra);
        }

        var length = (uint)_stream.Position - start;
        writer.Write(0x06054b50u);
        writer.Write(disk);
        writer.Write(disk);
        writer.Write(claimedEntries ?? (ushort)_written.Count);
        writer.Write(claimedEntries ?? (ushort)_written.Count);
        writer.Write(length);
        writer.Write(start);
        writer.Write((ushort)0);
        return _stream.ToArray();
    }

    private static void WriteCommon(BinaryWriter writer, Entry entry, byte[] stored, byte[] name, int extra)
    {
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write(entry.Method);
        writer.Write(0x00210000u);
        writer.Write(entry.Checksum ?? Crc32.HashToUInt32(entry.Content));
        writer.Write(entry.ClaimedCompressedLength ?? (uint)stored.Length);
        writer.Write(entry.ClaimedLength ?? (uint)entry.Content.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)extra);
    }

    private static byte[] Deflate(byte[] content)
    {
        using var target = new MemoryStream();
        using (var deflate = new DeflateStream(target, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return target.ToArray();
    }
}
