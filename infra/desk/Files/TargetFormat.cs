using System.IO.Compression;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Formats.Shapefiles;
using Platform.Formats.Tables;

namespace Platform.Desk.Files;

/// <summary>A format that <c>desk convert</c> writes, chosen by the extension.</summary>
/// <param name="HoldsManyLayers">Whether a file holds several layers.</param>
/// <param name="IsDegreesOnly">Whether it has no place for a CRS and means longitude and latitude.</param>
/// <param name="Write">Writes a file, which appears under its name when it is complete; answers whether the layers fit the format, else why is among the findings.</param>
internal sealed record TargetFormat(bool HoldsManyLayers, bool IsDegreesOnly, Func<string, IReadOnlyList<LayerToWrite>, FindingLog, bool> Write)
{
    private const string Gzip = ".gz";

    private static readonly Dictionary<string, TargetFormat> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".gpkg"] = new(true, false, (path, layers, _) => Done(() => GeoPackageWriter.Write(path, layers))),
        [".shp"] = new(false, false, (path, layers, findings) => ShapefileWriter.Write(path, layers[0], findings)),
        [".zip"] = new(true, false, (path, layers, findings) => ShapefileWriter.WriteZip(path, layers, findings)),
        [".geojson"] = OneLayer(false, WriteCollection),
        [".json"] = OneLayer(false, WriteCollection),
        [".geojsonl"] = OneLayer(true, WriteLines),
        [".ndjson"] = OneLayer(true, WriteLines),
        [".geojson.gz"] = OneLayer(false, Compressed(WriteCollection)),
        [".json.gz"] = OneLayer(false, Compressed(WriteCollection)),
        [".geojsonl.gz"] = OneLayer(true, Compressed(WriteLines)),
        [".ndjson.gz"] = OneLayer(true, Compressed(WriteLines)),
        [".fgb"] = new(false, false, (path, layers, _) => Done(() => FlatGeobufWriter.Write(path, layers[0]))),
        [".csv"] = OneLayer(false, (stream, layer) => CsvLayerWriter.Write(stream, layer)),
    };

    /// <summary>The format for a file name, or null when there is none.</summary>
    public static TargetFormat? For(string path)
    {
        var isCompressed = path.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase);
        return ByExtension.GetValueOrDefault(isCompressed ? Path.GetExtension(path[..^Gzip.Length]) + Gzip : Path.GetExtension(path));
    }

    private static void WriteCollection(Stream target, LayerToWrite layer) => GeoJsonWriter.Write(target, layer, anyCrs: true);

    private static void WriteLines(Stream target, LayerToWrite layer) => GeoJsonWriter.WriteLines(target, layer);

    private static Action<Stream, LayerToWrite> Compressed(Action<Stream, LayerToWrite> write) => (target, layer) =>
    {
        using var compressed = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
        write(compressed, layer);
    };

    private static TargetFormat OneLayer(bool isDegreesOnly, Action<Stream, LayerToWrite> write) => new(false, isDegreesOnly, (path, layers, _) =>
    {
        var part = path + ".part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
                write(stream, layers[0]);
            File.Move(part, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(part);
        }
    });

    private static bool Done(Action write)
    {
        write();
        return true;
    }
}
