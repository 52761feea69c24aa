using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Functions.Http;

namespace Platform.Functions;

/// <summary>A patch with everything that is known of it and where that comes from.</summary>
public sealed record PatchDetail(
    PatchRecord Patch, CampaignPins? Pins, IReadOnlyList<VerificationEntry> History, string? AcceptedBy, DateTimeOffset? AcceptedAt);

/// <summary>A patch in lists.</summary>
public sealed record PatchSummary(
    string Key, string Number, string Unit, PatchState State, decimal AreaM2, string BeforeCover, string AfterCover,
    ApprovalStatus? SuggestedApproval, ApprovalStatus? Approval, Legality? Legality, Conformity? Conformity, ConstructionState? ConstructionState,
    double[] Bbox)
{
    public static PatchSummary Of(PatchRecord r) => new(
        r.PatchKey, r.Number, r.Patch.Unit, r.State, r.Patch.AreaM2, r.Patch.BeforeCover, r.Patch.AfterCover, r.SuggestedApproval, r.Approval, r.Legality,
        r.Conformity, r.ConstructionState, [r.MinX, r.MinY, r.MaxX, r.MaxY]);
}

/// <summary>Patches of a campaign: lists, map, one in full.</summary>
public sealed class PatchFunctions(IDocumentStore store, CampaignDesk campaigns, TaskDesk tasks, AnswerDesk answers, PatchAccess access)
{
    private const string Tag = "patches";

    [Function("ListPatches")]
    [Requires(Operation.ReadCampaign)]
    [Describes(
        Tag, "图斑列表；f=geojson 时为地图要素", "Patches that the caller may see; with f=geojson a FeatureCollection", Answer = typeof(Page<PatchSummary>),
        Query = "unit,state,approval,legality,bbox,f,limit,continuation")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}/patches")] HttpRequest request, string campaign)
    {
        if (!KeyText.IsValid(campaign))
            return Answers.NotFound(campaign);
        var (query, wrong) = PatchListQuery.Read(request, campaign);
        if (query is null)
            return wrong!;
        var page = await store.QueryAsync<PatchRecord>(query, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var seen = await access.SeenByAsync(
            request.Principal(), campaign, page.Items.Select(item => item.Value), request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Answers.Query(request, "f") == "geojson"
            ? new GeoJsonAnswer(seen.Select(Feature), page.Continuation)
            : Answers.Json(new Page<PatchSummary>([.. seen.Select(PatchSummary.Of)], page.Continuation));
    }

    [Function("GetPatch")]
    [Requires(Operation.ReadPatch)]
    [Describes(Tag, "一个图斑的全部信息与来源", "One patch with its history and sources", Answer = typeof(PatchDetail))]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}/patches/{unit}/{key}")] HttpRequest request,
        string campaign, string unit, string key)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var stored = await campaigns.FindAsync(campaign, cancellation).ConfigureAwait(false);
        if (stored is null || !KeyText.IsValid(unit) || !KeyText.IsValid(key))
            return Answers.NotFound($"{campaign}/{unit}/{key}");
        var record = await store.ReadAsync<PatchRecord>(
            Containers.Monitoring, PartitionKey.Of(campaign, unit), PatchRecord.IdOf(key), cancellation).ConfigureAwait(false);
        if (record is null || !await access.MaySeeAsync(request.Principal(), campaign, record.Value, cancellation).ConfigureAwait(false))
            return Answers.NotFound($"{campaign}/{unit}/{key}");
        var history = await answers.HistoryAsync(campaign, unit, key, cancellation).ConfigureAwait(false);
        var task = await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false);
        var detail = new PatchDetail(record.Value, stored.Value.Pins, history, task?.Value.AcceptedBy, task?.Value.AcceptedAt);
        return Answers.Stored(request, detail, record.ETag);
    }

    private static GeoJsonFeature Feature(PatchRecord record)
    {
        var p = PatchSummary.Of(record);
        return new GeoJsonFeature(record.Patch.Shape,
        [
            ("key", p.Key),
            ("number", p.Number),
            ("unit", p.Unit),
            ("state", Code<PatchState>(p.State)),
            ("areaM2", p.AreaM2),
            ("suggestedApproval", Code(p.SuggestedApproval)),
            ("approval", Code(p.Approval)),
            ("legality", Code(p.Legality)),
            ("conformity", Code(p.Conformity)),
        ]);
    }

    private static string? Code<T>(T? value)
        where T : struct, Enum => value is null ? null : (string)FieldValue.Of(value.Value).Value;
}

/// <summary>Reads the query string of a patch list.</summary>
internal static class PatchListQuery
{
    private static readonly (string Parameter, Type Values)[] Filters =
        [("state", typeof(PatchState)), ("approval", typeof(ApprovalStatus)), ("legality", typeof(Legality)), ("conformity", typeof(Conformity))];

    /// <summary>The query, or the answer that says which parameter is wrong.</summary>
    public static (DocumentQuery? Query, IActionResult? Wrong) Read(HttpRequest request, string campaign)
    {
        var unit = Answers.Query(request, "unit");
        if (unit is not null && !KeyText.IsValid(unit))
            return (null, Answers.BadQuery("unit", unit));
        if (Answers.Limit(request) is not { } limit)
            return (null, Answers.BadQuery("limit", Answers.Query(request, "limit")));
        var partition = unit is null ? PartitionKey.Of(campaign) : PartitionKey.Of(campaign, unit);
        var query = DocumentQuery.In(Containers.Monitoring, partition).OfType(PatchRecord.DocumentType).Take(limit);
        foreach (var (parameter, values) in Filters)
        {
            if (Answers.Query(request, parameter) is not { } text)
                continue;
            if (!Enum.TryParse(values, text, ignoreCase: true, out var value) || !Enum.IsDefined(values, value))
                return (null, Answers.BadQuery(parameter, text));
            query = query.Where(Filter.Equal(parameter, char.ToLowerInvariant(value.ToString()![0]) + value.ToString()![1..]));
        }

        if (Answers.Query(request, "bbox") is { } bbox)
        {
            if (Bbox(bbox) is not { } box)
                return (null, Answers.BadQuery("bbox", bbox));
            query = query.Where(Filter.And(
                Filter.LessOrEqual("minX", box[2]), Filter.GreaterOrEqual("maxX", box[0]),
                Filter.LessOrEqual("minY", box[3]), Filter.GreaterOrEqual("maxY", box[1])));
        }

        var continuation = Answers.Query(request, "continuation");
        return ContinuationToken.IsFor(query, continuation) ? (query.After(continuation), null) : (null, Answers.BadQuery("continuation", continuation));
    }

    /// <summary>West, south, east, north in degrees; null when the text is none.</summary>
    public static double[]? Bbox(string text)
    {
        var numbers = text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : (double?)null).ToList();
        return numbers.Count == 4 && numbers.All(n => n is not null) && numbers[0] <= numbers[2] && numbers[1] <= numbers[3]
            ? [.. numbers.Select(n => n!.Value)]
            : null;
    }
}
