using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;

namespace Platform.Tests.Faults.Job;

/// <summary>What the province delivers: a few squares in each unit, and layers cut out of the shipped sample. The same seed gives the same bytes.</summary>
internal static class SmallPatches
{
    public const string Period = "2013-2014";

    private const double Side = 0.0002;

    /// <summary>Patches on a grid around a point inside each unit, and one row whose period is wrong, which is refused. GeoJSON.</summary>
    public static byte[] Make(UnitList units, IEnumerable<string> codes, int perUnit, int seed)
    {
        var random = new Random(seed);
        var features = new JsonArray();
        foreach (var code in codes)
        {
            var squares = Squares(units.Find(code)!.Extent).ToArray();
            random.Shuffle(squares);
            for (var i = 0; i < perUnit; i++)
                features.Add(Feature($"{code}-{(i + 1).ToString("D2", CultureInfo.InvariantCulture)}", Period, squares[i]));
            if (features.Count == perUnit)
                features.Add(Feature("WRONG-1", "1999", squares[perUnit]));
        }

        return Collection(features);
    }

    /// <summary>The first features of a layer of the sample.</summary>
    public static byte[] Layer(string file, int most)
    {
        var path = Path.Combine(SampleManifest.ShippedDirectory("cambridge"), file);
        var all = JsonNode.Parse(File.ReadAllBytes(path))!["features"]!.AsArray();
        return Collection([.. all.Take(most).Select(feature => feature!.DeepClone())]);
    }

    private static IEnumerable<Polygon> Squares(Geometry extent)
    {
        var centre = extent.InteriorPoint.Coordinate;
        return Enumerable.Range(0, 100)
            .Select(i => Square(centre.X + (((i % 10) - 5) * 2 * Side), centre.Y + (((i / 10) - 5) * 2 * Side)))
            .Where(extent.Covers);
    }

    private static Polygon Square(double x, double y) => new(new LinearRing(
        [new(x, y), new(x + Side, y), new(x + Side, y + Side), new(x, y + Side), new(x, y)]));

    private static JsonObject Feature(string number, string period, Polygon shape) => new()
    {
        ["type"] = "Feature",
        ["properties"] = new JsonObject
        {
            ["patch_no"] = number, ["period"] = period, ["bef_date"] = "2012-08-27", ["aft_date"] = "2013-08-12",
            ["bef_cover"] = "parcel", ["aft_cover"] = "parcel",
        },
        ["geometry"] = new JsonObject
        {
            ["type"] = "Polygon",
            ["coordinates"] = new JsonArray(new JsonArray([.. shape.Coordinates.Select(c => (JsonNode)new JsonArray(c.X, c.Y))])),
        },
    };

    private static byte[] Collection(JsonArray features) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "FeatureCollection", ["features"] = features }.ToJsonString());
}
