using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Tests.EndToEnd.Portal.Stub;

/// <summary>The shapes of answers that have no record of their own in the domain, as docs/api.md describes them.</summary>
internal static class StubViews
{
    public static object Profile(Profile profile, RuleSet rules)
    {
        var s = profile.Settings;
        var lists = rules.CodeLists.Select(list => list.Name).Concat(["permit-type", "permit-status", "land-use"]).ToDictionary(
            name => name, name => rules.CodeList(name).Entries.Select(e => new { e.Code, Label = e.Label.Zh, LabelEn = e.Label.En }));
        return new
        {
            s.Id, Title = s.Title.Zh, TitleEn = s.Title.En, s.TimeZone, s.InitialView, MapApproval = s.MapApproval.Line("zh-CN"), s.Disclaimers,
            RuleSet = new
            {
                rules.Id, rules.Version, Title = rules.Title.Zh, TitleEn = rules.Title.En, CodeLists = lists,
                Themes = rules.ControlThemes.Select(theme => new { theme.Code, Label = theme.Label.Zh, LabelEn = theme.Label.En }),
            },
        };
    }

    public static JsonObject Units(UnitList list) => Collection(list.Units.Select(unit => Feature(unit.Extent, new JsonObject
    {
        ["code"] = unit.Code, ["name"] = unit.Name.Zh, ["nameEn"] = unit.Name.En, ["bureau"] = unit.Bureau.Zh,
        ["extentLabel"] = list.ExtentLabel.Zh, ["extentLabelEn"] = list.ExtentLabel.En,
    })), null);

    public static JsonObject Patch(PatchRecord record) => Feature(record.Patch.Shape, new JsonObject
    {
        ["key"] = record.PatchKey, ["number"] = record.Number, ["unit"] = record.Patch.Unit, ["state"] = Code(record.State), ["areaM2"] = record.Patch.AreaM2,
        ["suggestedApproval"] = Code(record.SuggestedApproval), ["approval"] = Code(record.Approval), ["legality"] = Code(record.Legality),
        ["conformity"] = Code(record.Conformity),
    });

    public static object Detail(PatchRecord record, CampaignPins? pins) => new
    {
        Patch = record, Pins = pins, History = record.Current is null ? Array.Empty<VerificationEntry>() : [record.Current],
        AcceptedBy = record.State == PatchState.Accepted ? "reviewer" : null,
        AcceptedAt = record.State == PatchState.Accepted ? record.Current!.CommittedAt.AddDays(3) : (DateTimeOffset?)null,
    };

    public static object Layer(string id, string role, string kind, string? theme, string title, string titleEn) => new
    {
        Id = id, Profile = "cambridge", Role = role, Kind = kind, Theme = theme, Title = title, TitleEn = titleEn, ValidFrom = "2013-01-01", Features = 2,
        Bbox = new[] { -71.165, 42.35, -71.06, 42.406 }, SourceFile = $"{role}.geojson", SourceSha256 = new string('c', 64), Approximate = (object?)null,
    };

    public static JsonObject Collection(IEnumerable<JsonObject> features, string? continuation) => new()
    {
        ["type"] = "FeatureCollection", ["continuation"] = continuation, ["features"] = new JsonArray([.. features]),
    };

    public static JsonObject Feature(Geometry shape, JsonObject properties) => new()
    {
        ["type"] = "Feature", ["geometry"] = GeometryOf(shape), ["properties"] = properties,
    };

    private static JsonObject GeometryOf(Geometry shape) => shape is Polygon polygon
        ? new JsonObject { ["type"] = "Polygon", ["coordinates"] = Rings(polygon) }
        : new JsonObject { ["type"] = "MultiPolygon", ["coordinates"] = new JsonArray([.. ((MultiPolygon)shape).Geometries.Select(g => Rings((Polygon)g))]) };

    private static JsonArray Rings(Polygon polygon) =>
        new([.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => new JsonArray([.. ring.Coordinates.Select(c => new JsonArray(c.X, c.Y))]))]);

    private static string? Code<T>(T? value)
        where T : struct, Enum => value is null ? null : Code(value.Value);

    private static string Code<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
