using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Platform.Embedded.Binding;

/// <summary>Reads an HTTP body as JSON with the options of MVC, as the genuine host does.</summary>
internal static class FromBodyConverter
{
    /// <exception cref="BadHttpRequestException">The body is not JSON of that shape (400) or not declared as JSON (415).</exception>
    public static async ValueTask<object?> ReadAsync(HttpRequest request, Type type)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                $"The body has to be JSON; Content-Type is '{request.ContentType}'.", StatusCodes.Status415UnsupportedMediaType);
        }

        var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        try
        {
            return await request.ReadFromJsonAsync(type, options, request.HttpContext.RequestAborted);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not the JSON that is expected: {e.Message}", StatusCodes.Status400BadRequest, e);
        }
    }
}
