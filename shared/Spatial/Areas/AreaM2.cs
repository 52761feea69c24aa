using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Spatial.Areas;

/// <summary>
/// An official area: square metres as a decimal with at most two places, never negative. The default value is zero square metres.
/// Equality and order are those of the decimal value. Written to JSON as a number.
/// </summary>
[JsonConverter(typeof(AreaM2JsonConverter))]
public readonly record struct AreaM2 : IComparable<AreaM2>
{
    private const int Places = 2;

    /// <summary>Takes a value that already has at most two decimal places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or has more than two decimal places.</exception>
    public AreaM2(decimal value)
    {
        if (value < 0 || value != decimal.Round(value, Places))
            throw new ArgumentOutOfRangeException(nameof(value), value, "An area is not negative and has at most two decimal places.");

        Value = value;
    }

    /// <summary>Zero square metres.</summary>
    public static AreaM2 Zero => default;

    /// <summary>Square metres.</summary>
    public decimal Value { get; }

    /// <summary>
    /// Rounds to 0.01 m², half away from zero. A double counts as the shortest decimal that reads back as the same double,
    /// so 0.285 is a tie and becomes 0.29 although its binary value is a little below.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, negative, or 10¹⁶ m² and more.</exception>
    public static AreaM2 Round(double squareMetres)
    {
        if (!(squareMetres is >= 0 and < 1e16))
            throw new ArgumentOutOfRangeException(nameof(squareMetres), squareMetres, "An area is finite, not negative and below 1e16 m².");

        var text = squareMetres.ToString("R", CultureInfo.InvariantCulture);
        return Round(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>Rounds to 0.01 m², half away from zero.</summary>
    public static AreaM2 Round(decimal squareMetres) => new(decimal.Round(squareMetres, Places, MidpointRounding.AwayFromZero));

    public static AreaM2 operator +(AreaM2 left, AreaM2 right) => new(left.Value + right.Value);

    public static bool operator <(AreaM2 left, AreaM2 right) => left.Value < right.Value;

    public static bool operator >(AreaM2 left, AreaM2 right) => left.Value > right.Value;

    public static bool operator <=(AreaM2 left, AreaM2 right) => left.Value <= right.Value;

    public static bool operator >=(AreaM2 left, AreaM2 right) => left.Value >= right.Value;

    /// <summary>The same as the operator.</summary>
    public static AreaM2 Add(AreaM2 left, AreaM2 right) => left + right;

    /// <inheritdoc/>
    public int CompareTo(AreaM2 other) => Value.CompareTo(other.Value);

    /// <summary>The number with two decimal places and without a unit, culture-invariant.</summary>
    public override string ToString() => Value.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed class AreaM2JsonConverter : JsonConverter<AreaM2>
    {
        public override AreaM2 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = reader.GetDecimal();
            return value >= 0 && value == decimal.Round(value, Places)
                ? new AreaM2(value)
                : throw new JsonException("An area is not negative and has at most two decimal places.");
        }

        public override void Write(Utf8JsonWriter writer, AreaM2 value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
