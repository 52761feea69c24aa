using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Spatial.Areas;

namespace Platform.Tests.Integration.Spatial;

/// <summary><c>desk overlay</c> as its callers see it: table, last line, exit codes.</summary>
public sealed class DeskOverlayTests : IDisposable
{
    private const string UsFeet =
        """
        PROJCS["NAD83 / Massachusetts Mainland (ftUS)",GEOGCS["NAD83",DATUM["North_American_Datum_1983",SPHEROID["GRS 1980",6378137,298.257222101],AUTHORITY["EPSG","6269"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["latitude_of_origin",41],PARAMETER["central_meridian",-71.5],PARAMETER["standard_parallel_1",42.6833333333333],PARAMETER["standard_parallel_2",41.7166666666667],PARAMETER["false_easting",656166.667],PARAMETER["false_northing",2460625],UNIT["US survey foot",0.304800609601219],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","2249"]]
        """;

    private const string Layer =
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"use":"A"},"geometry":{"type":"Polygon","coordinates":[[[114,38],[114.001,38],[114.001,38.001],[114,38.001],[114,38]]]}},
        {"type":"Feature","properties":{"use":null},"geometry":{"type":"Polygon","coordinates":[[[114.001,38],[114.002,38],[114.002,38.001],[114.001,38.001],[114.001,38]]]}}]}
        """;

    private const string Subjects =
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"甲"},"geometry":{"type":"Polygon","coordinates":[[[114.0005,38],[114.0015,38],[114.0015,38.001],[114.0005,38.001],[114.0005,38]]]}},
        {"type":"Feature","properties":{"name":"bow-tie"},"geometry":{"type":"Polygon","coordinates":[[[114,38],[114.001,38.001],[114.001,38],[114,38.001],[114,38]]]}},
        {"type":"Feature","properties":{"name":"outside"},"geometry":{"type":"Polygon","coordinates":[[[115,38],[115.001,38],[115.001,38.001],[115,38]]]}}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("overlay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Overlay_Table_HasAreasByClassAndNoNumberForABadSubject()
    {
        var (code, output, errors) = Overlay("--by", "use", "--id", "name", "--lang", "en");
        Assert.Equal(0, code);
        var lines = File.ReadAllLines(Path.Combine(_folder, "out.csv"));
        Assert.Equal("subject,class,area_m2", lines[0]);
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["甲|", "甲|A"], cells.Select(c => $"{c[0]}|{c[1]}"));

        // Half of a box of a thousandth of a degree on each side of the border.
        var half = Math.Abs(EllipsoidalArea.Of(new NetTopologySuite.IO.WKTReader().Read("POLYGON((114 38, 114.0005 38, 114.0005 38.001, 114 38.001, 114 38))")));
        Assert.All(cells, c => Assert.Equal(half, double.Parse(c[2], CultureInfo.InvariantCulture), 1e-4));
        Assert.Contains("GEOM_SELF_INTERSECTION", errors, StringComparison.Ordinal);
        Assert.Contains("OVL_CLASS_MISSING", errors, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(3, summary.RootElement.GetProperty("subjects").GetInt64());
        Assert.Equal(2, summary.RootElement.GetProperty("layer").GetInt64());
        Assert.Equal(2, summary.RootElement.GetProperty("pairs").GetInt64());
        foreach (var name in new[] { "fallbacks", "readSeconds", "computeSeconds", "peakMiB" })
            Assert.True(summary.RootElement.GetProperty(name).GetDouble() >= 0);
    }

    [Fact]
    public void Overlay_WithoutId_NumbersRowsFromZero()
    {
        Assert.Equal(0, Overlay("--by", "use").Code);
        Assert.All(File.ReadAllLines(Path.Combine(_folder, "out.csv")).Skip(1), line => Assert.StartsWith("0,", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(64, "--by", "use", "--threads", "0")]
    [InlineData(64, "--by", "use", "--area", "spherical")]
    [InlineData(1, "--by", "nothing")]
    [InlineData(1, "--by", "use", "--area", "planar")]
    [InlineData(2, "--by", "use", "--subjects-file", "missing.geojson")]
    public void Overlay_WhatCannotBeDone_EndsWithItsCodeAndNoTable(int expected, params string[] arguments)
    {
        var (code, _, errors) = Overlay(arguments);
        Assert.Equal(expected, code);
        Assert.NotEmpty(errors);
        Assert.Empty(Directory.GetFiles(_folder, "out.csv*"));
    }

    [Fact]
    public void Overlay_PlanarInUsSurveyFeet_GivesSquareMetresThatRoundTrip()
    {
        var (subjects, layer) = (Path.Combine(_folder, "s.gpkg"), Path.Combine(_folder, "l.gpkg"));
        WriteFeet(subjects, "id", (Square(750_050), "s1"), (Square(750_000), null));
        WriteFeet(layer, "use", (Square(750_000), "A"), (Square(750_100), "B"));
        string[] files = ["--subjects", subjects, "--layer", layer, "--by", "use", "--id", "id"];
        Assert.Equal(0, Run([.. files, "--area", "planar", "--threads", "1"]).Code);
        var lines = File.ReadAllLines(Path.Combine(_folder, "out.csv"));
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["s1|A", "s1|B", "1|A"], cells.Select(c => $"{c[0]}|{c[1]}"));
        const double SquareFoot = 1200.0 / 3937 * (1200.0 / 3937);
        double[] expected = [5_000 * SquareFoot, 5_000 * SquareFoot, 10_000 * SquareFoot];
        foreach (var (area, text) in expected.Zip(cells.Select(c => c[2])))
        {
            Assert.Equal(area, double.Parse(text, CultureInfo.InvariantCulture), 1e-9);
            Assert.Equal(text, double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture));
        }

        Assert.Equal(0, Run([.. files, "--area", "planar", "--threads", "2"]).Code);
        Assert.Equal(lines, File.ReadAllLines(Path.Combine(_folder, "out.csv")));

        // Ellipsoidal areas need CGCS2000, and there is no null shift.
        var (code, _, errors) = Run(files);
        Assert.Equal(1, code);
        Assert.Contains("CRS_NEEDS_PARAMETERS", errors, StringComparison.Ordinal);
    }

    private static Polygon Square(double east) => (Polygon)new GeometryFactory().ToGeometry(new Envelope(east, east + 100, 2_950_000, 2_950_100));

    private static void WriteFeet(string path, string field, params (Polygon Shape, string? Value)[] rows)
    {
        var schema = new LayerSchema("feet", "", GeometryKind.Polygon, [new Field(field, FieldType.Text)], new CrsDefinition(UsFeet, 2249, "test"));
        GeoPackageWriter.Write(path, [new LayerToWrite(schema, rows.Select(row => new FeatureToWrite(row.Shape, [row.Value])))]);
    }

    private (int Code, string Output, string Errors) Overlay(params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder, "layer.geojson"), Layer);
        File.WriteAllText(Path.Combine(_folder, "subjects.geojson"), Subjects);
        var missing = Array.IndexOf(arguments, "--subjects-file");
        var subjects = missing < 0 ? "subjects.geojson" : arguments[missing + 1];
        string[] rest = missing < 0 ? arguments : arguments[..missing];
        return Run(["--subjects", Path.Combine(_folder, subjects), "--layer", Path.Combine(_folder, "layer.geojson"), .. rest]);
    }

    private (int Code, string Output, string Errors) Run(string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "desk.dll"), "overlay", "--out", Path.Combine(_folder, "out.csv"), .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var desk = Process.Start(start)!;
        var errors = desk.StandardError.ReadToEndAsync();
        var output = desk.StandardOutput.ReadToEnd();
        desk.WaitForExit();
        return (desk.ExitCode, output, errors.Result);
    }
}
