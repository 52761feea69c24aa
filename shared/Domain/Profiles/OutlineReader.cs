using System.IO.Compression;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Platform.Domain.Profiles;

/// <summary>A polygon with its properties as a GeoJSON file gives them.</summary>
/// <param name="Properties">Text and number properties as text; others are left out.</param>
/// <param name="Shape">As delivered, possibly invalid; null for other geometry types.</param>
internal sealed record Outline(IReadOnlyDictionary<string, string> Properties, MultiPolygon? Shape);

/// <summary>
/// Reads polygons of a GeoJSON FeatureCollection that an operator installs (profile extents, county outlines), x = longitude, y = latitude.
/// Uploads have their own, stricter reader. Throws <see cref="JsonException"/>, <see cref="InvalidOperationException"/>,
/// <see cref="KeyNotFoundException"/>, <see cref="ArgumentException"/> or <see cref="IndexOutOfRangeException"/> on a malformed file.
/// </summary>
internal static class OutlineReader
{
    private const int MaximumBytes = 256 << 20;

    public static GeometryFactory Factory { get; } = new(new PrecisionModel(), 4490);

    /// <summary>True for the exceptions that a malformed file causes.</summary>
    public static bool IsMalformed(Exception e) => e is JsonException or InvalidOperationException or KeyNotFoundException
        or ArgumentException or IndexOutOfRangeException or InvalidDataException;

    /// <summary>Reads a file; a name ending in <c>.gz</c> is inflated up to 256 MB.</summary>
    public static List<Outline> ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            if (memory.Length + read > MaximumBytes)
                throw new InvalidDataException($"{Path.GetFileName(path)} holds more than {MaximumBytes >> 20} MB.");
            memory.Write(buffer, 0, read);
        }

        return Read(memory.ToArray());
    }

    /// <summary>Reads the bytes of a FeatureCollection.</summary>
    public static List<Outline> Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(ReadFeature)];
    }

    private static Outline ReadFeature(JsonElement feature)
    {
        var properties = feature.GetProperty("properties").EnumerateObject()
            .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal);
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        return new Outline(properties, geometry.GetProperty("type").GetString() switch
        {
            "MultiPolygon" => Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(ReadPolygon)]),
            "Polygon" => Factory.CreateMultiPolygon([ReadPolygon(coordinates)]),
            _ => null,
        });
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(ReadRing).ToList();
        return Factory.CreatePolygon(all[0], [.. all.Skip(1)]);
    }

    private static LinearRing ReadRing(JsonElement ring) =>
        Factory.CreateLinearRing([.. ring.EnumerateArray().Select(position => new Coordinate(position[0].GetDouble(), position[1].GetDouble()))]);
}
