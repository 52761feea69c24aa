using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;

namespace Platform.Formats.GeoJson;

/// <summary>
/// Writes one layer as a GeoJSON FeatureCollection (RFC 7946): longitude and latitude, shells counter-clockwise, one feature per line.
/// The CRS must be EPSG:4326 or EPSG:4490 (taken as WGS 84 within the tolerance that the architecture states); transform before.
/// Bytes depend on nothing but the layer.
/// </summary>
public static class GeoJsonWriter
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    /// <param name="target">Receives the text in UTF-8; stays open.</param>
    /// <param name="layer">The layer; its rows are enumerated once.</param>
    /// <param name="anyCrs">
    /// Takes every CRS and states it in a <c>crs</c> member, as GDAL does and the reader understands: for copies of what somebody delivered that way.
    /// </param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="ArgumentException">The CRS is not geographic and <paramref name="anyCrs"/> is false, or a value does not fit its field.</exception>
    public static void Write(Stream target, LayerToWrite layer, bool anyCrs = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!anyCrs && layer.Schema.Crs.Epsg is not (4326 or 4490))
        {
            throw new ArgumentException($"GeoJSON is in longitude and latitude; the layer is in EPSG:{layer.Schema.Crs.Epsg}.", nameof(layer));
        }

        using var json = new Utf8JsonWriter(target, s_options);
        target.Write("{\"type\":\"FeatureCollection\",\"name\":"u8);
        json.WriteStringValue(layer.Schema.Name);
        json.Flush();
        if (anyCrs)
        {
            WriteCrs(target, layer.Schema.Crs);
        }

        target.Write(",\"features\":["u8);
        var first = true;
        foreach (var row in layer.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            target.Write(first ? "\n"u8 : ",\n"u8);
            first = false;
            json.Reset();
            WriteFeature(json, layer.Schema, row);
            json.Flush();
        }

        target.Write("\n]}\n"u8);
    }

    /// <summary>Writes newline-delimited GeoJSON: one Feature a line, nothing around them, longitude and latitude.</summary>
    /// <param name="target">Receives the text in UTF-8; stays open.</param>
    /// <param name="layer">The layer; its rows are enumerated once.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="ArgumentException">The CRS is known and neither EPSG:4326 nor EPSG:4490, or a value does not fit its field.</exception>
    public static void WriteLines(Stream target, LayerToWrite layer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Schema.Crs is { IsMissing: false, Epsg: not (4326 or 4490) })
        {
            throw new ArgumentException($"GeoJSON is in longitude and latitude; the layer is in EPSG:{layer.Schema.Crs.Epsg}.", nameof(layer));
        }

        using var json = new Utf8JsonWriter(target, s_options);
        foreach (var row in layer.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            json.Reset();
            WriteFeature(json, layer.Schema, row);
            json.Flush();
            target.WriteByte((byte)'\n');
        }
    }

    /// <summary>The geometry as a GeoJSON geometry object, e.g. for an API answer.</summary>
    /// <param name="json">Receives the object.</param>
    /// <param name="geometry">Longitude and latitude; null writes <c>null</c>.</param>
    public static void WriteGeometry(Utf8JsonWriter json, Geometry? geometry)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (geometry is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, geometry.GeometryType == "LinearRing" ? "LineString" : geometry.GeometryType);
        if (geometry.GetType() == typeof(GeometryCollection))
        {
            json.WriteStartArray("geometries"u8);
            for (var i = 0; i < geometry.NumGeometries; i++)
            {
                WriteGeometry(json, geometry.GetGeometryN(i));
            }

            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("coordinates"u8);
            WriteCoordinates(json, geometry);
        }

        json.WriteEndObject();
    }

    private static void WriteCrs(Stream target, CrsDefinition crs)
    {
        if (crs.Epsg is not 4326)
        {
            target.Write(Encoding.UTF8.GetBytes(crs.Epsg is { } code
                ? string.Create(CultureInfo.InvariantCulture, $$$""","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::{{{code}}}"}}""")
                : ",\"crs\":null"));
        }
    }

    private static void WriteFeature(Utf8JsonWriter json, LayerSchema schema, FeatureToWrite row)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        if (row.Id is { } id)
        {
            json.WriteNumber("id"u8, id);
        }

        json.WriteStartObject("properties"u8);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            json.WritePropertyName(schema.Fields[i].Name);
            WriteValue(json, FieldValues.Checked(schema.Fields[i], row.Values[i]));
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry"u8);
        WriteGeometry(json, row.Geometry);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFK", CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
        }
    }

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry geometry)
    {
        switch (geometry)
        {
            case Point { IsEmpty: true }: json.WriteStartArray(); json.WriteEndArray(); break;
            case Point point: WritePosition(json, point.X, point.Y); break;
            case LineString line: WriteSequence(json, line.CoordinateSequence, reversed: false); break;
            case Polygon polygon: WritePolygon(json, polygon); break;
            default: WriteParts(json, geometry); break;
        }
    }

    private static void WriteParts(Utf8JsonWriter json, Geometry multi)
    {
        json.WriteStartArray();
        for (var i = 0; i < multi.NumGeometries; i++)
        {
            WriteCoordinates(json, multi.GetGeometryN(i));
        }

        json.WriteEndArray();
    }

    private static void WritePolygon(Utf8JsonWriter json, Polygon polygon)
    {
        json.WriteStartArray();
        if (!polygon.IsEmpty)
        {
            WriteSequence(json, polygon.ExteriorRing.CoordinateSequence, reversed: !IsCounterClockwise(polygon.ExteriorRing));
            for (var i = 0; i < polygon.NumInteriorRings; i++)
            {
                var hole = polygon.GetInteriorRingN(i);
                WriteSequence(json, hole.CoordinateSequence, reversed: IsCounterClockwise(hole));
            }
        }

        json.WriteEndArray();
    }

    private static bool IsCounterClockwise(LineString ring) =>
        NetTopologySuite.Algorithm.Area.OfRingSigned(ring.CoordinateSequence) <= 0;

    private static void WriteSequence(Utf8JsonWriter json, CoordinateSequence points, bool reversed)
    {
        json.WriteStartArray();
        for (var i = 0; i < points.Count; i++)
        {
            var at = reversed ? points.Count - 1 - i : i;
            WritePosition(json, points.GetX(at), points.GetY(at));
        }

        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
        {
            throw new ArgumentException($"A coordinate is not finite: {x}, {y}.", nameof(x));
        }

        json.WriteStartArray();
        json.WriteNumberValue(x);
        json.WriteNumberValue(y);
        json.WriteEndArray();
    }
}
