using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;

namespace Platform.Tests.Benchmarks.Formats;

/// <summary>
/// One made layer in the formats that are compared: polygons of 5 to 40 points, one in eight with a hole, one in fifty of two parts, with text, code, whole,
/// decimal and date fields. Written once as GeoPackage by us and turned into the other formats by ogr2ogr, so that no reader meets its own writer's habits alone.
/// </summary>
internal sealed class MadeFile(string folder)
{
    private static readonly string[] Uses = ["0701", "0702 城镇住宅用地", "05H1", "1001 工业用地", "0601"];

    private static readonly Field[] Fields =
    [
        new("name", FieldType.Text, 40), new("use_code", FieldType.Text, 30), new("number", FieldType.Integer), new("height", FieldType.Decimal),
        new("surveyed", FieldType.Date), new("owner", FieldType.Text, 30), new("remark", FieldType.Text, 60), new("district", FieldType.Integer),
    ];

    public string GeoPackage => Path.Combine(folder, "made.gpkg");

    public string Shapefile => Path.Combine(folder, "made.shp");

    public string FlatGeobuf => Path.Combine(folder, "made.fgb");

    public string GeoJson => Path.Combine(folder, "made.geojson");

    /// <summary>Writes all formats.</summary>
    public void Write(int features)
    {
        var schema = new LayerSchema("made", "", GeometryKind.MultiPolygon, Fields, CrsDefinition.FromEpsg(4526));
        GeoPackageWriter.Write(GeoPackage, [new LayerToWrite(schema, Rows(features))]);
        Ogr2Ogr("-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", Shapefile, GeoPackage);
        Ogr2Ogr("-f", "FlatGeobuf", FlatGeobuf, GeoPackage);
        Ogr2Ogr("-f", "GeoJSON", GeoJson, GeoPackage);
    }

    /// <summary>Runs ogr2ogr and returns its wall and processor seconds.</summary>
    public static (double Wall, double Cpu) Ogr2Ogr(params string[] arguments)
    {
        const string Timed = "TIMEFORMAT='%U %S'; time ogr2ogr \"$@\"";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", Timed, "bash", .. arguments]) { RedirectStandardError = true })!;
        var last = process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.WaitForExit();
        return process.ExitCode == 0
            ? (clock.Elapsed.TotalSeconds, last.Split(' ').Sum(text => double.Parse(text, CultureInfo.InvariantCulture)))
            : throw new InvalidOperationException("ogr2ogr failed: " + last);
    }

    private static IEnumerable<FeatureToWrite> Rows(int count)
    {
        var random = new Random(1);
        var columns = (int)Math.Ceiling(Math.Sqrt(count));
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (38_500_000 + (100.0 * (i % columns)), 4_200_000 + (100.0 * (i / columns)));
            var first = Polygon(random, x, y, 35, hasHole: i % 8 == 0);
            Geometry shape = i % 50 == 0 ? new MultiPolygon([first, Polygon(random, x + 70, y + 70, 10, hasHole: false)]) : first;
            yield return new FeatureToWrite(shape, Values(random, i));
        }
    }

    private static object?[] Values(Random random, int i) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"图斑 {i}"), Uses[i % Uses.Length], (long)i, decimal.Round((decimal)random.NextDouble() * 100, 2),
        new DateOnly(2016, 1, 1).AddDays(i % 700), i % 3 == 0 ? null : "某某建设有限公司", i % 5 == 0 ? "实测；见附图" : null, 130_100L + (i % 23),
    ];

    private static Polygon Polygon(Random random, double x, double y, double radius, bool hasHole)
    {
        var points = random.Next(4, 40);
        return new Polygon(Ring(random, x, y, radius, points, 1), hasHole ? [Ring(random, x, y, radius / 4, 6, -1)] : []);
    }

    private static LinearRing Ring(Random random, double x, double y, double radius, int points, int direction)
    {
        var ring = new Coordinate[points + 1];
        for (var i = 0; i < points; i++)
        {
            var (sin, cos) = Math.SinCos(direction * 2 * Math.PI * i / points);
            var r = radius * (0.7 + (0.3 * random.NextDouble()));
            ring[i] = new Coordinate(Math.Round(x + (r * cos), 3), Math.Round(y + (r * sin), 3));
        }

        ring[points] = ring[0].Copy();
        return new LinearRing(ring);
    }
}
