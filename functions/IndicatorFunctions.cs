using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain.Access;
using Platform.Domain.Indicators;
using Platform.Domain.Lineage;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Functions.Http;
using Platform.Orchestrations.Indicators;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>A value with what it was computed from and by.</summary>
/// <param name="Code">Indicator code.</param>
/// <param name="Unit">Monitoring unit, or <c>*</c>.</param>
/// <param name="Period">The campaign's period; for indicators of layers the first day on which the layers hold together.</param>
/// <param name="Value">Null where there is none.</param>
/// <param name="PlanClass">The plan class, for indicators by class.</param>
/// <param name="Unknown">Why there is no value, for indicators of layers.</param>
/// <param name="Lineage">What it was computed from and by.</param>
public sealed record IndicatorValueView(
    string Code, string Unit, string Period, decimal? Value, string? PlanClass, Finding? Unknown, IndicatorLineage Lineage);

/// <summary>The lineage of a value.</summary>
/// <param name="Campaign">The published campaign, for indicators of outcomes.</param>
/// <param name="OutcomesSha256">Hash of its exported outcomes, every row of which names its file and row.</param>
/// <param name="DefinitionsSha256">Hash of the indicator definitions.</param>
/// <param name="Version">Version of the values.</param>
/// <param name="Layers">For indicators of layers: what they were measured in.</param>
public sealed record IndicatorLineage(string? Campaign, string? OutcomesSha256, string DefinitionsSha256, string Version, LayerLineage? Layers = null);

/// <summary>What an indicator of layers was measured in.</summary>
/// <param name="UnitList">Unit list that gives the extents.</param>
/// <param name="ExtentSha256">Hash of the extents.</param>
/// <param name="RuleSet">Rule set, as <c>id@version</c>.</param>
/// <param name="Versions">The layer versions with the hashes of their files; none where the value is unknown or needs no layer.</param>
public sealed record LayerLineage(string UnitList, string ExtentSha256, string RuleSet, IReadOnlyList<MeasuredLayer> Versions);

/// <summary>A refresh that was started.</summary>
public sealed record RefreshStarted(string Instance);

/// <summary>Indicators: definitions, values, versions.</summary>
public sealed class IndicatorFunctions(
    IndicatorCatalogue catalogue, IndicatorDesk indicators, LayerIndicatorDesk layers, LineageReader lineage, ProfileCatalogue profiles,
    TimeProvider time)
{
    private const string Tag = "indicators";

    [Function("ListIndicators")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "指标定义", "The definitions of the indicators", Answer = typeof(IReadOnlyList<IndicatorDefinition>))]
    public IActionResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/indicators")] HttpRequest request) => Answers.Json(catalogue.All);

    [Function("GetIndicatorValues")]
    [Requires(Operation.ReadReference)]
    [Describes(
        Tag, "指标值（单元 × 时段）", "Values of the current version", Answer = typeof(IReadOnlyList<IndicatorValueView>), Query = "profile,period,unit,code")]
    public async Task<IActionResult> ValuesAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/indicators/values")] HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var profile = Answers.Query(request, "profile") ?? profiles.DefaultId;
        if (profiles.Find(profile) is null)
            return Answers.NotFound(profile);
        if (await indicators.CurrentAsync(profile, cancellation).ConfigureAwait(false) is not { } version)
            return Answers.Json(Array.Empty<IndicatorValueView>());
        var (period, unit, code) = (Answers.Query(request, "period"), Answers.Query(request, "unit"), Answers.Query(request, "code"));
        var values = await OfOutcomesAsync(version, period, cancellation).ConfigureAwait(false);
        values.AddRange(await OfLayersAsync(version, period, cancellation).ConfigureAwait(false));
        return Answers.Json(values.Where(v => (unit is null || v.Unit == unit) && (code is null || v.Code == code)).ToList());
    }

    [Function("TraceIndicator")]
    [Requires(Operation.ReadCampaign)]
    [Describes(
        Tag, "指标溯源：图斑、文件、行、规则、决定", "The patches, files, rows, rules and decisions behind a value", Answer = typeof(IndicatorTrace),
        Query = "profile,campaign,unit")]
    public async Task<IActionResult> TraceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/indicators/{code}/trace")] HttpRequest request, string code)
    {
        var profile = Answers.Query(request, "profile") ?? profiles.DefaultId;
        var (campaign, unit, who) = (Answers.Query(request, "campaign"), Answers.Query(request, "unit") ?? IndicatorValue.WholeArea, request.Principal());
        if (profiles.Find(profile) is null)
            return Answers.NotFound(profile);
        if (campaign is null)
            return Answers.BadQuery("campaign", null);
        var trace = await lineage.TraceIndicatorAsync(
            profile, code, campaign, unit, u => AccessPolicy.MaySee(who, u), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return trace is null ? Answers.NotFound($"{code}/{campaign}/{unit}") : Answers.Json(trace);
    }

    [Function("ListIndicatorVersions")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "指标版本", "Versions of the values, newest first", Answer = typeof(IReadOnlyList<IndicatorVersion>), Query = "profile")]
    public async Task<IActionResult> VersionsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/indicators/versions")] HttpRequest request)
    {
        var profile = Answers.Query(request, "profile") ?? profiles.DefaultId;
        return profiles.Find(profile) is null
            ? Answers.NotFound(profile)
            : Answers.Json(await indicators.VersionsAsync(profile, request.HttpContext.RequestAborted).ConfigureAwait(false));
    }

    [Function("RefreshIndicators")]
    [Requires(Operation.Operate)]
    [Describes(Tag, "立即更新指标", "Starts a refresh now", Answer = typeof(RefreshStarted), Status = 202, Query = "profile")]
    public async Task<IActionResult> RefreshAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/indicators/refresh")] HttpRequest request, [DurableClient] DurableTaskClient workflows)
    {
        var profile = Answers.Query(request, "profile") ?? profiles.DefaultId;
        if (profiles.Find(profile) is null)
            return Answers.NotFound(profile);
        var occasion = time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        var instance = await workflows.StartIndicatorsAsync(profile, occasion, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Json(new RefreshStarted(instance), 202);
    }

    private async Task<List<IndicatorValueView>> OfOutcomesAsync(IndicatorVersion version, string? period, CancellationToken cancellation)
    {
        var values = new List<IndicatorValueView>();
        foreach (var source in version.Sources.Where(s => period is null || s.Period == period))
        {
            var set = await indicators.ReadSetAsync(version.Profile, source, cancellation).ConfigureAwait(false);
            var lineage = new IndicatorLineage(source.Campaign, source.OutcomesSha256, version.DefinitionsSha256, version.Version);
            values.AddRange((set?.Values ?? []).Select(v => View(v, source.Period, lineage)));
        }

        return values;
    }

    private async Task<IEnumerable<IndicatorValueView>> OfLayersAsync(IndicatorVersion version, string? period, CancellationToken cancellation)
    {
        var set = version.LayerSet is null ? null : await layers.ReadSetAsync(version.Profile, version.LayerSet, cancellation).ConfigureAwait(false);
        if (set is null || (period is not null && set.Basis.Period != period))
            return [];
        var lineages = set.Values.Select(v => v.Code).Distinct(StringComparer.Ordinal)
            .ToDictionary(code => code, code => LineageOf(code, set.Basis, version), StringComparer.Ordinal);
        return set.Values.Select(v => View(v, set.Basis.Period, lineages[v.Code]));
    }

    private IndicatorLineage LineageOf(string code, LayerBasis basis, IndicatorVersion version)
    {
        var versions = catalogue.SubjectsOf(code).Select(basis.Find).OfType<LayerSubject>().SelectMany(subject => subject.Layers).Distinct();
        var layerLineage = new LayerLineage(basis.UnitList, basis.ExtentSha256, $"{basis.RuleSet}@{basis.RuleSetVersion}", [.. versions]);
        return new IndicatorLineage(null, null, version.DefinitionsSha256, version.Version, layerLineage);
    }

    private static IndicatorValueView View(IndicatorValue value, string period, IndicatorLineage lineage) =>
        new(value.Code, value.Unit, period, value.Value, value.PlanClass, value.Unknown, lineage);
}
