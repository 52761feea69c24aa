using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.StaticFiles;

namespace Platform.Functions.Http;

/// <summary>
/// The built portal in <c>wwwroot</c> beside the program. Every path that is no file is the portal's first page, which routes by itself; paths of the API
/// are never answered with a page.
/// </summary>
public sealed class PortalFiles
{
    private static readonly FileExtensionContentTypeProvider MediaTypes = new() { Mappings = { [".mjs"] = "text/javascript", [".geojson"] = "application/geo+json" } };

    private readonly string root = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>The file of a path, the first page, or 404.</summary>
    public IActionResult Answer(HttpRequest request, string path)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(path);
        if (path.StartsWith("api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("ogc/", StringComparison.OrdinalIgnoreCase))
            return Answers.NotFound(path);
        var file = Path.GetFullPath(Path.Combine(root, path));
        var inside = file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file);
        var hashed = inside && path.StartsWith("assets/", StringComparison.Ordinal);
        request.HttpContext.Response.Headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        var served = inside ? file : Path.Combine(root, "index.html");
        if (!File.Exists(served))
            return Answers.NotFound("portal");
        return new PhysicalFileResult(served, MediaTypes.TryGetContentType(served, out var type) ? type : "application/octet-stream");
    }
}
