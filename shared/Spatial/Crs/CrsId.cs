using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Spatial.Crs;

/// <summary>
/// The identifier of a coordinate reference system: an authority and a code, e.g. <c>EPSG:4490</c>. The default value is
/// <see cref="Unknown"/> (no CRS stated). Equality is that of the canonical form; OGC's CRS84 is EPSG:4326, because the platform always
/// keeps x = east or longitude.
/// </summary>
[JsonConverter(typeof(CrsIdJsonConverter))]
public readonly record struct CrsId
{
    private readonly string? _authority;

    private CrsId(string authority, int code)
    {
        _authority = authority;
        Code = code;
    }

    /// <summary>No CRS is stated.</summary>
    public static CrsId Unknown => default;

    /// <summary>EPSG:4490, CGCS2000 in degrees: the exchange and query CRS of the platform.</summary>
    public static CrsId Cgcs2000 { get; } = Epsg(4490);

    /// <summary>EPSG:4326, WGS 84 in degrees.</summary>
    public static CrsId Wgs84 { get; } = Epsg(4326);

    /// <summary>Authority in upper case (<c>EPSG</c>, <c>ESRI</c>, …); empty for <see cref="Unknown"/>.</summary>
    public string Authority => _authority ?? string.Empty;

    /// <summary>The authority's code; 0 for <see cref="Unknown"/>.</summary>
    public int Code { get; }

    /// <summary>Whether a CRS is stated at all.</summary>
    public bool IsKnown => _authority is not null;

    /// <summary>An EPSG code.</summary>
    public static CrsId Epsg(int code) => Of("EPSG", code);

    /// <summary>An identifier of any authority.</summary>
    /// <exception cref="ArgumentException">The authority is blank or holds other than letters and digits, or the code is not
    /// positive.</exception>
    public static CrsId Of(string authority, int code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(authority);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(code);
        return authority.All(char.IsAsciiLetterOrDigit)
            ? new CrsId(authority.ToUpperInvariant(), code)
            : throw new ArgumentException($"An authority holds letters and digits only: '{authority}'.", nameof(authority));
    }

    /// <summary>
    /// Reads <c>EPSG:4490</c>, <c>4490</c>, <c>urn:ogc:def:crs:EPSG::4490</c>, <c>http://www.opengis.net/def/crs/EPSG/0/4490</c>,
    /// <c>http://www.opengis.net/gml/srs/epsg.xml#4490</c>, and the CRS84 forms of OGC.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CrsId id)
    {
        id = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 200)
            return false;

        var parts = text.Trim().Split([':', '/', '#'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return false;
        if (parts[^1].Equals("CRS84", StringComparison.OrdinalIgnoreCase))
        {
            id = Wgs84;
            return true;
        }

        var authority = AuthorityOf(parts);
        if (authority is null || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code == 0)
            return false;

        id = new CrsId(authority, code);
        return true;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text names no CRS.</exception>
    public static CrsId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"Not a coordinate reference system: '{text}'. Write it like EPSG:4490.");

    /// <summary><c>EPSG:4490</c>; empty for <see cref="Unknown"/>.</summary>
    public override string ToString() => IsKnown ? string.Create(CultureInfo.InvariantCulture, $"{Authority}:{Code}") : string.Empty;

    private static string? AuthorityOf(string[] parts)
    {
        if (parts.Length == 1)
            return "EPSG";

        // Between authority and code a URN or URL may carry a version ("", "0", "9.8.15").
        var name = parts.Length == 2 ? parts[0]
            : parts[^2].Equals("epsg.xml", StringComparison.OrdinalIgnoreCase) ? "EPSG"
            : Array.FindLast(parts[..^1], part => part.All(char.IsAsciiLetter) && part is not "crs" and not "def");
        return name is not null && name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) ? name.ToUpperInvariant() : null;
    }

    private sealed class CrsIdJsonConverter : JsonConverter<CrsId>
    {
        public override CrsId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            if (string.IsNullOrEmpty(text))
                return Unknown;
            return TryParse(text, out var id) ? id : throw new JsonException($"Not a coordinate reference system: '{text}'.");
        }

        public override void Write(Utf8JsonWriter writer, CrsId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
