using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Storage.Webhooks;

/// <summary>A department that messages are exchanged with, as data.</summary>
/// <param name="Code">Its code, e.g. <c>fgw</c>; also the name of its subscriptions.</param>
/// <param name="Secret">Signs messages in both directions; at least 32 characters.</param>
/// <param name="Topics">The topics that it subscribes to.</param>
/// <param name="Url">Where messages are posted to on the embedded host; null for a department that only sends, or that receives from Service Bus.</param>
public sealed record Department(string Code, string Secret, IReadOnlyList<string> Topics, Uri? Url = null)
{
    /// <summary>Name of the setting with all of them: JSON text, or the path of a file with it.</summary>
    public const string Setting = "PLATFORM_DEPARTMENTS";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the setting; no departments without it.</summary>
    /// <exception cref="FormatException">What is wrong in it.</exception>
    public static IReadOnlyList<Department> Read(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return [];
        try
        {
            var departments = JsonSerializer.Deserialize<List<Department>>(setting.TrimStart().StartsWith('[') ? setting : File.ReadAllText(setting), Json)!;
            foreach (var department in departments)
                department.Check();
            return departments.GroupBy(department => department.Code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new FormatException($"{Setting}: '{twice.Key}' stands there twice.")
                : departments;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{Setting}: {e.Message}", e);
        }
    }

    private void Check()
    {
        if (!KeyText.IsValid(Code) || Code is PlatformTopics.Workflows or PlatformTopics.Platform)
            throw new FormatException($"{Setting}: '{Code}' cannot be a department's code.");
        if (Secret.Length < 32)
            throw new FormatException($"{Setting}: the secret of '{Code}' has fewer than 32 characters.");
        if (Topics.FirstOrDefault(topic => !PlatformTopics.Outgoing.Contains(topic)) is { } unknown)
            throw new FormatException($"{Setting}: '{Code}' subscribes to '{unknown}'; there are {string.Join(", ", PlatformTopics.Outgoing)}.");
        if (Url is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)))
            throw new FormatException($"{Setting}: the address of '{Code}' is not https.");
    }
}
