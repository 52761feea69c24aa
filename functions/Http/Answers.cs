using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Platform.Domain;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Json;
using Platform.Findings;

namespace Platform.Functions.Http;

/// <summary>A page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>The forms that functions answer in.</summary>
internal static class Answers
{
    private const int MostBodyBytes = 1 << 20;

    /// <summary>A value as JSON.</summary>
    public static IActionResult Json(object value, int status = 200) => new JsonAnswer(value, status);

    /// <summary>The value of a result, or its problem.</summary>
    public static IActionResult From<T>(Result<T> result, Func<T, IActionResult> answer)
        where T : notnull => result.Succeeded ? answer(result.Value) : Refuse(result.Refusal);

    /// <summary>The problem of a refusal.</summary>
    public static IActionResult Refuse(Refusal refusal) => new ProblemResult(Problem.Of(refusal));

    public static IActionResult NotFound(string what) =>
        Refuse(new Refusal(RefusalKind.NotFound, CampaignFindings.NotFound.At(Location.Whole, what)));

    public static IActionResult BadQuery(string parameter, string? value) =>
        Refuse(new Refusal(RefusalKind.Invalid, HttpFindings.QueryInvalid.At(Location.Whole, parameter, value)));

    /// <summary>202: made in the background; ask again.</summary>
    public static IActionResult NotReady(HttpRequest request, string what)
    {
        request.HttpContext.Response.Headers.RetryAfter = "2";
        return Refuse(new Refusal(RefusalKind.NotReady, HttpFindings.NotReady.At(Location.Whole, what)));
    }

    /// <summary>A stored document with its ETag; 304 when the caller has this version.</summary>
    public static IActionResult Stored(HttpRequest request, object value, string etag, int status = 200)
    {
        var quoted = $"\"{etag}\"";
        request.HttpContext.Response.Headers.ETag = quoted;
        request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        return HttpMethods.IsGet(request.Method) && request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(quoted)
            ? new StatusCodeResult(304)
            : Json(value, status);
    }

    /// <summary>The version that the caller insists on; null for any.</summary>
    public static string? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        return header is "" or "*" ? null : header.Trim('"');
    }

    /// <summary>Page size of the request, 1 to 1000, 100 unless asked for; null when it cannot be used.</summary>
    public static int? Limit(HttpRequest request)
    {
        var text = request.Query["limit"].ToString();
        if (text.Length == 0)
            return 100;
        var valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= DocumentLimits.PageItems;
        return valid ? limit : null;
    }

    /// <summary>A query parameter, or null when it is absent or empty.</summary>
    public static string? Query(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Reads a JSON body of at most 1 MiB.</summary>
    public static async Task<Result<T>> BodyAsync<T>(HttpRequest request)
        where T : notnull
    {
        try
        {
            if (request.ContentLength > MostBodyBytes)
                return Invalid("> 1 MiB");
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, PlatformJson.Options, request.HttpContext.RequestAborted).ConfigureAwait(false);
            if (body is null)
                return Invalid("null");
            return RequiredMembers.FirstMissing(body) is { } missing ? Invalid($"$.{missing} is missing") : body;
        }
        catch (JsonException wrong)
        {
            return Invalid($"{wrong.Path} {wrong.Message}".Trim());
        }

        static Refusal Invalid(string why) => new(RefusalKind.Invalid, HttpFindings.BodyInvalid.At(Location.Whole, why));
    }

    /// <summary>A file to download.</summary>
    public static IActionResult File(Stream content, string mediaType, string name) =>
        new FileStreamResult(content, new MediaTypeHeaderValue(mediaType).ToString()) { FileDownloadName = name };

    private sealed class JsonAnswer(object value, int status) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            await JsonSerializer.SerializeAsync(response.Body, value, value.GetType(), PlatformJson.Options, context.HttpContext.RequestAborted)
                .ConfigureAwait(false);
        }
    }
}
