using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>What every client of the interface relies on: versions, problems, pages, the OpenAPI document.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class InterfaceScenarios(ScenarioPlatform platform)
{
    private const string Campaign = $"api/campaigns/{ScenarioPlatform.Campaign}";

    [NodeFact]
    public async Task KnownVersion_IsNotSentAgain_AndAnOutdatedOneDoesNotWrite()
    {
        var first = await platform.Officer.Http.GetAsync(Campaign);
        var etag = first.Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, Campaign);
        again.Headers.IfNoneMatch.Add(etag);
        var unchanged = await platform.Officer.Http.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, etag), (unchanged.StatusCode, unchanged.Headers.ETag));
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
        using var other = new HttpRequestMessage(HttpMethod.Get, Campaign);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another\""));
        Assert.Equal(HttpStatusCode.OK, (await platform.Officer.Http.SendAsync(other)).StatusCode);

        var task = $"{Campaign}/tasks/N04";
        var version = (await platform.Officer.Http.GetAsync(task)).Headers.ETag!.Tag;
        await platform.Officer.RefusedAsync(HttpStatusCode.PreconditionFailed, "CHANGED_MEANWHILE", HttpMethod.Post, $"{task}/remind", ifMatch: "\"another\"");
        var reminded = await platform.Officer.SendAsync(HttpMethod.Post, $"{task}/remind", ifMatch: version);
        Assert.Equal(HttpStatusCode.OK, reminded.StatusCode);
        await platform.Officer.RefusedAsync(HttpStatusCode.PreconditionFailed, "CHANGED_MEANWHILE", HttpMethod.Post, $"{task}/remind", ifMatch: version);
    }

    [NodeFact]
    public async Task WrongRequests_AreProblems()
    {
        var officer = platform.Officer;
        foreach (var list in new[] { "api/campaigns", "api/uploads", $"{Campaign}/patches" })
        {
            await officer.RefusedAsync(HttpStatusCode.UnprocessableEntity, "QUERY_INVALID", HttpMethod.Get, $"{list}?continuation=nonsense");
            await officer.RefusedAsync(HttpStatusCode.UnprocessableEntity, "QUERY_INVALID", HttpMethod.Get, $"{list}?limit=0");
        }

        await officer.RefusedAsync(HttpStatusCode.UnprocessableEntity, "QUERY_INVALID", HttpMethod.Get, $"{Campaign}/patches?bbox=1,2,3");
        await officer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", HttpMethod.Get, "api/nothing/here");
        await officer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", HttpMethod.Get, "api/campaigns/absent");
        await officer.RefusedAsync(HttpStatusCode.Conflict, "CAMPAIGN_EXISTS", HttpMethod.Post, "api/campaigns",
            new { id = ScenarioPlatform.Campaign, profile = "cambridge", title = "x", period = SyntheticPatches.Period });
        foreach (var (path, body) in new (string, object)[]
        {
            ("api/campaigns", new { }), ("api/campaigns", new { id = "x" }), ("api/token", new { }), ("api/uploads", new { }),
            ($"{Campaign}/tasks/N04/extend", "text"),
        })
            await officer.RefusedAsync(HttpStatusCode.UnprocessableEntity, "BODY_INVALID", HttpMethod.Post, path, body);
        var bureau = await platform.BureauAsync("N04");
        await bureau.Clerk.RefusedAsync(HttpStatusCode.UnprocessableEntity, "BODY_INVALID", HttpMethod.Post, $"{bureau.Path}/sub-dispatch");
        using var nobody = new HttpClient { BaseAddress = platform.Address };
        var refused = await nobody.GetAsync("api/campaigns");
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        var wrong = await nobody.PostAsync("api/token", new StringContent("""{"username":"officer","password":"wrong"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [NodeFact]
    public async Task Pages_JoinToTheWholeList()
    {
        var keys = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await platform.Officer.GetAsync<Page<PatchSummary>>($"{Campaign}/patches?limit=7{(next.Length > 0 ? "&continuation=" + Uri.EscapeDataString(next) : "")}");
            Assert.InRange(page.Items.Count, 1, 7);
            keys.AddRange(page.Items.Select(patch => patch.Key));
            next = page.Continuation;
        }

        var whole = await platform.Officer.GetAsync<Page<PatchSummary>>($"{Campaign}/patches?limit=1000");
        Assert.Equal(whole.Items.Select(patch => patch.Key), keys);
        Assert.Equal(10 * ScenarioPlatform.PatchesPerUnit, keys.Distinct().Count());
    }

    [NodeFact]
    public async Task OpenApiDocument_NamesEveryFunction_AndItsReferencesResolve()
    {
        using var nobody = new HttpClient { BaseAddress = platform.Address };
        var text = await nobody.GetStringAsync("api/openapi.json");
        using var document = JsonDocument.Parse(text);
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("operationId").GetString());
        var functions = platform.Services.GetRequiredService<FunctionCatalogue>().All.Where(f => f.Name != "Portal").Select(f => f.Name);
        Assert.Equal(functions.Order(StringComparer.Ordinal), operations.Order(StringComparer.Ordinal));
        Assert.Equal("3.1.0", document.RootElement.GetProperty("openapi").GetString());
        var references = Regex.Matches(text, "\"\\$ref\":\\s*\"#([^\"]*)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Resolves(document.RootElement, reference), reference));
    }

    // A JSON pointer (RFC 6901) without escapes.
    private static bool Resolves(JsonElement at, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var member))
                at = member;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index < at.GetArrayLength())
                at = at[index];
            else
                return false;
        }

        return pointer.Length > 0;
    }
}
