using Microsoft.AspNetCore.Http;

namespace Platform.Embedded.Http;

/// <summary>Finds the key that a request shows.</summary>
internal static class RequestKeys
{
    public static string? Of(HttpRequest request)
    {
        if (request.Headers.TryGetValue("x-functions-key", out var header) && header.Count == 1)
            return header[0];
        return request.Query.TryGetValue("code", out var code) && code.Count == 1 ? code[0] : null;
    }
}
