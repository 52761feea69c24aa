using System.Text.Json;
using Platform.Findings;

namespace Platform.Storage.Integrity;

/// <summary>
/// Tells a first start from a loss. <see cref="Check"/> runs before anything is opened, <see cref="Confirm"/> once everything is open; between them the stores make
/// what is missing on a first start. The caller holds the data directory.
/// </summary>
public sealed class StoreGuard(PlatformPaths paths, IReadOnlyList<SqliteStore> stores)
{
    /// <summary>What keeps the platform from starting; empty when nothing does. Changes nothing.</summary>
    public IReadOnlyList<Finding> Check()
    {
        if (Directory.Exists(paths.Staging))
            return [StoreFindings.RestoreUnfinished.At(new Location(paths.Staging), paths.Staging)];
        try
        {
            return StoreMarker.Read(paths) switch
            {
                null => Adopt(),
                { Format: > StoreMarker.CurrentFormat } newer =>
                    [StoreFindings.Newer.At(new Location(paths.Marker), paths.Marker, newer.Format, StoreMarker.CurrentFormat)],
                var marker => [.. Databases(marker), .. Directories(marker)],
            };
        }
        catch (JsonException e)
        {
            return [StoreFindings.Damaged.At(new Location(paths.Marker), paths.Marker, e.Message)];
        }
    }

    /// <summary>Records that every store is there. Repeating it changes nothing.</summary>
    public void Confirm()
    {
        string[] names = [.. stores.Select(NameOf)];
        var known = StoreMarker.Read(paths);
        if (known is null || !known.Stores.SequenceEqual(names))
            new StoreMarker(StoreMarker.CurrentFormat, known?.Id ?? Guid.NewGuid().ToString("N"), names).Write(paths);
    }

    /// <summary>
    /// A directory without a marker is new, or was made before there were markers. Documents are made before anything is archived, so that an archive without them is a loss.
    /// </summary>
    private List<Finding> Adopt()
    {
        var findings = stores.Where(store => new FileInfo(store.Path) is { Exists: true, Length: > 0 }).Select(store => store.Fault()).OfType<Finding>().ToList();
        if (stores.Any(store => store.Path == paths.DocumentDatabase) && !File.Exists(paths.DocumentDatabase) && AnyArchived())
            findings.Insert(0, Missing(paths.DocumentDatabase));
        return findings;
    }

    private IEnumerable<Finding> Databases(StoreMarker marker) => stores
        .Select(store => File.Exists(store.Path) ? store.Fault() : marker.Stores.Contains(NameOf(store)) ? Missing(store.Path) : null)
        .OfType<Finding>();

    private IEnumerable<Finding> Directories(StoreMarker marker)
    {
        foreach (var file in StoreMarker.IdFiles(paths))
        {
            var directory = Path.GetDirectoryName(file)!;
            if (!File.Exists(file))
                yield return Missing(directory);
            else if (File.ReadAllText(file).Trim() is var id && id != marker.Id)
                yield return StoreFindings.Foreign.At(new Location(directory), directory, $"id {id}");
        }
    }

    private bool AnyArchived() => Directory.Exists(paths.RawArchive)
        && Directory.EnumerateDirectories(paths.RawArchive, "??").Any(directory => Directory.EnumerateFiles(directory).Any());

    private static Finding Missing(string path) => StoreFindings.Missing.At(new Location(path), path);

    private string NameOf(SqliteStore store) => Path.GetRelativePath(paths.Root, store.Path).Replace('\\', '/');
}
