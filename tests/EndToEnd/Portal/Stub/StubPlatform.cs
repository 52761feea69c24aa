using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Logging;
using Platform.Domain.Json;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting;

namespace Platform.Tests.EndToEnd.Portal.Stub;

/// <summary>
/// The built portal and a small stand-in for the API on a free loopback port. It knows one account and one campaign, answers patches in pages of 100, and
/// keeps a list of what the browser asked for.
/// </summary>
internal sealed class StubPlatform : IAsyncDisposable
{
    public const string Username = "officer";
    public const string Password = "correct horse";

    private const int PageSize = 100;
    private const string Campaign = "/api/campaigns/" + StubCampaign.Id;

    private readonly WebApplication app;
    private string token = "stub-token";

    private StubPlatform(WebApplication app) => this.app = app;

    public StubCampaign Data { get; } = new();

    public Uri Address => new(app.Urls.First());

    public static async Task<StubPlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubPlatform(builder.Build());
        stub.Map();
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>From now on the token that was issued is refused.</summary>
    public void RevokeToken() => token = "another-token";

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Map()
    {
        app.Use(RequireTokenAsync);
        app.MapPost("/api/token", SignInAsync);
        app.MapGet("/api/campaigns", () => Json(new { Items = new[] { Data.Campaign }, Continuation = (string?)null }));
        app.MapGet(Campaign, () => Json(Data.Campaign));
        app.MapGet(Campaign + "/progress", () => Json(Data.Progress));
        app.MapGet(Campaign + "/patches", Patches);
        app.MapGet(Campaign + "/patches/{unit}/{key}", (string key) => Data.Patches.FirstOrDefault(p => p.PatchKey == key) is { } patch
            ? Json(StubViews.Detail(patch, Data.Campaign.Pins))
            : Problem(404, "not-found", "没有这个图斑。", "There is no such patch."));
        app.MapGet(Campaign + "/report", Report);
        app.MapGet(Campaign + "/report/files", () => Json(new[] { new { Name = "report.pdf", MediaType = "application/pdf", Sha256 = new string('d', 64), Bytes = 10 } }));
        app.MapGet(Campaign + "/report/files/report.pdf", () => Results.Bytes("%PDF-1.7 \n"u8.ToArray(), "application/pdf"));
        app.MapGet(Campaign + "/trace", Trace);
        app.MapGet("/api/profiles/cambridge", () => Json(StubViews.Profile(Data.Profile, Data.Rules)));
        app.MapGet("/api/profiles/cambridge/units", () => GeoJson(StubViews.Units(Data.Units)));
        app.MapGet("/api/layers", () => Json(new[]
        {
            StubViews.Layer("plan-land-use-1", "plan-land-use", "planLandUse", null, "规划用地", "Plan land use"),
            StubViews.Layer("open-space-1", "open-space", "controlLine", "green-line", "绿地（绿线）", "Open space (green line)"),
        }));
        app.MapGet("/api/layers/cambridge/{layer}/items", LayerItems);
        app.MapFallback("{*path}", PortalFile);
    }

    private async Task RequireTokenAsync(HttpContext http, RequestDelegate next)
    {
        var open = !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Path == "/api/token";
        if (open || http.Request.Headers.Authorization == $"Bearer {token}")
            await next(http);
        else
            await Problem(401, "access-not-signed-in", "尚未登录或登录已失效。", "You are not signed in.").ExecuteAsync(http);
    }

    private async Task<IResult> SignInAsync(HttpRequest request)
    {
        var body = await JsonNode.ParseAsync(request.Body);
        return (string?)body?["username"] == Username && (string?)body["password"] == Password
            ? Json(new
            {
                AccessToken = token, TokenType = "Bearer", ExpiresIn = 3600, Subject = "officer", Name = "张省厅",
                Roles = new[] { new { Role = "province-officer", Scope = "*" } },
            })
            : Problem(401, "access-sign-in-failed", "用户名或密码不正确。", "User name or password is wrong.");
    }

    private IResult Patches(string? unit, string? continuation)
    {
        var from = continuation is null ? 0 : int.Parse(continuation, CultureInfo.InvariantCulture);
        var wanted = Data.Patches.Where(p => unit is null || p.Patch.Unit == unit).ToList();
        var next = from + PageSize < wanted.Count ? (from + PageSize).ToString(CultureInfo.InvariantCulture) : null;
        return GeoJson(StubViews.Collection(wanted.Skip(from).Take(PageSize).Select(StubViews.Patch), next));
    }

    private IResult Report()
    {
        if (!Data.IsPublished)
            return Problem(404, "report-not-published", "报告尚未发布。", "The report is not published yet.");
        var target = new MemoryStream();
        ReportJson.Write(target, ReportAggregator.Aggregate(Data.Report), Data.Campaign.PublishedAt);
        return Results.Bytes(target.ToArray(), "application/json");
    }

    private IResult Trace(string table, string row)
    {
        if (ReportAggregator.PatchIds(Data.Report, table, row) is not { } keys)
            return Problem(422, "query-invalid", "没有这一行。", "There is no such row.");
        var patches = keys.Select(key => Data.Patches.First(p => p.PatchKey == key)).ToList();
        return Json(new
        {
            Campaign = StubCampaign.Id, Table = table, Row = row, patches.Count, AreaM2 = patches.Sum(p => p.Patch.AreaM2),
            Patches = patches.Select(p => new
            {
                Patch = p.PatchKey, p.Number, p.Patch.Unit, p.Patch.AreaM2, Delivered = p.Patch.Source, Answered = p.Current!.Source,
                AnsweredBy = p.Current.Subject, AnsweredAt = p.Current.CommittedAt,
            }),
        });
    }

    private IResult LayerItems(string layer)
    {
        var units = Data.Units.Units.Take(4).Select((unit, i) => StubViews.Feature(
            unit.Extent.Buffer(-0.003), new JsonObject { ["id"] = i + 1, ["class"] = layer.StartsWith("plan", StringComparison.Ordinal) ? "RBGO"[i].ToString() : "", ["key"] = unit.Code }));
        return GeoJson(StubViews.Collection(units, null));
    }

    private static IResult PortalFile(HttpContext http)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var asked = Path.GetFullPath(Path.Combine(root, http.Request.Path.Value!.TrimStart('/')));
        var file = asked.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(asked) ? asked : Path.Combine(root, "index.html");
        var types = new FileExtensionContentTypeProvider { Mappings = { [".mjs"] = "text/javascript" } };
        return Results.File(file, types.TryGetContentType(file, out var type) ? type : "application/octet-stream");
    }

    private static IResult Json(object value) => Results.Json(value, PlatformJson.Options);

    private static IResult GeoJson(JsonObject value) => Results.Text(value.ToJsonString(), "application/geo+json");

    private static IResult Problem(int status, string code, string zh, string en) => Results.Json(
        new { Type = $"urn:platform:problem:{code}", Title = en, Status = status, Detail = en, Code = code, MessageZh = zh }, PlatformJson.Options,
        "application/problem+json", status);
}
