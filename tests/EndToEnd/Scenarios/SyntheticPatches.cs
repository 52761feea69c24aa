using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Domain.Profiles;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using LayerSchema = Platform.Formats.Features.LayerSchema;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A change patch made for a scenario: a square of about 20 m, longitude and latitude in degrees.</summary>
internal sealed record SyntheticPatch(string Number, string Unit, Polygon Shape);

/// <summary>Makes change patches inside monitoring units; the same request gives the same patches.</summary>
internal static class SyntheticPatches
{
    public const string Period = "2013-2014";

    private const double Side = 0.0002;

    private static readonly Field[] Fields =
    [
        new("patch_no", FieldType.Text), new("period", FieldType.Text), new("bef_date", FieldType.Date), new("aft_date", FieldType.Date),
        new("bef_cover", FieldType.Text), new("aft_cover", FieldType.Text),
    ];

    /// <summary>So many squares on a grid around a point inside the unit, all of them inside it.</summary>
    public static IReadOnlyList<SyntheticPatch> In(UnitList units, string unit, int count)
    {
        var extent = units.Find(unit)!.Extent;
        var centre = extent.InteriorPoint.Coordinate;
        var squares = Enumerable.Range(0, 400)
            .Select(i => Square(centre.X + (((i % 20) - 10) * 2 * Side), centre.Y + (((i / 20) - 10) * 2 * Side)))
            .Where(extent.Covers)
            .Take(count)
            .ToList();
        Assert.Equal(count, squares.Count);
        return [.. squares.Select((shape, i) => new SyntheticPatch($"{unit}-{(i + 1).ToString("D2", CultureInfo.InvariantCulture)}", unit, shape))];
    }

    /// <summary>The patches as the province would deliver them, a GeoPackage.</summary>
    public static byte[] GeoPackage(IEnumerable<SyntheticPatch> patches, string cover = "parcel")
    {
        var path = Path.Combine(Path.GetTempPath(), $"scenario-{Guid.NewGuid():N}.gpkg");
        try
        {
            var schema = new LayerSchema("change_patches", "", GeometryKind.Polygon, Fields, CrsDefinition.FromEpsg(4490));
            GeoPackageWriter.Write(path, [new LayerToWrite(schema, patches.Select(patch => Row(patch, cover)))]);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FeatureToWrite Row(SyntheticPatch patch, string cover) => new(
        patch.Shape, [patch.Number, Period, new DateOnly(2012, 8, 27), new DateOnly(2013, 8, 12), cover, cover]);

    private static Polygon Square(double x, double y) => new(new LinearRing(
        [new(x, y), new(x, y + Side), new(x + Side, y + Side), new(x + Side, y), new(x, y)]));
}
