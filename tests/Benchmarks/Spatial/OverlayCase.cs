using NetTopologySuite.Geometries;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>A benchmark's subjects and layer; the class of a row is its number modulo seven.</summary>
/// <param name="Name">Of the case.</param>
/// <param name="Subjects">Polygons whose areas are asked for.</param>
/// <param name="Layer">The classed layer.</param>
internal sealed record OverlayCase(string Name, Polygon[] Subjects, Polygon[] Layer)
{
    private const int Seed = 20170201;

    /// <summary>Classes of a layer.</summary>
    public const int Classes = 7;

    /// <summary>Makes a case: metres in a 3-degree zone.</summary>
    public static OverlayCase Make(string name)
    {
        var make = new MadeLayers(Seed, degrees: false);
        switch (name)
        {
            case "parcels":
                return new OverlayCase(name, make.Patches(20_000, 9_000, 9_000, 60), make.Parcels(150, 150, 60));
            case "parcels-10x":
                return new OverlayCase(name, make.Patches(200_000, 28_440, 28_440, 60), make.Parcels(474, 474, 60));
            case "zones":
                return new OverlayCase(name, make.Patches(20_000, 12_000, 9_000, 60), make.Zones(20, 15, 600, 1250));
            case "many":
                return new OverlayCase(name, make.Patches(100_000, 48_000, 37_500, 60), make.Parcels(800, 625, 60));
            case "coincident":
                var parcels = make.Parcels(150, 150, 60);
                return new OverlayCase(name, make.Reissued(parcels), parcels);
            default:
                throw new ArgumentException($"There is no case '{name}'.", nameof(name));
        }
    }

    /// <summary>Writes subjects and layer as tab-separated text for the peers: row, class, WKB in hexadecimal.</summary>
    public void Write(string folder)
    {
        Write(Path.Combine(folder, "subjects.tsv"), Subjects);
        Write(Path.Combine(folder, "layer.tsv"), Layer);
    }

    private static void Write(string path, Polygon[] polygons)
    {
        using var writer = new StreamWriter(path);
        for (var i = 0; i < polygons.Length; i++)
            writer.Write(FormattableString.Invariant($"{i}\t{i % Classes}\t{NetTopologySuite.IO.WKBWriter.ToHex(polygons[i].AsBinary())}\n"));
    }
}
