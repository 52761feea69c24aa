using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;

namespace Platform.Tests.Integration.Desk;

/// <summary><c>desk info</c>, <c>validate</c> and <c>convert</c> as their callers see them: the built program, its standard output and its exit codes.</summary>
public sealed class DeskFileTests : IDisposable
{
    private const string Sound =
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"名":"甲","n":1.5},"geometry":{"type":"Polygon","coordinates":[[[114,38],[114.001,38],[114.001,38.001],[114,38.001],[114,38]]]}},
        {"type":"Feature","properties":{"名":"乙","n":2},"geometry":{"type":"Polygon","coordinates":[[[114.002,38],[114.003,38],[114.003,38.001],[114.002,38]]]}}]}
        """;

    private const string BowTie =
        """{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[114,38],[114.001,38.001],[114.001,38],[114,38.001],[114,38]]]}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("desk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Info_SoundFile_ListsLayersFieldsAndCrs()
    {
        var (code, document) = Survey("info", Put("a.geojson", Sound), "--json");

        Assert.Equal(0, code);
        Assert.Equal(2, document.GetProperty("features").GetInt32());
        Assert.Equal(0, document.GetProperty("findings").GetArrayLength());
        var layer = Assert.Single(document.GetProperty("layers").EnumerateArray());
        Assert.Equal(("a", "a.geojson", "Polygon", 2, "EPSG:4326"), (
            layer.GetProperty("name").GetString(), layer.GetProperty("file").GetString(), layer.GetProperty("geometry").GetString(),
            layer.GetProperty("features").GetInt32(), layer.GetProperty("crs").GetString()));
        Assert.Equal([114, 38, 114.003, 38.001], layer.GetProperty("extent").EnumerateArray().Select(e => e.GetDouble()));
        Assert.Equal("""[{"name":"名","type":"Text"},{"name":"n","type":"Decimal"}]""", layer.GetProperty("fields").GetRawText());
    }

    [Theory]
    [InlineData("info", 0)]
    [InlineData("validate", 1)]
    public void BowTie_IsAnErrorOnlyForValidate(string verb, int expected)
    {
        var (code, document) = Survey(verb, Put("a.geojson", BowTie), "--json", "--lang", "en");

        Assert.Equal(expected, code);
        Assert.Equal(expected, document.GetProperty("findings").GetArrayLength());
        foreach (var finding in document.GetProperty("findings").EnumerateArray())
        {
            Assert.Equal(["code", "severity", "message", "file", "layer", "row", "coordinate"], finding.EnumerateObject().Select(p => p.Name));
            Assert.Equal("GEOM_SELF_INTERSECTION", finding.GetProperty("code").GetString());
            Assert.Equal("error", finding.GetProperty("severity").GetString());
            Assert.Equal(0, finding.GetProperty("row").GetInt32());
            Assert.Equal([114.0005, 38.0005], finding.GetProperty("coordinate").EnumerateArray().Select(e => Math.Round(e.GetDouble(), 9)));
        }
    }

    /// <summary>Whatever happens, standard output is one JSON document and the exit code says how it went.</summary>
    [Theory]
    [InlineData(64, null, "DESK_USAGE")]
    [InlineData(64, "--wrong", "DESK_USAGE")]
    [InlineData(2, "missing.gpkg", "FILE_MISSING")]
    [InlineData(2, "empty.gpkg", "FILE_EMPTY")]
    [InlineData(2, "a.bin", "FILE_UNSUPPORTED")]
    [InlineData(2, "cut.geojson", "JSON_TRUNCATED")]
    [InlineData(1, "cut.csv", "CSV_UNCLOSED_QUOTE")]
    [InlineData(1, "bad.geojson", "GEOM_MALFORMED")]
    [InlineData(0, "xy.csv", "CRS_FROM_COORDINATES")]
    public void Info_EveryEnd_IsOneDocumentAndACode(int expected, string? file, string finding)
    {
        Put("empty.gpkg", "");
        Put("a.bin", "?");
        Put("cut.geojson", Sound[..^20]);
        Put("cut.csv", "a,b\n1,\"2");
        Put("bad.geojson", Sound.Replace("[[[114.002,38]", "[[[[114.002,38]", StringComparison.Ordinal).Replace("[114.002,38]]]}}]}", "[114.002,38]]]]}}]}", StringComparison.Ordinal));
        Put("xy.csv", "x,y\n115.25,38.5\n");
        string[] arguments = file is null ? ["info", "--json"] : ["info", file.StartsWith('-') ? file : Path.Combine(_folder, file), "--json"];
        var (code, document) = Survey(arguments);

        Assert.Equal(["features", "layers", "findings"], document.EnumerateObject().Select(p => p.Name));
        Assert.Contains(finding, document.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Equal(expected, code);
    }

    [Theory]
    [InlineData("b.gpkg")]
    [InlineData("b.zip")]
    [InlineData("b.geojson")]
    [InlineData("b.geojson.gz")]
    [InlineData("b.geojsonl")]
    [InlineData("b.fgb")]
    [InlineData("b.csv")]
    public void Convert_EveryTarget_HoldsTheSameFeatures(string target)
    {
        var path = Path.Combine(_folder, target);
        var (code, output, _) = Run("convert", Put("a.geojson", Sound), path);

        Assert.Equal(0, code);
        Assert.Equal("features=2", output.Trim());
        var (_, document) = Survey("info", path, "--json");
        Assert.Equal(2, document.GetProperty("features").GetInt32());
        Assert.Equal([114, 38, 114.003, 38.001], document.GetProperty("layers")[0].GetProperty("extent").EnumerateArray().Select(e => e.GetDouble()));
        Assert.Equal([target, "a.geojson"], Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)).OrderDescending(StringComparer.Ordinal));
    }

    /// <summary>What a bureau gets as a shapefile and gives back is the same but for the order of ring points: areas, attributes, CRS.</summary>
    [Theory]
    [InlineData("b.zip")]
    [InlineData("b.shp")]
    public void Convert_GeoPackageToShapefileAndBack_KeepsAreasAndAttributes(string shapefile)
    {
        var (first, path, last) = (Path.Combine(_folder, "first.gpkg"), Path.Combine(_folder, shapefile), Path.Combine(_folder, "last.gpkg"));
        GeoPackageWriter.Write(first, [Plots(400)]);
        Assert.Equal((0, "features=400\n", ""), Run("convert", first, path));
        Assert.Equal((0, "features=400\n", ""), Run("convert", path, last));

        static (string, int?, List<string>) Content(string file)
        {
            using var delivery = Deliveries.Open(file, DeliveryLimits.LayerFile);
            var layer = Assert.Single(delivery.Layers);
            return (string.Join(',', layer.Schema.Fields.Select(f => $"{f.Name} {f.Type}")), layer.Schema.Crs.Epsg,
                [.. layer.ReadRows().Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Geometry?.Area:F6} {r.Geometry?.NumGeometries} {string.Join('|', r.Values)}"))]);
        }

        var (before, after) = (Content(first), Content(last));
        Assert.Equal((before.Item1, before.Item2), (after.Item1, after.Item2));
        Assert.Equal(before.Item3, after.Item3);
    }

    [Fact]
    public void Convert_MixedTypesToShapefile_SaysWhatToDoAndLeavesNoFile()
    {
        var path = Put("a.geojson", Sound.Replace("]]]}}]}", "]]]}},\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[114,38]}}]}", StringComparison.Ordinal));
        var (code, output, errors) = Run("convert", path, Path.Combine(_folder, "b.shp"), "--lang", "en");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("SHP_MIXED_TYPES", errors, StringComparison.Ordinal);
        Assert.Contains("write .gpkg", errors, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Convert_ToCrs_TransformsAndStatesIt()
    {
        var path = Path.Combine(_folder, "b.gpkg");
        var (code, _, errors) = Run("convert", Put("a.geojson", Sound), path, "--to-crs", "4526");
        var (_, document) = Survey("info", path, "--json");
        var layer = document.GetProperty("layers")[0];

        Assert.Equal(0, code);
        Assert.Contains("CRS_WGS84", errors, StringComparison.Ordinal);
        Assert.Equal("EPSG:4526", layer.GetProperty("crs").GetString());
        var extent = layer.GetProperty("extent").EnumerateArray().Select(e => e.GetDouble()).ToArray();
        // By PROJ.
        Assert.Equal(38_500_000, extent[0], 1e-4);
        Assert.Equal(4_207_498.019_043_48, extent[1], 1e-4);
    }

    [Theory]
    [InlineData(64, "a.geojson", "b.dwg")]
    [InlineData(64, "a.geojson", "b.gpkg", "--to-crs", "1")]
    [InlineData(64, "a.geojson", "b.fgb", "--layer", "other")]
    [InlineData(2, "missing.geojson", "b.gpkg")]
    [InlineData(2, "cut.geojson", "b.gpkg")]
    [InlineData(2, "a.geojson", "no/folder/b.gpkg")]
    public void Convert_WhatCannotBeDone_LeavesNoFile(int expected, string source, string target, params string[] rest)
    {
        Put("a.geojson", Sound);
        Put("cut.geojson", Sound[..^20]);
        var (code, _, errors) = Run(["convert", Path.Combine(_folder, source), Path.Combine(_folder, target), .. rest]);

        Assert.Equal(expected, code);
        Assert.NotEmpty(errors);
        Assert.Empty(Directory.GetFiles(_folder, "b.*"));
    }

    [Fact]
    public void Convert_RowWithAnError_IsLeftOutAndNamed()
    {
        var (code, output, errors) = Run("convert", Put("a.geojson", Sound.Replace("114.002,38", "1e400,38", StringComparison.Ordinal)), Path.Combine(_folder, "b.gpkg"), "--lang", "en");

        Assert.Equal(1, code);
        Assert.Equal("features=1", output.Trim());
        Assert.Contains("DESK_ROW_LEFT_OUT", errors, StringComparison.Ordinal);
    }

    /// <summary>Plots with one in eight holed, one in fifty of two parts, one in ninety without geometry, and nulls in every field.</summary>
    private static LayerToWrite Plots(int count)
    {
        Field[] fields = [new("名称", FieldType.Text), new("code", FieldType.Integer), new("area", FieldType.Real), new("day", FieldType.Date)];
        Polygon Square(double x, double side, bool hasHole) => new(Ring(x, side), hasHole ? [Ring(x + 1, side / 4)] : []);
        LinearRing Ring(double x, double side) => new([new(x, 0), new(x + side, 0), new(x + side, side), new(x, side), new(x, 0)]);
        Geometry? Shape(int i) => i % 90 == 0 ? null : i % 50 == 0 ? new MultiPolygon([Square(i * 20, 9, false), Square((i * 20) + 10, 5, true)]) : Square(i * 20, 9.25, i % 8 == 0);
        var rows = Enumerable.Range(0, count).Select(i => new FeatureToWrite(
            Shape(i), i % 7 == 0 ? new object?[4] : [$"图斑 {i}", 130_100_000_000L + i, i / 7.0, new DateOnly(2016, 1, 1).AddDays(i)]));
        return new LayerToWrite(new LayerSchema("b", "", GeometryKind.MultiPolygon, fields, CrsDefinition.FromEpsg(4526)), rows);
    }

    private string Put(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static (int Code, JsonElement Document) Survey(params string[] arguments)
    {
        var (code, output, _) = Run(arguments);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "desk.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var desk = Process.Start(start)!;
        var errors = desk.StandardError.ReadToEndAsync();
        var output = desk.StandardOutput.ReadToEnd();
        desk.WaitForExit();
        return (desk.ExitCode, output, errors.Result);
    }
}
