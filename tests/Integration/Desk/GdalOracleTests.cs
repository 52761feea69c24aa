using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.IO;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoPackages;

namespace Platform.Tests.Integration.Desk;

/// <summary>GDAL opens what we write, counts the same features, and finds the same ones by our spatial indexes.</summary>
public sealed class GdalOracleTests : IDisposable
{
    private const int Side = 40;
    private readonly string _folder = Directory.CreateTempSubdirectory("gdal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GdalFact]
    public void FlatGeobuf_IsReadByGdalAndByItsIndex() => Judge("a.fgb", (path, layer) => FlatGeobufWriter.Write(path, layer));

    [GdalFact]
    public void GeoPackage_IsReadByGdalAndByItsIndex() => Judge("a.gpkg", (path, layer) => GeoPackageWriter.Write(path, [layer]));

    /// <summary>Squares of side 0.5 at whole coordinates: a box from −0.25 to 9.75 meets those of 0 to 9 on each axis.</summary>
    private void Judge(string name, Action<string, LayerToWrite> write)
    {
        var path = Path.Combine(_folder, name);
        var reader = new WKTReader();
        var rows = Enumerable.Range(0, Side * Side).Select(i => new FeatureToWrite(
            reader.Read(string.Create(CultureInfo.InvariantCulture, $"POLYGON (({i % Side} {i / Side}, {(i % Side) + 0.5} {i / Side}, {(i % Side) + 0.5} {(i / Side) + 0.5}, {i % Side} {i / Side}))")), ["图斑", (long)i]));
        write(path, new LayerToWrite(new LayerSchema("a", "", GeometryKind.Polygon, [new("名", FieldType.Text), new("n", FieldType.Integer)], CrsDefinition.FromEpsg(4490)), rows));

        var summary = OgrInfo("-so", path, "a");
        Assert.Contains($"Feature Count: {Side * Side}", summary, StringComparison.Ordinal);
        Assert.Contains("China Geodetic Coordinate System 2000", summary, StringComparison.Ordinal);
        var found = OgrInfo("-q", "-geom=NO", "-spat", "-0.25", "-0.25", "9.75", "9.75", path, "a").Split("OGRFeature(").Length - 1;
        Assert.Equal(100, found);
    }

    private static string OgrInfo(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(GdalFactAttribute.OgrInfo, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
