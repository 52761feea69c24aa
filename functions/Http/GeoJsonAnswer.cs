using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using NetTopologySuite.Geometries;
using Platform.Domain.Json;
using Platform.Formats.GeoJson;

namespace Platform.Functions.Http;

/// <summary>A feature of an answer.</summary>
/// <param name="Shape">EPSG:4490, longitude and latitude in degrees.</param>
/// <param name="Properties">Names and values in the order in which they are written; null values are written as null.</param>
internal sealed record GeoJsonFeature(Geometry Shape, IReadOnlyList<(string Name, object? Value)> Properties);

/// <summary>A GeoJSON FeatureCollection (RFC 7946) with a <c>continuation</c> member.</summary>
internal sealed class GeoJsonAnswer(IEnumerable<GeoJsonFeature> features, string? continuation) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        response.ContentType = "application/geo+json; charset=utf-8";
        var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = PlatformJson.Options.Encoder });
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "FeatureCollection");
            writer.WriteString("continuation", continuation);
            writer.WriteStartArray("features");
            foreach (var feature in features)
            {
                Write(writer, feature);
                await writer.FlushAsync(context.HttpContext.RequestAborted).ConfigureAwait(false);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, GeoJsonFeature feature)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WritePropertyName("geometry");
        GeoJsonWriter.WriteGeometry(writer, feature.Shape);
        writer.WriteStartObject("properties");
        foreach (var (name, value) in feature.Properties)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), PlatformJson.Options);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
