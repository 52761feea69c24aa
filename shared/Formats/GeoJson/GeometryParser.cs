using System.Buffers.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.GeoJson;

/// <summary>
/// Reads a GeoJSON geometry object to its end whatever is wrong in it, so that the next feature can be read;
/// the fault is reported when the geometry is built.
/// </summary>
internal static class GeometryParser
{
    /// <summary>A geometry object read, not yet built.</summary>
    /// <param name="Type">Its <c>type</c>; empty when missing.</param>
    /// <param name="Positions">Its <c>coordinates</c>; null when missing or null.</param>
    /// <param name="Members">Its <c>geometries</c>; null when missing.</param>
    public sealed record Parsed(string Type, PositionTree? Positions, IReadOnlyList<Parsed?>? Members)
    {
        /// <exception cref="Platform.Findings.RefusedException">No geometry that can be used.</exception>
        public Geometry Build(RowGeometry row)
        {
            if (Type == "GeometryCollection")
            {
                var members = Members ?? throw row.Refuse(FormatFindings.GeometryMalformed, "geometries missing");
                return RowGeometry.Factory.CreateGeometryCollection([.. members.OfType<Parsed>().Select(m => m.Build(row))]);
            }

            return (Positions ?? throw row.Refuse(FormatFindings.GeometryMalformed, "coordinates missing or null")).Build(Type, row);
        }
    }

    /// <summary>Reads from the current token: an object, or null.</summary>
    public static Parsed? Parse(JsonTokens json)
    {
        if (json.Type != JsonTokenType.StartObject)
        {
            var isNull = json.Type == JsonTokenType.Null;
            json.Skip();
            return isNull ? null : new Parsed("", null, null);
        }

        var type = "";
        PositionTree? positions = null;
        List<Parsed?>? members = null;
        for (json.Require(); json.Type != JsonTokenType.EndObject; json.Require())
        {
            var name = json.Text();
            json.Require();
            switch (name)
            {
                case "type" when json.Type == JsonTokenType.String: type = json.Text(); break;
                case "coordinates" when json.Type == JsonTokenType.StartArray: positions = ParsePositions(json); break;
                case "geometries" when json.Type == JsonTokenType.StartArray: members = ParseMembers(json); break;
                default: json.Skip(); break;
            }
        }

        return new Parsed(type, positions, members);
    }

    /// <summary>Reads the value of <c>coordinates</c> or <c>geometries</c> of a geometry whose type is not known here.</summary>
    public static Parsed ParseMember(JsonTokens json, string member)
    {
        if (json.Type != JsonTokenType.StartArray)
        {
            json.Skip();
            return new Parsed("", null, null);
        }

        return member == "coordinates" ? new Parsed("", ParsePositions(json), null) : new Parsed("", null, ParseMembers(json));
    }

    private static List<Parsed?> ParseMembers(JsonTokens json)
    {
        var members = new List<Parsed?>();
        for (json.Require(); json.Type != JsonTokenType.EndArray; json.Require())
        {
            members.Add(Parse(json));
        }

        return members;
    }

    private static PositionTree ParsePositions(JsonTokens json)
    {
        var tree = new PositionTree();
        tree.Height = ParseArray(json, tree);
        return tree;
    }

    /// <summary>Reads an array and returns its height: 0 for a position, -1 when there is no position inside.</summary>
    private static int ParseArray(JsonTokens json, PositionTree tree)
    {
        json.Require();
        if (json.Type is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
        {
            ParsePosition(json, tree);
            return 0;
        }

        var memberHeight = -1;
        var isFirst = true;
        for (; json.Type != JsonTokenType.EndArray; json.Require())
        {
            var height = ParseMemberArray(json, tree);
            if (!isFirst && height != memberHeight)
            {
                tree.Fault ??= "coordinates of different depth";
            }

            isFirst = false;
            memberHeight = Math.Max(memberHeight, height);
        }

        if (memberHeight < 0)
        {
            return -1;
        }

        tree.End(memberHeight);
        return memberHeight + 1;
    }

    private static int ParseMemberArray(JsonTokens json, PositionTree tree)
    {
        if (json.Type == JsonTokenType.StartArray)
        {
            return ParseArray(json, tree);
        }

        tree.HasBadNumber |= json.Type == JsonTokenType.Null;
        tree.Fault = "coordinates mix numbers and arrays";
        json.Skip();
        return -1;
    }

    /// <summary>Reads the members of a position; the third and further numbers are not used.</summary>
    private static void ParsePosition(JsonTokens json, PositionTree tree)
    {
        Span<double> ordinates = [double.NaN, double.NaN];
        var count = 0;
        for (; json.Type != JsonTokenType.EndArray; json.Require())
        {
            if (count < ordinates.Length && json.Type == JsonTokenType.Number
                && Utf8Parser.TryParse(json.Raw, out double value, out var used) && used == json.Raw.Length)
            {
                ordinates[count] = value;
            }

            tree.HasBadNumber |= json.Type != JsonTokenType.Number;
            json.Skip();
            count++;
        }

        tree.HasBadNumber |= !double.IsFinite(ordinates[0]) || !double.IsFinite(ordinates[1]);
        if (count < ordinates.Length)
        {
            tree.Fault = "position with fewer than two numbers";
        }

        tree.AddPosition(ordinates[0], ordinates[1]);
    }
}
