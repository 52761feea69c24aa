using System.IO.Compression;

namespace Platform.Formats.Packaging;

/// <summary>
/// Writes zip files whose bytes depend on nothing but the contents: every entry carries 1980-01-01 00:00:00, the order is fixed,
/// nothing of the machine or the clock gets in. Same runtime version, same input: same bytes.
/// </summary>
public static class DeterministicZip
{
    /// <summary>The time that every entry carries: the earliest a zip can express.</summary>
    public static DateTimeOffset EntryTime { get; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Rewrites a package (DOCX, XLSX, zip) that this program made itself with fixed times and entries sorted by name, <c>[Content_Types].xml</c> first.
    /// Names and contents stay: a package with random part names or relationship ids stays random, so give ids explicitly when you build it.
    /// </summary>
    /// <param name="source">The package, seekable. Not for files of others: those are opened by <c>SafeArchive</c>.</param>
    /// <param name="target">Receives the new package; stays open.</param>
    public static void Rewrite(Stream source, Stream target)
    {
        using var input = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        using var output = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in input.Entries.OrderBy(e => e.FullName != "[Content_Types].xml").ThenBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var from = entry.Open();
            using var to = CreateEntry(output, entry.FullName);
            from.CopyTo(to);
        }
    }

    /// <summary>Writes a new zip; entries are written in the order given. The contents are written straight through, never held in memory.</summary>
    /// <param name="target">Receives the zip; stays open.</param>
    /// <param name="entries">Name with <c>/</c>, and what writes the entry's content.</param>
    public static void Write(Stream target, IEnumerable<(string Name, Action<Stream> WriteContent)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var output = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, writeContent) in entries)
        {
            using var to = CreateEntry(output, name);
            writeContent(to);
        }
    }

    internal static Stream CreateEntry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, IsCompressed(name) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        entry.LastWriteTime = EntryTime;
        return entry.Open();
    }

    /// <summary>Pictures carry their own compression; a second one costs time and gains nothing.</summary>
    private static bool IsCompressed(string name) => name.EndsWith(".png", StringComparison.Ordinal) || name.EndsWith(".jpg", StringComparison.Ordinal);
}
