using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Platform.Domain.Profiles;

/// <summary>Writes extents as GeoJSON, one feature per line, six decimals: stable bytes that a person can compare.</summary>
public static class ExtentWriter
{
    /// <summary>Writes a FeatureCollection with the properties <c>code</c> and <c>name</c>, UTF-8 without BOM, LF.</summary>
    public static void Write(string path, IReadOnlyList<BuiltExtent> extents)
    {
        ArgumentNullException.ThrowIfNull(extents);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("{\"type\":\"FeatureCollection\",\"features\":[");
        foreach (var (index, extent) in extents.Index())
        {
            file.WriteLine(Feature(extent) + (index < extents.Count - 1 ? "," : ""));
        }

        file.WriteLine("]}");
    }

    private static string Feature(BuiltExtent extent)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("properties");
            json.WriteString("code", extent.Code);
            json.WriteString("name", extent.Name);
            json.WriteEndObject();
            json.WriteStartObject("geometry");
            json.WriteString("type", "MultiPolygon");
            json.WriteStartArray("coordinates");
            foreach (var polygon in extent.Shape.Geometries.Cast<Polygon>())
            {
                WritePolygon(json, polygon);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(memory.ToArray());
    }

    private static void WritePolygon(Utf8JsonWriter json, Polygon polygon)
    {
        json.WriteStartArray();
        foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
        {
            json.WriteStartArray();
            foreach (var position in ring.Coordinates)
            {
                json.WriteStartArray();
                json.WriteNumberValue(Math.Round((decimal)position.X, 6));
                json.WriteNumberValue(Math.Round((decimal)position.Y, 6));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
