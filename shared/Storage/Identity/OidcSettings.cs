using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Storage.Identity;

/// <summary>Reads the trusted OIDC issuers from the setting <see cref="Setting"/>: JSON text, or the path of a file with it.</summary>
public static class OidcSettings
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "PLATFORM_OIDC_ISSUERS";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The issuers; none without the setting.</summary>
    /// <exception cref="FormatException">What is wrong, with the issuer that it is wrong in; a platform must not start with half of its rules.</exception>
    public static IReadOnlyList<OidcIssuerOptions> Read(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return [];
        var text = setting.TrimStart().StartsWith('[') ? setting : File.ReadAllText(setting);
        try
        {
            var issuers = JsonSerializer.Deserialize<List<OidcIssuerOptions>>(text, Json)!;
            foreach (var issuer in issuers)
                Check(issuer);
            return issuers;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{Setting}: {e.Message}", e);
        }
    }

    private static void Check(OidcIssuerOptions issuer)
    {
        if (!Uri.TryCreate(issuer.MetadataAddress, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            throw new FormatException($"{Setting}: the metadata address of '{issuer.Name}' is not https.");
        if (issuer.Audience.Length == 0 || issuer.Issuer.Length == 0)
            throw new FormatException($"{Setting}: '{issuer.Name}' names no issuer or no audience.");
        foreach (var rule in issuer.Roles.IsDefault ? [] : issuer.Roles)
        {
            // The star stands for a code; any one shows whether the rule can give a role at all.
            var sample = rule.Value.EndsWith('*') ? rule.Value[..^1] + "130600" : rule.Value;
            if (rule.Apply(rule.Claim, sample) is null)
                throw new FormatException($"{Setting}: in '{issuer.Name}' the rule {rule.Claim} = {rule.Value} gives no role: '{rule.Grant}'.");
        }
    }
}
