using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using Platform.Findings;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Profiles;

/// <summary>Joins the polygons of a unit list's GeoJSON file to its units by the property <c>code</c>.</summary>
internal static class UnitExtents
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    private static readonly JsonSerializerOptions GeoJson = new() { MaxDepth = 32, Converters = { new GeoJsonConverterFactory(Factory) } };

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
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            files.Findings.Add(DomainFindings.ProfileFileInvalid.At(new Location(name), name, e.Message));
            return null;
        }
    }

    private static (string Code, MultiPolygon? Polygons) ReadFeature(JsonElement feature)
    {
        var code = feature.GetProperty("properties").GetProperty("code").GetString() ?? throw new JsonException("code is null");
        var polygons = feature.GetProperty("geometry").Deserialize<Geometry>(GeoJson) switch
        {
            MultiPolygon multi => multi,
            Polygon polygon => Factory.CreateMultiPolygon([polygon]),
            _ => null,
        };
        return (code, polygons);
    }
}
