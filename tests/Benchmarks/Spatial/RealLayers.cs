using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Formats.Intake;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Spatial.Crs.CrsDefinition;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>
/// Real layers from the corpus that PLATFORM_CORPUS points at, projected to the plane of the nearest 3-degree meridian. Rows that are not valid there are left out for
/// all programs: PostGIS gives errors or wrong areas for them, we give findings.
/// </summary>
internal static class RealLayers
{
    private static readonly Dictionary<string, (string Subjects, string Layer, string Field)> Cases = new(StringComparer.Ordinal)
    {
        ["cambridge"] = ("03_landuse_plans/cambridge_parcels_fy2013.shp.zip", "03_landuse_plans/cambridge_zoning_districts.geojson.gz", "ZONE_TYPE"),
        ["chicago"] = ("03_landuse_plans/chicago_zoning_2025-04-17.geojson.gz", "03_landuse_plans/chicago_zoning_2024-10-21.geojson.gz", "zone_class"),
    };

    /// <summary>A case, or null when there is none of this name.</summary>
    public static OverlayCase? Make(string name)
    {
        if (!Cases.TryGetValue(name, out var files))
            return null;

        var corpus = Environment.GetEnvironmentVariable("PLATFORM_CORPUS") ?? throw new InvalidOperationException($"The case '{name}' needs PLATFORM_CORPUS.");
        var plane = default(CrsDefinition);
        var subjects = Read(Path.Combine(corpus, files.Subjects), null, ref plane);
        var layer = Read(Path.Combine(corpus, files.Layer), files.Field, ref plane);
        var codes = layer.Select(row => row.Class).Distinct().Order(StringComparer.Ordinal).ToList();
        return new OverlayCase(
            name, [.. subjects.Select(row => row.Shape)], [.. layer.Select(row => row.Shape)],
            [.. layer.Select(row => codes.IndexOf(row.Class).ToString(CultureInfo.InvariantCulture))]);
    }

    private static List<(Geometry Shape, string Class)> Read(string path, string? field, ref CrsDefinition? plane)
    {
        using var delivery = Deliveries.Open(path, DeliveryLimits.LayerFile);
        var layer = delivery.Layers.Single();
        var place = field is null ? -1 : layer.Schema.IndexOf(field);
        var rows = new List<(Geometry, string)>();
        var toPlane = default(CrsTransformation);
        foreach (var row in layer.ReadRows().Where(row => row.Geometry is Polygon or MultiPolygon && !row.IsRefused))
        {
            plane ??= ProjectedZone.For(row.Geometry!);
            if (toPlane is null && !CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, plane, RegisteredParameters.None, out toPlane, out var refusal))
                throw new InvalidOperationException(refusal.MessageEn);
            var shape = toPlane.Transform(row.Geometry!);
            if (shape.IsValid)
                rows.Add((shape, place < 0 ? "" : Convert.ToString(row.Values[place], CultureInfo.InvariantCulture) ?? ""));
        }

        return rows;
    }
}
