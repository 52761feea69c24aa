using System.Text.Json;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Formats.GeoJson;

/// <summary>
/// Walks a GeoJSON document: a FeatureCollection, a single Feature or a bare geometry, or one Feature after the other (newline-delimited).
/// Members may stand in any order; features are handed out as they are met.
/// </summary>
internal sealed class GeoJsonDocument(JsonTokens json, Location at)
{
    private RawFeature _single = new("", null, null, []);
    private GeometryParser.Parsed? _bare;
    private bool _hasFeatures;

    /// <summary>The <c>crs</c> member as found: its name, "null" for null, or empty when missing. Known after the last feature.</summary>
    public string Crs { get; private set; } = "";

    /// <exception cref="RefusedException">Not GeoJSON, or broken JSON.</exception>
    public IEnumerable<RawFeature> ReadFeatures()
    {
        json.Require();
        if (json.Type != JsonTokenType.StartObject)
        {
            throw new RefusedException(FormatFindings.JsonNotGeoJson.At(at, json.Type));
        }

        for (json.Require(); json.Type != JsonTokenType.EndObject; json.Require())
        {
            var member = json.Text();
            json.Require();
            if (member == "features" && json.Type == JsonTokenType.StartArray)
            {
                _hasFeatures = true;
                for (json.Require(); json.Type != JsonTokenType.EndArray; json.Require())
                {
                    yield return RawFeature.Read(json);
                }
            }
            else
            {
                ReadMember(member);
            }
        }

        foreach (var lone in ReadLoneFeatures())
        {
            yield return lone;
        }
    }

    /// <summary>The document itself unless it is a collection, and the documents behind it: newline-delimited GeoJSON and RFC 8142 sequences.</summary>
    private IEnumerable<RawFeature> ReadLoneFeatures()
    {
        var goesOn = json.Read();
        if (Lone() is { } lone)
        {
            yield return lone;
            for (; goesOn; goesOn = json.Read())
            {
                yield return RawFeature.Read(json);
            }
        }
        else if (goesOn)
        {
            throw new RefusedException(FormatFindings.JsonBehindCollection.At(at));
        }
    }

    private void ReadMember(string member)
    {
        switch (member)
        {
            case "crs":
                Crs = ReadCrs();
                break;
            case "coordinates" or "geometries":
                _bare = GeometryParser.ParseMember(json, member);
                break;
            default:
                _single = _single.With(member, json);
                break;
        }
    }

    /// <summary>The document itself as a feature, unless it is a collection.</summary>
    private RawFeature? Lone() => _single.Type switch
    {
        "FeatureCollection" when _hasFeatures => null,
        "Feature" => _single,
        "Topology" => throw new RefusedException(FormatFindings.JsonTopology.At(at)),
        _ when _bare is not null => new RawFeature("Feature", null, _bare with { Type = _single.Type }, []),
        _ => throw new RefusedException(FormatFindings.JsonNotGeoJson.At(at, _single.Type)),
    };

    /// <summary>Reads <c>{"type":"name","properties":{"name":…}}</c>.</summary>
    private string ReadCrs()
    {
        if (json.Type != JsonTokenType.StartObject)
        {
            var isNull = json.Type == JsonTokenType.Null;
            json.Skip();
            return isNull ? "null" : "?";
        }

        var name = "?";
        var depth = json.Depth;
        for (json.Require(); json.Depth > depth; json.Require())
        {
            if (json.Type == JsonTokenType.PropertyName && json.Depth == depth + 2 && json.Text() == "name")
            {
                json.Require();
                name = json.Type == JsonTokenType.String ? json.Text() : name;
            }
        }

        return name;
    }

    /// <summary>What a <c>crs</c> member means.</summary>
    /// <param name="name">As <see cref="Crs"/>.</param>
    /// <returns>The CRS, or null when it is not understood.</returns>
    public static CrsDefinition? Interpret(string name)
    {
        const string EpsgUrn = "urn:ogc:def:crs:EPSG:";
        if (name.Length == 0)
        {
            return new CrsDefinition(null, 4326, "RFC 7946");
        }

        if (name == "null")
        {
            return CrsDefinition.Missing;
        }

        if (name.StartsWith("urn:ogc:def:crs:OGC:", StringComparison.OrdinalIgnoreCase) && name.EndsWith(":CRS84", StringComparison.OrdinalIgnoreCase))
        {
            return new CrsDefinition(name, 4326, "crs");
        }

        var code = name.StartsWith(EpsgUrn, StringComparison.OrdinalIgnoreCase) ? name[(name.LastIndexOf(':') + 1)..]
            : name.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) ? name["EPSG:".Length..]
            : "";
        return int.TryParse(code, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var epsg) && epsg > 0
            ? new CrsDefinition(name, epsg, "crs")
            : null;
    }
}
