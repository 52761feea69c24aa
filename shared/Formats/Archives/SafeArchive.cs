using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Archives;

/// <summary>
/// A zip of somebody else, opened by ranged reads and trusted in nothing: the whole archive is refused for unsafe, duplicate or
/// undecodable names, links, encryption, unknown methods, overlapping entries and (unless allowed) archives inside; sizes,
/// ratios and checksums are checked while an entry is inflated. Zip64 is understood. Nothing is written anywhere.
/// </summary>
public sealed class SafeArchive
{
    private const int LocalHeaderLength = 30;
    private static readonly HashSet<string> s_archiveExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".jar", ".kmz", ".cab", ".iso",
    };

    private readonly IRangeSource _source;
    private readonly Location _at;
    private readonly long[] _dataEnds;
    private readonly InflationBudget _budget;

    private SafeArchive(IRangeSource source, Location at, IReadOnlyList<ArchiveEntry> entries, ArchiveLimits limits, long directoryOffset)
    {
        _source = source;
        _at = at;
        Entries = entries;
        _dataEnds = EndsOfData(entries, directoryOffset);
        _budget = new InflationBudget(limits, entries.Count, at);
    }

    /// <summary>Entries in directory order.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>Reads and checks the directory.</summary>
    /// <param name="source">The archive; must live as long as entries are read.</param>
    /// <param name="name">File name, for messages.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <returns>The archive, or null when it is refused; then the reason is among the findings.</returns>
    public static SafeArchive? Open(IRangeSource source, string name, ArchiveLimits limits, FindingLog findings)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(findings);
        var at = new Location(name);
        try
        {
            var directory = new CentralDirectory(source, limits, at);
            var extent = directory.Find();
            return new SafeArchive(source, at, ReadEntries(directory, extent, limits, new EntryNames(findings, at), at), limits, extent.Offset);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    /// <summary>Opens an entry for one pass from its start; any number of entries may be open.</summary>
    /// <exception cref="RefusedException">Here or while reading: the entry is damaged or exceeds a limit.</exception>
    public Stream OpenEntry(ArchiveEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var data = DataOffset(entry);
        var stored = new RangeStream(_source, data, entry.Record.CompressedLength);
        return new EntryStream(entry.Record.Method == 0 ? stored : new DeflateStream(stored, CompressionMode.Decompress), entry, _budget, At(entry));
    }

    private static List<ArchiveEntry> ReadEntries(
        CentralDirectory directory, CentralDirectory.Extent extent, ArchiveLimits limits, EntryNames names, Location at)
    {
        var entries = new List<ArchiveEntry>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (stored, extra, record) in directory.Read(extent))
        {
            var path = names.Decode(stored, extra, record.Flags);
            var entry = new ArchiveEntry(entries.Count, path, stored, record);
            Check(entry, limits, at);
            if (!taken.Add(path.TrimEnd('/').Normalize(NormalizationForm.FormC)))
            {
                throw new RefusedException(FormatFindings.ZipDuplicateName.At(at, path));
            }

            entries.Add(entry);
        }

        CheckOverlaps(entries, extent.Offset, at);
        return entries;
    }

    private static void Check(ArchiveEntry entry, ArchiveLimits limits, Location at)
    {
        const ushort EncryptedFlags = 1 | (1 << 6) | (1 << 13);
        var record = entry.Record;
        Refuse((record.Flags & EncryptedFlags) != 0, FormatFindings.ZipEncrypted, at, entry.Path);
        Refuse(record.Method is not (0 or 8), FormatFindings.ZipMethod, at, entry.Path, record.Method);
        Refuse(!IsPlainFileOrFolder(record), FormatFindings.ZipLink, at, entry.Path);
        Refuse(
            !limits.AllowNestedArchives && !entry.IsFolder && s_archiveExtensions.Contains(Path.GetExtension(entry.Path)),
            FormatFindings.ZipNested, at, entry.Path);
        Refuse(record.Method == 0 && record.Length != record.CompressedLength, FormatFindings.ZipSizeMismatch, at, entry.Path, record.Length);
        Refuse(entry.IsFolder && record.Length != 0, FormatFindings.ZipDamaged, at, "folder with content");
        Refuse(record.Length > limits.MaxUncompressedBytes, FormatFindings.ZipTooLarge, at, limits.MaxUncompressedBytes);
        Refuse(
            record.Length > limits.RatioThresholdBytes && record.Length / limits.MaxRatio > record.CompressedLength,
            FormatFindings.ZipRatio, at, entry.Path, limits.MaxRatio);
    }

    private static bool IsPlainFileOrFolder(CentralRecord record)
    {
        const uint TypeMask = 0xF000, Folder = 0x4000, PlainFile = 0x8000, Link = 0xA000;
        const byte Unix = 3, Darwin = 19;
        var type = (record.Attributes >> 16) & TypeMask;
        return record.HostSystem is Unix or Darwin ? type is 0 or Folder or PlainFile : type != Link;
    }

    private static void CheckOverlaps(List<ArchiveEntry> entries, long directoryOffset, Location at)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(e => e.Record.HeaderOffset))
        {
            Refuse(entry.Record.HeaderOffset < end, FormatFindings.ZipOverlap, at, entry.Path);
            end = entry.Record.HeaderOffset + LocalHeaderLength + entry.StoredName.Length + entry.Record.CompressedLength;
            Refuse(end > directoryOffset, FormatFindings.ZipOverlap, at, entry.Path);
        }
    }

    /// <summary>For each entry the offset that its data must not pass: where the next entry or the directory begins.</summary>
    private static long[] EndsOfData(IReadOnlyList<ArchiveEntry> entries, long directoryOffset)
    {
        var ends = new long[entries.Count];
        var next = directoryOffset;
        foreach (var entry in entries.OrderByDescending(e => e.Record.HeaderOffset))
        {
            ends[entry.Index] = next;
            next = entry.Record.HeaderOffset;
        }

        return ends;
    }

    private Location At(ArchiveEntry entry) => new($"{_at.File}!/{entry.Path}");

    private long DataOffset(ArchiveEntry entry)
    {
        var header = new byte[LocalHeaderLength + entry.StoredName.Length];
        using (var stream = new RangeStream(_source, entry.Record.HeaderOffset, header.Length))
        {
            Refuse(stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length, FormatFindings.ZipDamaged, _at, "local header");
        }

        var sameName = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) == entry.StoredName.Length
            && header.AsSpan(LocalHeaderLength).SequenceEqual(entry.StoredName);
        Refuse(BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034b50 || !sameName, FormatFindings.ZipDamaged, _at, $"local header of {entry.Path}");
        Refuse(BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)) != entry.Record.Method, FormatFindings.ZipDamaged, _at, $"method of {entry.Path}");
        var data = entry.Record.HeaderOffset + header.Length + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        Refuse(data + entry.Record.CompressedLength > _dataEnds[entry.Index], FormatFindings.ZipOverlap, _at, entry.Path);
        return data;
    }

    private static void Refuse(bool condition, FindingKind kind, Location at, params object?[] arguments)
    {
        if (condition)
        {
            throw new RefusedException(kind.At(at, arguments));
        }
    }
}
