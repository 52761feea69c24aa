using System.Text;
using Platform.Findings;
using Platform.Formats.Dbase;
using Platform.Formats.Features;
using Platform.Formats.Packaging;

namespace Platform.Formats.Shapefiles;

/// <summary>
/// Writes shapefiles with .shx, .dbf, .cpg (UTF-8) and, where the CRS is stated, .prj in ESRI's words. What the format has no room for is a finding: names of
/// fields beyond ten bytes, texts beyond 254, times (written as text), binary fields (left out). A layer of mixed types, or one that takes more than 2 GB, is
/// refused. Rows go through a file beside the target; in memory stays one. The bytes depend on nothing but the layers.
/// </summary>
public static class ShapefileWriter
{
    private const long MostBytes = int.MaxValue;

    /// <summary>Writes a layer as loose files.</summary>
    /// <param name="path">Name of the .shp; the others lie beside it. They replace an older shapefile when all are complete and on disk.</param>
    /// <param name="layer">The layer; its rows are enumerated once.</param>
    /// <param name="findings">Receives what is written otherwise, and why the layer is refused.</param>
    /// <param name="cancellation">Stops between rows; then no file is left.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ArgumentException">A value or geometry does not fit the layer.</exception>
    public static bool Write(string path, LayerToWrite layer, FindingLog findings, CancellationToken cancellation = default) =>
        Write(path, layer, findings, MostBytes, cancellation);

    /// <summary>Writes layers into a zip, a shapefile each; one of <see cref="GeometryKind.None"/> becomes a table of its own.</summary>
    /// <param name="path">The zip, which appears under its name only when it is complete and on disk; an existing one is replaced.</param>
    /// <param name="layers">The layers, each enumerated once. Their names become file names.</param>
    /// <param name="findings">Receives what is written otherwise, and why a layer is refused.</param>
    /// <param name="cancellation">Stops between rows; then no file is left.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ArgumentException">A value or geometry does not fit its layer.</exception>
    public static bool WriteZip(string path, IEnumerable<LayerToWrite> layers, FindingLog findings, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(findings);
        var partial = path + ".partial";
        try
        {
            using (var target = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                DeterministicZip.Write(target, Entries(path, layers, findings, cancellation));
                target.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
            return true;
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return false;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>The same with another bound on the length of a file.</summary>
    internal static bool Write(string path, LayerToWrite layer, FindingLog findings, long mostBytes, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(findings);
        using var files = new PartialShapefile(Path.ChangeExtension(path, null));
        try
        {
            if (layer.Schema.Geometry == GeometryKind.None)
            {
                throw new RefusedException(FormatFindings.ShapefileWithoutGeometry.At(new Location(Layer: layer.Schema.Name)));
            }

            Fill(files, layer, findings, mostBytes, cancellation);
            files.Publish(path);
            return true;
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return false;
        }
    }

    private static IEnumerable<(string Name, Action<Stream> WriteContent)> Entries(
        string path, IEnumerable<LayerToWrite> layers, FindingLog findings, CancellationToken cancellation)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in layers)
        {
            using var files = new PartialShapefile(path);
            Fill(files, layer, findings, MostBytes, cancellation);
            var name = FileName(layer.Schema.Name, taken);
            foreach (var extension in files.Extensions)
            {
                yield return (name + extension, target => files.CopyTo(extension, target));
            }
        }
    }

    private static void Fill(PartialShapefile files, LayerToWrite layer, FindingLog findings, long mostBytes, CancellationToken cancellation)
    {
        var schema = layer.Schema;
        var hasShapes = schema.Geometry != GeometryKind.None;
        using (var main = hasShapes ? files.Create(".shp") : null)
        using (var index = hasShapes ? files.Create(".shx") : null)
        using (var table = files.Create(".dbf"))
        using (var spool = files.CreateSpool())
        {
            var shapes = hasShapes ? new ShapeWriter(main!, index!, schema, mostBytes) : null;
            var records = new DbfWriter(schema, spool, mostBytes, findings);
            foreach (var row in layer.Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                shapes?.Add(row.Geometry);
                records.Add(row.Values);
            }

            shapes?.Finish();
            records.Finish(table);
        }

        if (hasShapes && ProjectionText.Of(schema, findings) is { } projection)
        {
            WriteText(files, ".prj", projection);
        }

        WriteText(files, ".cpg", "UTF-8");
    }

    private static void WriteText(PartialShapefile files, string extension, string text)
    {
        using var stream = files.Create(extension);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The name of a layer without what file names cannot hold, and unlike those before.</summary>
    private static string FileName(string layer, HashSet<string> taken)
    {
        const string NotAllowed = "/\\:*?\"<>|";
        var wish = string.Concat(layer.Select(c => char.IsControl(c) || NotAllowed.Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim(' ', '.');
        wish = wish.Length == 0 ? "layer" : wish;
        var name = wish;
        for (var i = 2; !taken.Add(name); i++)
        {
            name = $"{wish}_{i}";
        }

        return name;
    }
}
