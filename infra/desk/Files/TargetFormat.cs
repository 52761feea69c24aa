using System.IO.Compression;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Formats.Tables;

namespace Platform.Desk.Files;

/// <summary>A format that <c>desk convert</c> writes, chosen by the extension.</summary>
/// <param name="HoldsManyLayers">Whether a file holds several layers.</param>
/// <param name="IsDegreesOnly">Whether it has no place for a CRS and means longitude and latitude.</param>
/// <param name="Write">Writes a file.</param>
internal sealed record TargetFormat(bool HoldsManyLayers, bool IsDegreesOnly, Action<string, IReadOnlyList<LayerToWrite>> Write)
{
    private static readonly Dictionary<string, TargetFormat> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".gpkg"] = new(true, false, (path, layers) => GeoPackageWriter.Write(path, layers)),
        [".geojson"] = OneLayer(false, (stream, layer) => GeoJsonWriter.Write(stream, layer, anyCrs: true)),
        [".json"] = OneLayer(false, (stream, layer) => GeoJsonWriter.Write(stream, layer, anyCrs: true)),
        [".geojsonl"] = OneLayer(true, (stream, layer) => GeoJsonWriter.WriteLines(stream, layer)),
        [".ndjson"] = OneLayer(true, (stream, layer) => GeoJsonWriter.WriteLines(stream, layer)),
        [".fgb"] = new(false, false, (path, layers) => FlatGeobufWriter.Write(path, layers[0])),
        [".csv"] = OneLayer(false, (stream, layer) => CsvLayerWriter.Write(stream, layer)),
    };

    /// <summary>The format for a file name, or null when there is none.</summary>
    public static TargetFormat? For(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return ByExtension.GetValueOrDefault(Path.GetExtension(path));

        return Path.GetExtension(path[..^3]).ToLowerInvariant() is ".geojson" or ".json" or ".geojsonl" or ".ndjson" ? For(path[..^3])!.Compressed() : null;
    }

    private TargetFormat Compressed() => this with
    {
        Write = (path, layers) =>
        {
            var plain = path + ".plain";
            try
            {
                Write(plain, layers);
                using var source = File.OpenRead(plain);
                using var target = new GZipStream(File.Create(path), CompressionLevel.Optimal);
                source.CopyTo(target);
            }
            finally
            {
                File.Delete(plain);
            }
        },
    };

    private static TargetFormat OneLayer(bool isDegreesOnly, Action<Stream, LayerToWrite> write) => new(false, isDegreesOnly, (path, layers) =>
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream, layers[0]);
    });
}
