using System.Text;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Storage.Files;

namespace Platform.Storage.Integrity;

/// <summary>
/// <c>stores.json</c> of a data directory: which stores have been initialised there. The directories of the raw archive and the layers carry the same id in a file, because
/// they are often mounts of their own, and a missing mount looks like an empty directory.
/// </summary>
/// <param name="Format">Version of this file.</param>
/// <param name="Id">Identifies the data directory.</param>
/// <param name="Stores">Paths of the databases below the data directory.</param>
public sealed record StoreMarker(int Format, string Id, IReadOnlyList<string> Stores)
{
    /// <summary>The format that this release writes.</summary>
    public const int CurrentFormat = 1;

    private const string IdFile = ".store-id";

    /// <summary>The files that hold the id in directories.</summary>
    public static IReadOnlyList<string> IdFiles(PlatformPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [Path.Combine(paths.RawArchive, IdFile), Path.Combine(paths.Layers, IdFile)];
    }

    /// <summary>Reads the marker; null when there is none.</summary>
    /// <exception cref="JsonException">It is there and not readable.</exception>
    internal static StoreMarker? Read(PlatformPaths paths) => File.Exists(paths.Marker)
        ? JsonSerializer.Deserialize<StoreMarker>(File.ReadAllBytes(paths.Marker), PlatformJson.Options) ?? throw new JsonException("null")
        : null;

    /// <summary>Writes the marker after the directories have their id.</summary>
    internal void Write(PlatformPaths paths)
    {
        foreach (var file in IdFiles(paths))
            DurableFile.WritePrivate(file, Encoding.ASCII.GetBytes(Id), replace: true);
        DurableFile.WritePrivate(paths.Marker, JsonSerializer.SerializeToUtf8Bytes(this, PlatformJson.Options), replace: true);
    }
}
