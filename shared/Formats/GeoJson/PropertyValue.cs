using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Formats.Features;

namespace Platform.Formats.GeoJson;

/// <summary>A property as read: its natural type and value. A number out of range has the type Real and the value null.</summary>
/// <param name="Type">Natural type; null for JSON null.</param>
/// <param name="Value">Value of that type.</param>
/// <param name="Spelled">For a number, how the file spells it.</param>
internal readonly record struct PropertyValue(FieldType? Type, object? Value, string? Spelled = null)
{
    private const int LongestNumber = 64;

    public bool IsOutOfRange => Type == FieldType.Real && Value is null;

    /// <summary>Reads the value at the current token to its end; arrays and objects become their JSON text.</summary>
    public static PropertyValue Read(JsonTokens json) => json.Type switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.True => new PropertyValue(FieldType.Boolean, true),
        JsonTokenType.False => new PropertyValue(FieldType.Boolean, false),
        JsonTokenType.String => new PropertyValue(FieldType.Text, json.Text()),
        JsonTokenType.Number => Number(json.Raw),
        _ => new PropertyValue(FieldType.Text, Nested(json)),
    };

    /// <summary>The type that holds values of both types.</summary>
    public static FieldType Common(FieldType a, FieldType b)
    {
        if (a == b)
        {
            return a;
        }

        return (a, b) switch
        {
            (FieldType.Integer or FieldType.Decimal, FieldType.Integer or FieldType.Decimal) => FieldType.Decimal,
            (FieldType.Integer or FieldType.Decimal or FieldType.Real, FieldType.Integer or FieldType.Decimal or FieldType.Real) => FieldType.Real,
            _ => FieldType.Text,
        };
    }

    /// <summary>The value as the field's type, which is <see cref="Common"/> of all its values.</summary>
    public object? As(FieldType type) => (type, Value) switch
    {
        (_, null) => null,
        (FieldType.Text, bool truth) => truth ? "true" : "false",
        (FieldType.Text, not string) => Spelled,
        (FieldType.Decimal, long whole) => (decimal)whole,
        (FieldType.Real, long whole) => (double)whole,
        (FieldType.Real, decimal number) => (double)number,
        _ => Value,
    };

    private static PropertyValue Number(ReadOnlySpan<byte> raw)
    {
        var spelled = Encoding.ASCII.GetString(raw[..Math.Min(raw.Length, LongestNumber)]);
        if (Utf8Parser.TryParse(raw, out long whole, out var used) && used == raw.Length)
        {
            return new PropertyValue(FieldType.Integer, whole, spelled);
        }

        // An exponent or more digits than decimal keeps: the nearest double is as exact as it gets.
        if (raw.Length <= 28 && raw.IndexOfAny((byte)'e', (byte)'E') < 0
            && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return new PropertyValue(FieldType.Decimal, number, spelled);
        }

        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? new PropertyValue(FieldType.Real, real, spelled)
            : new PropertyValue(FieldType.Real, null, spelled);
    }

    private static string Nested(JsonTokens json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var depth = json.Depth;
            Copy(json, writer);
            while (json.Depth > depth || json.Type is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                json.Require();
                Copy(json, writer);
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Copy(JsonTokens json, Utf8JsonWriter writer)
    {
        switch (json.Type)
        {
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(json.Text()); break;
            case JsonTokenType.String: writer.WriteStringValue(json.Text()); break;
            default: writer.WriteRawValue(json.Raw, skipInputValidation: true); break;
        }
    }
}
