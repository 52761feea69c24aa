using System.Text.Json;
using Platform.Findings;
using Platform.Formats.Geometries;
using Location = Platform.Findings.Location;

namespace Platform.Formats.GeoJson;

/// <summary>A feature as it stands in the file, before it is fitted to the layer's fields.</summary>
/// <param name="Type">Its <c>type</c>.</param>
/// <param name="Id">Its <c>id</c> as text.</param>
/// <param name="Geometry">Its geometry, not yet built; null when missing or null.</param>
/// <param name="Properties">Its properties in file order, repeated names included.</param>
internal sealed record RawFeature(
    string Type, string? Id, GeometryParser.Parsed? Geometry, IReadOnlyList<(string Name, PropertyValue Value)> Properties)
{
    /// <summary>Reads the value at the current token, an item of the features array, to its end.</summary>
    public static RawFeature Read(JsonTokens json)
    {
        if (json.Type != JsonTokenType.StartObject)
        {
            var token = json.Type.ToString();
            json.Skip();
            return new RawFeature(token, null, null, []);
        }

        var feature = new RawFeature("", null, null, []);
        for (json.Require(); json.Type != JsonTokenType.EndObject; json.Require())
        {
            var name = json.Text();
            json.Require();
            feature = feature.With(name, json);
        }

        return feature;
    }

    /// <summary>Takes in one member of the feature object, reading its value to the end.</summary>
    public RawFeature With(string member, JsonTokens json)
    {
        switch (member)
        {
            case "type" when json.Type == JsonTokenType.String:
                return this with { Type = json.Text() };
            case "id" when json.Type is JsonTokenType.String or JsonTokenType.Number:
                return this with { Id = json.Text() };
            case "geometry":
                return this with { Geometry = GeometryParser.Parse(json) };
            case "properties" when json.Type == JsonTokenType.StartObject:
                return this with { Properties = ReadProperties(json) };
            default:
                json.Skip();
                return this;
        }
    }

    private static List<(string Name, PropertyValue Value)> ReadProperties(JsonTokens json)
    {
        var properties = new List<(string, PropertyValue)>();
        for (json.Require(); json.Type != JsonTokenType.EndObject; json.Require())
        {
            var name = json.Text();
            json.Require();
            properties.Add((name, PropertyValue.Read(json)));
        }

        return properties;
    }

    /// <summary>Builds the geometry; faults are added to the row's findings.</summary>
    public NetTopologySuite.Geometries.Geometry? BuildGeometry(Location at, List<Finding> findings)
    {
        try
        {
            return Geometry?.Build(new RowGeometry(at, findings));
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }
}
