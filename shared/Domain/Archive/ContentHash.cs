using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Domain.Archive;

/// <summary>
/// A SHA-256 as 64 lower-case hexadecimal digits: the name of bytes. Equality is by value; the default value names nothing and throws when read.
/// </summary>
[JsonConverter(typeof(ContentHashConverter))]
public readonly record struct ContentHash : IComparable<ContentHash>
{
    private readonly string? hex;

    private ContentHash(string hex) => this.hex = hex;

    /// <summary>The 64 digits.</summary>
    public string Hex => hex ?? throw new InvalidOperationException("This content hash was never set.");

    /// <summary>Wraps the 32 bytes of a digest.</summary>
    public static ContentHash FromDigest(ReadOnlySpan<byte> digest) => digest.Length == 32
        ? new ContentHash(Convert.ToHexStringLower(digest))
        : throw new ArgumentException($"A SHA-256 has 32 bytes, not {digest.Length}.", nameof(digest));

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    public static bool TryParse(string? text, out ContentHash hash)
    {
        var valid = text is { Length: 64 } && text.All(char.IsAsciiHexDigit);
        hash = valid ? new ContentHash(text!.ToLowerInvariant()) : default;
        return valid;
    }

    /// <summary>As <see cref="TryParse"/>; throws <see cref="FormatException"/> on anything else.</summary>
    public static ContentHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException($"'{text}' is not a SHA-256 in hexadecimal.");

    public int CompareTo(ContentHash other) => string.CompareOrdinal(hex, other.hex);

    public override string ToString() => hex ?? "";

    public static bool operator <(ContentHash left, ContentHash right) => left.CompareTo(right) < 0;

    public static bool operator <=(ContentHash left, ContentHash right) => left.CompareTo(right) <= 0;

    public static bool operator >(ContentHash left, ContentHash right) => left.CompareTo(right) > 0;

    public static bool operator >=(ContentHash left, ContentHash right) => left.CompareTo(right) >= 0;
}

internal sealed class ContentHashConverter : JsonConverter<ContentHash>
{
    public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ContentHash.TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("Not a SHA-256 in hexadecimal.");

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
}
