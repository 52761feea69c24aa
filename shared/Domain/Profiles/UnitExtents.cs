using System.Text.Json;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Profiles;

/// <summary>Joins the polygons of a unit list's GeoJSON file to its units by the property <c>code</c>.</summary>
internal static class UnitExtents
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    public static UnitList Attach(UnitList list, ProfileFiles files)
    {
        var name = $"units/{list.ExtentFile}";
        var extents = Read(name, files);
        if (extents is null)
        {
            return list;
        }

        foreach (var unit in list.Units.Where(unit => !extents.ContainsKey(unit.Code)))
        {
            files.Findings.Add(DomainFindings.ProfileUnitWithoutExtent.At(new Location(name, Field: unit.Code), unit.Code, name));
        }

        return list with
        {
            Units = [.. list.Units.Select(unit => unit with { Extent = extents.GetValueOrDefault(unit.Code) ?? MultiPolygon.Empty })],
        };
    }

    private static Dictionary<string, MultiPolygon>? Read(string name, ProfileFiles files)
    {
        if (files.Bytes(name) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.GetProperty("features").EnumerateArray().Select(ReadFeature)
                .Where(extent => extent.Polygons is { IsEmpty: false, IsValid: true })
                .ToDictionary(extent => extent.Code, extent => extent.Polygons!, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            files.Findings.Add(DomainFindings.ProfileFileInvalid.At(new Location(name), name, e.Message));
            return null;
        }
    }

    private static (string Code, MultiPolygon? Polygons) ReadFeature(JsonElement feature)
    {
        var code = feature.GetProperty("properties").GetProperty("code").GetString() ?? throw new JsonException("code is null");
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() switch
        {
            "MultiPolygon" => Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(ReadPolygon)]),
            "Polygon" => Factory.CreateMultiPolygon([ReadPolygon(coordinates)]),
            _ => null,
        };
        return (code, polygons);
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(ReadRing).ToList();
        return Factory.CreatePolygon(all[0], [.. all.Skip(1)]);
    }

    private static LinearRing ReadRing(JsonElement ring) =>
        Factory.CreateLinearRing([.. ring.EnumerateArray().Select(position => new Coordinate(position[0].GetDouble(), position[1].GetDouble()))]);
}
