using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Platform.Embedded.Configuration;

/// <summary>Replaces <c>%Setting%</c> in what triggers declare by the setting's value.</summary>
internal static partial class SettingExpressions
{
    /// <summary>
    /// Replaces every expression. False when a setting is missing or empty; <paramref name="missing"/> then names it.
    /// A single percent sign stays as it is.
    /// </summary>
    public static bool TryResolve(string text, IConfiguration settings, out string resolved, out string? missing)
    {
        string? absent = null;
        resolved = Expression().Replace(text, match =>
        {
            var value = settings[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)];
            if (string.IsNullOrEmpty(value))
                absent ??= match.Groups[1].Value;
            return value ?? string.Empty;
        });
        missing = absent;
        return absent is null;
    }

    [GeneratedRegex("%([^%\\s]+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
