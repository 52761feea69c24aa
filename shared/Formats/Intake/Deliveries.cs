using Platform.Findings;
using Platform.Formats.Shapefiles;
using Platform.Formats.Sources;

namespace Platform.Formats.Intake;

/// <summary>
/// Opens what somebody delivered: a zip or folder of shapefiles, GeoPackages, GeoJSON, CSV and workbooks, or one such file (GeoJSON and CSV
/// also as .gz). Bad content never throws: it ends in findings. Memory stays bounded whatever the file claims.
/// </summary>
public static class Deliveries
{
    /// <summary>Opens a local file or folder. A .shp takes the files of the same name beside it.</summary>
    /// <param name="path">File or folder; not written to while the delivery is open.</param>
    /// <param name="limits">How much is read at most.</param>
    /// <param name="cancellation">Stops opening.</param>
    /// <returns>The delivery, to be disposed; without layers and with findings when nothing can be read.</returns>
    /// <exception cref="IOException">The file cannot be read at all.</exception>
    public static Delivery Open(string path, DeliveryLimits limits, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(limits);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        var opener = new DeliveryOpener(name, limits, cancellation);
        return opener.Open(() =>
        {
            if (Directory.Exists(path))
            {
                opener.AddAll(FilesOf(path, limits));
            }
            else if (!File.Exists(path))
            {
                throw new RefusedException(FormatFindings.FileMissing.At(Location.Whole, name));
            }
            else if (Path.GetExtension(path).Equals(".shp", StringComparison.OrdinalIgnoreCase))
            {
                opener.AddAll(Siblings(path));
            }
            else
            {
                opener.AddSingle(DeliveredFile.FromDisk(path), () => opener.Own(new FileRange(path)));
            }
        });
    }

    /// <summary>Opens an upload.</summary>
    /// <param name="stream">Seekable; must stay open until the delivery is disposed, and stays open then.</param>
    /// <param name="fileName">Name as uploaded; folders in it are ignored.</param>
    /// <param name="limits">How much is read at most.</param>
    /// <param name="cancellation">Stops opening.</param>
    /// <returns>The delivery, to be disposed; without layers and with findings when nothing can be read.</returns>
    public static Delivery Open(Stream stream, string fileName, DeliveryLimits limits, CancellationToken cancellation = default) =>
        Open(new StreamRange(stream), fileName, limits, cancellation);

    /// <summary>Opens an upload that is read by ranges.</summary>
    /// <param name="source">Must stay usable until the delivery is disposed.</param>
    /// <param name="fileName">Name as uploaded; folders in it are ignored.</param>
    /// <param name="limits">How much is read at most.</param>
    /// <param name="cancellation">Stops opening.</param>
    /// <returns>The delivery, to be disposed; without layers and with findings when nothing can be read.</returns>
    public static Delivery Open(IRangeSource source, string fileName, DeliveryLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(limits);
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var opener = new DeliveryOpener(name, limits, cancellation);
        return opener.Open(() => opener.AddSingle(
            new DeliveredFile(name, source.Length, () => new RangeStream(source, 0, source.Length)), () => source));
    }

    private static List<DeliveredFile> FilesOf(string folder, DeliveryLimits limits)
    {
        var files = new DirectoryInfo(folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Take(limits.Archive.MaxEntries + 1)
            .Select(f => DeliveredFile.FromDisk(f.FullName, Path.GetRelativePath(folder, f.FullName).Replace('\\', '/')))
            .OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        return files.Count <= limits.Archive.MaxEntries
            ? files
            : throw new RefusedException(FormatFindings.ZipTooManyEntries.At(Location.Whole, files.Count, limits.Archive.MaxEntries));
    }

    private static IEnumerable<DeliveredFile> Siblings(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        return Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!)
            .Where(f => Path.GetFileNameWithoutExtension(f).Equals(stem, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(f => DeliveredFile.FromDisk(f)).Where(ShapefileSet.IsPart);
    }
}
