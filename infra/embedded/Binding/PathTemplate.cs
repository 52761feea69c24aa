using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Embedded.Binding;

/// <summary>
/// A path with <c>{names}</c>, as blob triggers and inputs declare it. A name takes at least one character; each but the last takes as few
/// as possible, the last takes all that remains, slashes included: <c>in/{unit}/{name}</c> on <c>in/130100/a/b.zip</c> gives
/// unit <c>130100</c> and name <c>a/b.zip</c>.
/// </summary>
internal sealed partial class PathTemplate
{
    private readonly Regex pattern;
    private readonly string text;

    private PathTemplate(string text, IReadOnlyList<string> names, string prefix, Regex pattern)
    {
        this.text = text;
        this.pattern = pattern;
        Names = names;
        Prefix = prefix;
    }

    /// <summary>Names in order of appearance.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The literal text before the first name.</summary>
    public string Prefix { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out PathTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        var parts = Name().Matches(text);
        var names = parts.Select(part => part.Groups[1].Value).ToList();
        problem = Problem(text, parts, names);
        if (problem is not null)
            return false;
        var expression = new StringBuilder("^");
        var from = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            expression.Append(Regex.Escape(text[from..parts[i].Index])).Append(i == parts.Count - 1 ? "(.+)" : "(.+?)");
            from = parts[i].Index + parts[i].Length;
        }

        expression.Append(Regex.Escape(text[from..])).Append('$');
        var compiled = new Regex(
            expression.ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        template = new PathTemplate(text, names, parts.Count == 0 ? text : text[..parts[0].Index], compiled);
        return true;
    }

    /// <summary>Whether the path matches as a whole; <paramref name="values"/> are then what the names took.</summary>
    public bool TryMatch(string path, [NotNullWhen(true)] out Dictionary<string, string>? values)
    {
        values = null;
        var match = pattern.Match(path);
        if (!match.Success)
            return false;
        values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Names.Count; i++)
            values[Names[i]] = match.Groups[i + 1].Value;
        return true;
    }

    /// <summary>The path with every name replaced by its value.</summary>
    public string Fill(Func<string, string> value) => Name().Replace(text, match => value(match.Groups[1].Value));

    private static string? Problem(string text, MatchCollection parts, List<string> names)
    {
        if (Name().Replace(text, string.Empty).AsSpan().IndexOfAny('{', '}') >= 0)
            return $"'{text}' has a brace that does not enclose a name";
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
            return $"'{text}' uses a name twice";
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i - 1].Index + parts[i - 1].Length == parts[i].Index)
                return $"'{text}' has two names with nothing between them";
        }

        return null;
    }

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
