using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Platform.Embedded.Http;

/// <summary>
/// Writes what an HTTP function returned, by the rule of the genuine ASP.NET Core integration: an <see cref="IActionResult"/> or
/// <see cref="IResult"/> is executed; anything else is not written, because the function answers through the response itself.
/// </summary>
internal static class HttpResults
{
    /// <summary>Whether a declared result type can reach the response.</summary>
    public static bool CanBeWritten(Type? type) =>
        type is null || type == typeof(object) || typeof(IActionResult).IsAssignableFrom(type) || typeof(IResult).IsAssignableFrom(type);

    /// <summary>False when there was nothing to write.</summary>
    public static async Task<bool> WriteAsync(object? result, HttpContext http)
    {
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                return true;
            case IResult plain:
                await plain.ExecuteAsync(http);
                return true;
            default:
                return false;
        }
    }
}
