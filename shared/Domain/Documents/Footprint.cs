using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Domain.Documents;

/// <summary>
/// A box of longitudes and latitudes (degrees, EPSG:4490), its border included; a point when it has no size. In documents it is a GeoJSON polygon around the box that its
/// <c>bbox</c> tells exactly, so that a store with a spatial index can find it: the polygon is larger by a thousandth of a degree, as a spatial index takes none without size. At most <see cref="WidestDegrees"/> wide and between the 85th parallels: inside that, boxes and the geodesic polygons of spatial indexes differ
/// by no more than a degree of latitude.
/// </summary>
[JsonConverter(typeof(FootprintConverter))]
public sealed record Footprint
{
    /// <summary>Greatest width.</summary>
    public const double WidestDegrees = 30;

    private const double HighestDegrees = 85;

    private Footprint(double west, double south, double east, double north) => (West, South, East, North) = (west, south, east, north);

    public double West { get; }

    public double South { get; }

    public double East { get; }

    public double North { get; }

    /// <summary>The box, or null when these are no corners of one within the limits.</summary>
    public static Footprint? TryOf(double west, double south, double east, double north) =>
        west >= -180 && east <= 180 && south >= -HighestDegrees && north <= HighestDegrees && west <= east && south <= north && east - west <= WidestDegrees
            ? new Footprint(west, south, east, north)
            : null;

    /// <summary>The box of <c>[west, south, east, north]</c>; null as <see cref="TryOf(double, double, double, double)"/>.</summary>
    public static Footprint? TryOf(IReadOnlyList<double> bbox)
    {
        ArgumentNullException.ThrowIfNull(bbox);
        return bbox.Count == 4 ? TryOf(bbox[0], bbox[1], bbox[2], bbox[3]) : null;
    }

    /// <summary>Whether the two have a point in common.</summary>
    public bool Meets(Footprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return West <= other.East && East >= other.West && South <= other.North && North >= other.South;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{West:R},{South:R},{East:R},{North:R}");
}

/// <summary>Writes and reads a footprint as <c>{"type":"Polygon","bbox":[…],"coordinates":[…]}</c>; reading looks at <c>bbox</c> only.</summary>
internal sealed class FootprintConverter : JsonConverter<Footprint>
{
    private const double Margin = 0.001;

    public override Footprint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("bbox", out var bbox)
            && Footprint.TryOf([.. bbox.EnumerateArray().Select(n => n.GetDouble())]) is { } footprint
            ? footprint
            : throw new JsonException("No footprint: a GeoJSON polygon with a bbox within the limits is one.");
    }

    public override void Write(Utf8JsonWriter writer, Footprint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Polygon");
        WriteNumbers(writer, "bbox", value.West, value.South, value.East, value.North);
        writer.WriteStartArray("coordinates");
        writer.WriteStartArray();
        var (west, east) = (Math.Max(Outside(value.West, -Margin), -180), Math.Min(Outside(value.East, Margin), 180));
        var (south, north) = (Outside(value.South, -Margin), Outside(value.North, Margin));
        foreach (var (x, y) in new[] { (west, south), (east, south), (east, north), (west, north), (west, south) })
            WriteNumbers(writer, null, x, y);
        writer.WriteEndArray();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static double Outside(double border, double margin) => Math.Round(border + margin, 6);

    private static void WriteNumbers(Utf8JsonWriter writer, string? name, params ReadOnlySpan<double> numbers)
    {
        if (name is not null)
            writer.WritePropertyName(name);
        writer.WriteStartArray();
        foreach (var number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
