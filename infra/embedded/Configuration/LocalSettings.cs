using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>
/// The developer's <c>local.settings.json</c>: <c>Values</c> become settings as environment variables would, and
/// <c>ConnectionStrings</c> appear below <c>ConnectionStrings:</c>.
/// </summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static Dictionary<string, string?> Read(string contentRoot)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var path = Path.Combine(contentRoot, FileName);
        if (!File.Exists(path))
            return settings;
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path), documentOptions: Lenient) as JsonObject;
            Take(root?["Values"], string.Empty, settings);
            Take(root?["ConnectionStrings"], "ConnectionStrings:", settings);
        }
        catch (JsonException e)
        {
            throw new HostStartException($"{path} is not valid JSON: {e.Message}");
        }

        return settings;
    }

    private static void Take(JsonNode? section, string prefix, Dictionary<string, string?> settings)
    {
        foreach (var (name, value) in section as JsonObject ?? [])
            settings[prefix + name.Replace("__", ":", StringComparison.Ordinal)] = value?.ToString();
    }
}
