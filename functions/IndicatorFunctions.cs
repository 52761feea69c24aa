using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain.Access;
using Platform.Domain.Indicators;
using Platform.Domain.Profiles;
using Platform.Functions.Http;
using Platform.Orchestrations.Indicators;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>A value with what it was computed from and by.</summary>
public sealed record IndicatorValueView(string Code, string Unit, string Period, decimal? Value, IndicatorLineage Lineage);

/// <summary>The lineage of a value.</summary>
/// <param name="Campaign">The published campaign.</param>
/// <param name="OutcomesSha256">Hash of its exported outcomes, every row of which names its file and row.</param>
/// <param name="DefinitionsSha256">Hash of the indicator definitions.</param>
/// <param name="Version">Version of the values.</param>
public sealed record IndicatorLineage(string Campaign, string OutcomesSha256, string DefinitionsSha256, string Version);

/// <summary>A refresh that was started.</summary>
public sealed record RefreshStarted(string Instance);

/// <summary>Indicators: definitions, values, versions.</summary>
public sealed class IndicatorFunctions(IndicatorCatalogue catalogue, IndicatorDesk indicators, ProfileCatalogue profiles, TimeProvider time)
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
        var (period, unit, code) = (Answers.Query(request, "period"), Answers.Query(request, "unit"), Answers.Query(request, "code"));
        var values = new List<IndicatorValueView>();
        var version = await indicators.CurrentAsync(profile, cancellation).ConfigureAwait(false);
        foreach (var source in version?.Sources.Where(s => period is null || s.Period == period) ?? [])
        {
            var set = await indicators.ReadSetAsync(profile, source, cancellation).ConfigureAwait(false);
            var lineage = new IndicatorLineage(source.Campaign, source.OutcomesSha256, version!.DefinitionsSha256, version.Version);
            values.AddRange((set?.Values ?? []).Where(v => (unit is null || v.Unit == unit) && (code is null || v.Code == code))
                .Select(v => new IndicatorValueView(v.Code, v.Unit, source.Period, v.Value, lineage)));
        }

        return Answers.Json(values);
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
}
