using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>A benchmark's subjects and classed layer, metres in one projected CRS.</summary>
/// <param name="Name">Of the case.</param>
/// <param name="Subjects">Polygons whose areas are asked for.</param>
/// <param name="Layer">The classed layer.</param>
/// <param name="Classes">Class of each row of the layer.</param>
internal sealed record OverlayCase(string Name, Geometry[] Subjects, Geometry[] Layer, string[] Classes)
{
    private const int Seed = 20170201;
    private const int MadeClasses = 7;

    // CGCS2000, zone 38 of 3 degrees, with the zone's number before the easting.
    private const int MadeEpsg = 4526;

    /// <summary>Makes a case, or reads one of the real ones from the corpus.</summary>
    public static OverlayCase Make(string name)
    {
        var make = new MadeLayers(Seed, degrees: false);
        switch (name)
        {
            case "parcels":
                return Made(name, make.Patches(20_000, 9_000, 9_000, 60), make.Parcels(150, 150, 60));
            case "parcels-10x":
                return Made(name, make.Patches(200_000, 28_440, 28_440, 60), make.Parcels(474, 474, 60));
            case "parcels-100x":
                return Made(name, make.Patches(2_000_000, 90_000, 90_000, 60), make.Parcels(1500, 1500, 60));
            case "zones":
                return Made(name, make.Patches(20_000, 12_000, 9_000, 60), make.Zones(20, 15, 600, 1250));
            case "many":
                return Made(name, make.Patches(100_000, 48_000, 37_500, 60), make.Parcels(800, 625, 60));
            case "coincident":
                var parcels = make.Parcels(150, 150, 60);
                return Made(name, make.Reissued(parcels), parcels);
            default:
                return RealLayers.Make(name) ?? throw new ArgumentException($"There is no case '{name}'.", nameof(name));
        }
    }

    /// <summary>Writes subjects and layer as tab-separated text for the peers: row, class, WKB in hexadecimal.</summary>
    public void WriteText(string folder)
    {
        WriteText(Path.Combine(folder, "subjects.tsv"), Subjects, _ => "");
        WriteText(Path.Combine(folder, "layer.tsv"), Layer, i => Classes[i]);
    }

    /// <summary>Writes a made case as GeoPackages, <c>subjects.gpkg</c> and <c>layer.gpkg</c> with the field <c>class</c>.</summary>
    public void WriteFiles(string folder)
    {
        WriteFile(folder, "subjects", Subjects, [], _ => []);
        WriteFile(folder, "layer", Layer, [new Field("class", FieldType.Text)], i => [Classes[i]]);
    }

    private static OverlayCase Made(string name, Polygon[] subjects, Polygon[] layer) => new(
        name, subjects, layer, [.. layer.Select((_, i) => (i % MadeClasses).ToString(CultureInfo.InvariantCulture))]);

    private static void WriteText(string path, Geometry[] polygons, Func<int, string> classOf)
    {
        using var writer = new StreamWriter(path);
        for (var i = 0; i < polygons.Length; i++)
            writer.Write(FormattableString.Invariant($"{i}\t{classOf(i)}\t{WKBWriter.ToHex(polygons[i].AsBinary())}\n"));
    }

    private static void WriteFile(string folder, string name, Geometry[] polygons, Field[] fields, Func<int, object?[]> values)
    {
        var kind = polygons.All(polygon => polygon is Polygon) ? GeometryKind.Polygon : GeometryKind.Any;
        var schema = new LayerSchema(name, name + ".gpkg", kind, fields, CrsDefinition.FromEpsg(MadeEpsg));
        GeoPackageWriter.Write(Path.Combine(folder, name + ".gpkg"), [new LayerToWrite(schema, polygons.Select((polygon, i) => new FeatureToWrite(polygon, values(i))))]);
    }
}
