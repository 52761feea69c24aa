namespace Platform.Embedded.Configuration;

/// <summary>
/// Reads settings from a command line: <c>--name value</c>, <c>--name=value</c>, or <c>--name</c> alone, which means <c>true</c>.
/// Everything else (commands of the app) is left alone. Unlike the stock provider a switch never swallows the switch after it.
/// </summary>
internal static class CommandLineSettings
{
    private const string Marker = "--";

    public static Dictionary<string, string?> Read(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith(Marker, StringComparison.Ordinal) || args[i].Length == Marker.Length)
                continue;
            var body = args[i][Marker.Length..];
            var equals = body.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                settings[Key(body[..equals])] = body[(equals + 1)..];
            else if (i + 1 < args.Count && !args[i + 1].StartsWith(Marker, StringComparison.Ordinal))
                settings[Key(body)] = args[++i];
            else
                settings[Key(body)] = "true";
        }

        return settings;
    }

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}
