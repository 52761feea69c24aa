using System.Text;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;

namespace Platform.Formats.GeoJson;

/// <summary>The first pass over a GeoJSON file: fields with their common types, geometry type, CRS, count; and whether it is whole.</summary>
internal sealed class GeoJsonSchema
{
    private const int MaxFields = 1_000;
    private const int EncodingSample = 1 << 20;

    private readonly List<string> _names = [];
    private readonly Dictionary<string, FieldType?> _types = [];
    private GeometryKind? _kind;

    /// <exception cref="RefusedException">The file is not whole, or no GeoJSON that can be read.</exception>
    public static LayerSchema Read(DeliveredFile file, string name, Encoding? transcode, FindingLog findings, CancellationToken cancellation)
    {
        var at = new Location(file.Path);
        var pass = new GeoJsonSchema();
        using var json = Open(file, transcode, at);
        var document = new GeoJsonDocument(json, at);
        long count = 0;
        foreach (var feature in document.ReadFeatures())
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            pass.Add(feature, at);
        }

        var crs = GeoJsonDocument.Interpret(document.Crs)
            ?? throw new RefusedException(FormatFindings.JsonCrsUnknown.At(at, document.Crs));
        if (count == 0)
        {
            findings.Add(FormatFindings.JsonEmpty.At(at));
        }

        var fields = pass._names.Select(n => new Field(n, pass._types[n] ?? FieldType.Text)).ToList();
        return new LayerSchema(name, file.Path, pass._kind ?? GeometryKind.Any, fields, crs, count);
    }

    public static JsonTokens Open(DeliveredFile file, Encoding? transcode, Location at)
    {
        var stream = file.Open();
        return new JsonTokens(transcode is null ? stream : Encoding.CreateTranscodingStream(stream, transcode, TextEncodings.Utf8), at);
    }

    /// <summary>The encoding to convert from: null for UTF-8, GB18030 where only that fits the beginning of the file.</summary>
    public static Encoding? DetectEncoding(DeliveredFile file, FindingLog findings)
    {
        var bytes = new byte[(int)Math.Min(EncodingSample, file.Length)];
        using var stream = file.Open();
        var sample = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        if (IsText(TextEncodings.Utf8, sample) || !IsText(TextEncodings.Gb18030, sample))
        {
            return null;
        }

        findings.Add(FormatFindings.JsonNotUtf8.At(new Location(file.Path), TextEncodings.Gb18030.WebName));
        return TextEncodings.Gb18030;
    }

    /// <summary>Whether the sample is text, apart from a character that the end of the sample cuts.</summary>
    private static bool IsText(Encoding encoding, ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut < 4 && cut <= sample.Length; cut++)
        {
            if (TextEncodings.CanDecode(encoding, sample[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(RawFeature feature, Location at)
    {
        foreach (var (name, value) in feature.Properties)
        {
            if (!_types.TryGetValue(name, out var known))
            {
                if (_names.Count == MaxFields)
                {
                    throw new RefusedException(FormatFindings.JsonTooManyFields.At(at, MaxFields));
                }

                _names.Add(name);
            }

            _types[name] = known is { } a && value.Type is { } b ? PropertyValue.Common(a, b) : known ?? value.Type;
        }

        if (feature.Geometry is { } geometry)
        {
            _kind = _kind is { } kind ? Common(kind, KindOf(geometry.Type)) : KindOf(geometry.Type);
        }
    }

    private static GeometryKind KindOf(string type) =>
        Enum.TryParse<GeometryKind>(type, out var kind) && kind is not (GeometryKind.None or GeometryKind.Any) ? kind : GeometryKind.Any;

    private static GeometryKind Common(GeometryKind a, GeometryKind b)
    {
        if (a == b)
        {
            return a;
        }

        return Multi(a) == Multi(b) ? Multi(a) : GeometryKind.Any;
    }

    private static GeometryKind Multi(GeometryKind kind) => kind switch
    {
        GeometryKind.Point => GeometryKind.MultiPoint,
        GeometryKind.LineString => GeometryKind.MultiLineString,
        GeometryKind.Polygon => GeometryKind.MultiPolygon,
        _ => kind,
    };
}
