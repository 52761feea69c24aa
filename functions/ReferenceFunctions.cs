using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Access;
using Platform.Domain.Labels;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Functions.Http;

namespace Platform.Functions;

/// <summary>A profile in lists.</summary>
public sealed record ProfileSummary(string Id, string Title, string TitleEn, string TimeZone, bool IsDefault);

/// <summary>A code with its labels.</summary>
public sealed record CodeView(string Code, string Label, string LabelEn);

/// <summary>The code lists of the rule set in force on a day.</summary>
public sealed record RuleSetView(
    string Id, string Version, string Title, string TitleEn, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyDictionary<string, IReadOnlyList<CodeView>> CodeLists,
    IReadOnlyList<CodeView> Themes);

/// <summary>A profile with its rule set.</summary>
public sealed record ProfileView(
    string Id, string Title, string TitleEn, string TimeZone, IReadOnlyList<double> InitialView, string MapApproval, IReadOnlyList<Label> Disclaimers,
    decimal MinimumMappingAreaM2, IReadOnlyList<string> LayerRoles, RuleSetView RuleSet);

/// <summary>What everything else refers to: profiles, units, regions.</summary>
public sealed class ReferenceFunctions(ProfileCatalogue profiles, TimeProvider time)
{
    private const string Tag = "reference";

    [Function("ListProfiles")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "配置方案列表", "The profiles that are installed", Answer = typeof(IReadOnlyList<ProfileSummary>))]
    public IActionResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/profiles")] HttpRequest request) =>
        Answers.Json(profiles.All.Select(p => new ProfileSummary(
            p.Id, p.Settings.Title.Zh, p.Settings.Title.En, p.Settings.TimeZone, p.Id == profiles.DefaultId)).ToList());

    [Function("GetProfile")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "配置方案：名称、代码表", "One profile with the code lists in force", Answer = typeof(ProfileView), Query = "date")]
    public IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/profiles/{profile}")] HttpRequest request, string profile)
    {
        if (profiles.Find(profile) is not { } found)
            return Answers.NotFound(profile);
        if (Day(request, "date", found) is not { } day)
            return Answers.BadQuery("date", Answers.Query(request, "date"));
        return found.RuleSetAt(day) is { } rules ? Answers.Json(View(found, rules)) : Answers.NotFound($"{profile}@{day:O}");
    }

    [Function("ListUnits")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "监测单元及范围", "The monitoring units with their extents (GeoJSON)", MediaType = "application/geo+json", Query = "date")]
    public IActionResult Units([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/profiles/{profile}/units")] HttpRequest request, string profile)
    {
        if (profiles.Find(profile) is not { } found)
            return Answers.NotFound(profile);
        if (Day(request, "date", found) is not { } day)
            return Answers.BadQuery("date", Answers.Query(request, "date"));
        return found.UnitsAt(day) is { } list ? new GeoJsonAnswer(list.Units.Select(unit => Feature(list, unit)), null) : Answers.NotFound($"{profile}@{day:O}");
    }

    [Function("FindRegion")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "按代码和日期查行政区", "The region that a code names on a day", Query = "profile,code,asOf")]
    public IActionResult Region([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/regions")] HttpRequest request)
    {
        var profile = profiles.Find(Answers.Query(request, "profile") ?? profiles.DefaultId);
        var code = Answers.Query(request, "code");
        if (profile is null || code is null)
            return Answers.BadQuery("code", code);
        if (Day(request, "asOf", profile) is not { } day)
            return Answers.BadQuery("asOf", Answers.Query(request, "asOf"));
        var resolved = profile.Regions.Resolve(code, day, Location.Whole);
        return resolved.Region is { } region
            ? Answers.Json(region)
            : new ProblemResult(Problem.Of(422, "The code names no region on that day", resolved.Findings[0], resolved.Findings));
    }

    private DateOnly? Day(HttpRequest request, string parameter, Profile profile) => Answers.Query(request, parameter) is { } text
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null
        : profile.Calendar.DayOf(time.GetUtcNow());

    private static ProfileView View(Profile profile, RuleSet rules)
    {
        var names = rules.CodeLists.Select(list => list.Name).Concat(["permit-type", "permit-status", "land-use"]);
        var lists = names.Order(StringComparer.Ordinal).ToDictionary(name => name, name => Codes(rules.CodeList(name)), StringComparer.Ordinal);
        var s = profile.Settings;
        var themes = rules.ControlThemes.Select(theme => new CodeView(theme.Code, theme.Label.Zh, theme.Label.En)).ToList();
        return new ProfileView(
            s.Id, s.Title.Zh, s.Title.En, s.TimeZone, s.InitialView, s.MapApproval.Line("zh-CN"), s.Disclaimers, s.MinimumMappingAreaM2, s.LayerRoles,
            new RuleSetView(rules.Id, rules.Version, rules.Title.Zh, rules.Title.En, rules.ValidFrom, rules.ValidTo, lists, themes));
    }

    private static IReadOnlyList<CodeView> Codes(CodeList list) => [.. list.Entries.Select(e => new CodeView(e.Code, e.Label.Zh, e.Label.En))];

    private static GeoJsonFeature Feature(UnitList list, MonitoringUnit unit) => new(unit.Extent,
    [
        ("code", unit.Code),
        ("name", unit.Name.Zh),
        ("nameEn", unit.Name.En),
        ("bureau", unit.Bureau.Zh),
        ("kind", unit.Kind),
        ("extentLabel", list.ExtentLabel.Zh),
        ("extentLabelEn", list.ExtentLabel.En),
    ]);
}
