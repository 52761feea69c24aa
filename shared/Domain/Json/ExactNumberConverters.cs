using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Domain.Json;

/// <summary>Writes the value of a decimal, not its scale (1.50 and 1.5 are the same value and give the same bytes).</summary>
internal sealed class ExactDecimalConverter(bool textWhenDoubleLoses) : JsonConverter<decimal>
{
    // Dividing by one with 28 decimal zeros strips the trailing zeros of the other operand.
    private const decimal One = 1.0000000000000000000000000000m;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? ParseText(reader.GetString()!)
            : reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        var canonical = value / One;
        if (textWhenDoubleLoses && !JsonNumber.SurvivesDouble(canonical))
            writer.WriteStringValue(canonical.ToString(CultureInfo.InvariantCulture));
        else
            writer.WriteNumberValue(canonical);
    }

    private static decimal ParseText(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException($"'{text}' is not a decimal number.");
}

/// <summary>Writes 64-bit integers beyond 2⁵³ as text where the reader may be a database that keeps doubles.</summary>
internal sealed class ExactInt64Converter(bool textWhenDoubleLoses) : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            return reader.GetInt64();
        var text = reader.GetString()!;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException($"'{text}' is not a 64-bit integer.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
    {
        if (textWhenDoubleLoses && !JsonNumber.SurvivesDouble(value))
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        else
            writer.WriteNumberValue(value);
    }
}
