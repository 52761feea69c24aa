using System.Text.Json;
using Platform.Domain.Json;

namespace Platform.Domain.Documents;

/// <summary>A value that an indexed field is compared with: a text, a number or a flag. Never null.</summary>
public sealed class FieldValue : IEquatable<FieldValue>
{
    private FieldValue(FieldKind kind, object value) => (Kind, Value) = (kind, value);

    public FieldKind Kind { get; }

    /// <summary>A <see cref="string"/>, <see cref="double"/> or <see cref="bool"/> according to <see cref="Kind"/>.</summary>
    public object Value { get; }

    public static implicit operator FieldValue(string value) => Of(value);

    public static implicit operator FieldValue(bool value) => Of(value);

    public static implicit operator FieldValue(int value) => Of(value);

    public static implicit operator FieldValue(long value) => Of(value);

    public static implicit operator FieldValue(double value) => Of(value);

    public static implicit operator FieldValue(decimal value) => Of(value);

    public static implicit operator FieldValue(DateTimeOffset value) => Of(value);

    public static implicit operator FieldValue(DateOnly value) => Of(value);

    public static FieldValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(FieldKind.Text, value);
    }

    public static FieldValue Of(bool value) => new(FieldKind.Flag, value);

    public static FieldValue Of(long value) => Of((decimal)value);

    public static FieldValue Of(double value) => double.IsFinite(value)
        ? new(FieldKind.Number, value)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A field is compared with finite numbers only.");

    public static FieldValue Of(decimal value) => JsonNumber.SurvivesDouble(value)
        ? new(FieldKind.Number, (double)value)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "The number has more digits than an indexed field can hold.");

    /// <summary>The text that <see cref="PlatformJson"/> writes for the instant.</summary>
    public static FieldValue Of(DateTimeOffset value) => Of(InstantConverter.Format(value));

    public static FieldValue Of(DateOnly value) => Of(value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The text that <see cref="PlatformJson"/> writes for an enum member.</summary>
    public static FieldValue Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Of(JsonSerializer.SerializeToElement(value, PlatformJson.Documents).GetString()!);

    public bool Equals(FieldValue? other) => other is not null && Kind == other.Kind && Value.Equals(other.Value);

    public override bool Equals(object? obj) => Equals(obj as FieldValue);

    public override int GetHashCode() => HashCode.Combine(Kind, Value);

    public override string ToString() => JsonSerializer.Serialize(Value, PlatformJson.Documents);
}
