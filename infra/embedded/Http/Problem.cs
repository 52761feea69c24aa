using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Platform.Embedded.Http;

/// <summary>Writes the host's own refusals as RFC 9457 problem details.</summary>
internal static class Problem
{
    public static Task WriteAsync(HttpContext http, int status, string? detail = null)
    {
        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        var body = new Dictionary<string, object?>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
        };
        if (detail is not null)
            body["detail"] = detail;
        body["traceId"] = System.Diagnostics.Activity.Current?.Id ?? http.TraceIdentifier;
        return http.Response.WriteAsync(JsonSerializer.Serialize(body), http.RequestAborted);
    }
}
