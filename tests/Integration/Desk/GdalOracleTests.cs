using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.IO;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoPackages;
using Platform.Formats.Shapefiles;

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

    [GdalFact]
    public void Shapefile_IsReadByGdal() => Judge("a.shp", (path, layer) => ShapefileWriter.Write(path, layer, new FindingLog()));

    [GdalFact]
    public void ZippedShapefile_IsReadByGdal() => Judge("a.zip", (path, layer) => ShapefileWriter.WriteZip(path, [layer], new FindingLog()));

    /// <summary>GDAL finds the code again by the names in the .prj.</summary>
    [GdalFact]
    public void ShapefileProjection_IsTheSystemToGdal() => Assert.All(new[] { 4490, 4326, 4610, 4214, 4269, 4526, 4547, 4497, 4508, 2362, 2344, 2435, 21459, 32650, 26986, 2249 }, code =>
    {
        var path = Path.Combine(_folder, "a.shp");
        Write(path, GeometryKind.Point, code, [], "POINT (1 2)");
        var summary = OgrInfo("-so", path, "a");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"    ID[\"EPSG\",{code}]]\nData axis"), summary, StringComparison.Ordinal);
    });

    /// <summary>Every type of geometry, with its holes and parts, and a null of every type.</summary>
    [GdalFact]
    public void ShapefileContent_IsTheSameToGdal()
    {
        string[][] cases =
        [
            ["POINT (1.25 2)", "POINT (1.25 2.0)"], ["MULTIPOINT ((0 0), (1 1))", "MULTIPOINT ((0 0),(1 1))"],
            ["MULTILINESTRING ((0 0, 1 1), (5 5, 6 6))", "MULTILINESTRING ((0 0,1 1),(5 5,6 6))"],
            ["MULTIPOLYGON (((0 0, 9 9, 0 9, 0 0), (1 5, 1 6, 2 6, 1 5)), ((20 20, 20 21, 21 21, 20 20)))",
                "MULTIPOLYGON (((0 0,0 9,9 9,0 0),(1 5,2 6,1 6,1 5)),((20 20,20 21,21 21,20 20)))"],
        ];
        Field[] fields =
            [new("名称", FieldType.Text), new("whole", FieldType.Integer), new("decimal", FieldType.Decimal), new("real", FieldType.Real), new("day", FieldType.Date), new("truth", FieldType.Boolean)];
        object?[] values = ["图斑", -130_100_000_001L, 12.5m, 1e20, new DateOnly(2020, 2, 29), true];
        Assert.All(cases, one =>
        {
            var path = Path.Combine(_folder, "a.shp");
            Write(path, GeometryKind.Any, 4490, [.. fields.Zip(values)], one[0]);
            var content = OgrInfo("-q", "-al", path);
            string[] expected =
            [
                "名称 (String) = 图斑", "whole (Integer64) = -130100000001", "decimal (Real) = 12.5", "real (Real) = 100000000000000000000.0", "day (Date) = 2020/02/29", one[1],
                "名称 (String) = (null)", "whole (Integer64) = (null)", "decimal (Real) = (null)", "real (Real) = (null)", "day (Date) = (null)",
            ];
            Assert.All(expected, line => Assert.Contains(line, content, StringComparison.Ordinal));
        });
    }

    private static void Write(string path, GeometryKind kind, int epsg, (Field Field, object? Value)[] fields, string wkt)
    {
        var schema = new LayerSchema("a", "", kind, [.. fields.Select(f => f.Field)], CrsDefinition.FromEpsg(epsg));
        FeatureToWrite[] rows = [new(new WKTReader().Read(wkt), [.. fields.Select(f => f.Value)]), new(null, new object?[fields.Length])];
        Assert.True(ShapefileWriter.Write(path, new LayerToWrite(schema, rows), new FindingLog()));
    }

    /// <summary>Squares of side 0.5 at whole coordinates: a box from −0.25 to 9.75 meets those of 0 to 9 on each axis.</summary>
    private void Judge(string name, Action<string, LayerToWrite> write)
    {
        var path = Path.Combine(_folder, name);
        var reader = new WKTReader();
        var rows = Enumerable.Range(0, Side * Side).Select(i => new FeatureToWrite(
            reader.Read(string.Create(CultureInfo.InvariantCulture, $"POLYGON (({i % Side} {i / Side}, {(i % Side) + 0.5} {i / Side}, {(i % Side) + 0.5} {(i / Side) + 0.5}, {i % Side} {i / Side}))")), ["图斑", (long)i]));
        write(path, new LayerToWrite(new LayerSchema("a", "", GeometryKind.Polygon, [new("名", FieldType.Text), new("n", FieldType.Integer)], CrsDefinition.FromEpsg(4490)), rows));

        path = name.EndsWith(".zip", StringComparison.Ordinal) ? "/vsizip/" + path : path;
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
