using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NetTopologySuite.Geometries;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Functions.Http;

namespace Platform.Functions;

/// <summary>Published layer versions.</summary>
public sealed class LayerFunctions(LayerCatalogue catalogue, ILayerStore layers, ProfileCatalogue profiles)
{
    private const string Tag = "layers";
    private const string One = "api/layers/{profile}/{layer}";

    [Function("ListLayers")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "图层版本列表", "Layer versions", Answer = typeof(IReadOnlyList<LayerVersion>), Query = "profile,role,bbox")]
    public async Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/layers")] HttpRequest request)
    {
        var text = Answers.Query(request, "bbox");
        var place = text is not null && PatchListQuery.Bbox(text) is { } box ? Footprint.TryOf(box) : null;
        if (text is not null && place is null)
            return Answers.BadQuery("bbox", text);
        return Answers.Json(await catalogue.ListAsync(
            Answers.Query(request, "profile") ?? profiles.DefaultId, Answers.Query(request, "role"), place, request.HttpContext.RequestAborted).ConfigureAwait(false));
    }

    [Function("GetLayer")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "图层版本", "One layer version", Answer = typeof(LayerVersion))]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request, string profile, string layer) =>
        await catalogue.FindAsync(profile, layer, request.HttpContext.RequestAborted).ConfigureAwait(false) is { } version
            ? Answers.Json(version)
            : Answers.NotFound(layer);

    [Function("ListLayerItems")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "图层要素（GeoJSON）", "Features of a layer version in a box", MediaType = "application/geo+json", Query = "bbox,limit")]
    public async Task<IActionResult> ItemsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/items")] HttpRequest request, string profile, string layer)
    {
        if (Answers.Limit(request) is not { } limit)
            return Answers.BadQuery("limit", Answers.Query(request, "limit"));
        var text = Answers.Query(request, "bbox");
        var box = text is null ? [-180, -90, 180, 90] : PatchListQuery.Bbox(text);
        if (box is null)
            return Answers.BadQuery("bbox", text);
        using var file = await OpenAsync(profile, layer, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (file is null)
            return Answers.NotFound(layer);
        using var reader = PublishedLayer.Open(layer, file.Path);
        var ids = reader.FindIds(new Envelope(box[0], box[2], box[1], box[3])).Take(limit);
        return new GeoJsonAnswer(reader.Read(ids).Select(Feature).ToList(), null);
    }

    [Function("GetLayerFile")]
    [Requires(Operation.ReadReference)]
    [Describes(Tag, "图层文件（GeoPackage）", "The GeoPackage of a layer version", MediaType = "application/geopackage+sqlite3")]
    public async Task<IActionResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/file")] HttpRequest request, string profile, string layer)
    {
        var file = await OpenAsync(profile, layer, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (file is null)
            return Answers.NotFound(layer);
        request.HttpContext.Response.RegisterForDispose(file);
        return Answers.File(File.OpenRead(file.Path), "application/geopackage+sqlite3", $"{layer}.gpkg");
    }

    private async Task<ILayerFile?> OpenAsync(string profile, string layer, CancellationToken cancellation) =>
        await catalogue.FindAsync(profile, layer, cancellation).ConfigureAwait(false) is null
            ? null
            : await layers.OpenLocalAsync(layer, cancellation).ConfigureAwait(false);

    private static GeoJsonFeature Feature(PublishedFeature feature) => new(feature.Shape,
    [
        ("id", feature.Id),
        ("class", feature.Class),
        ("key", feature.Key),
        ("status", feature.Status),
        ("date", feature.Date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
    ]);
}
