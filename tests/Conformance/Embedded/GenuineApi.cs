using System.Text.RegularExpressions;

namespace Platform.Tests.Conformance.Embedded;

/// <summary>A type of the genuine packages.</summary>
/// <param name="Kind">Modifiers and kind, e.g. <c>abstract class</c>.</param>
/// <param name="Bases">Base class first if there is one, then interfaces, as written.</param>
/// <param name="Members">The members as written.</param>
internal sealed record GenuineType(string Kind, IReadOnlyList<string> Bases, IReadOnlySet<string> Members);

/// <summary>The content of <c>signatures.txt</c>: types by full name.</summary>
internal sealed partial class GenuineApi
{
    private readonly Dictionary<string, GenuineType> types = new(StringComparer.Ordinal);

    public int Count => types.Count;

    public GenuineType? Find(string fullName) => types.GetValueOrDefault(fullName);

    public static GenuineApi Parse(string text)
    {
        var api = new GenuineApi();
        HashSet<string>? members = null;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r', ' ')).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                members!.Add(Normal(line));
                continue;
            }

            members = new HashSet<string>(StringComparer.Ordinal);
            var head = Head().Match(line);
            Assert.True(head.Success, "Not a type head: " + line);
            api.types.Add(head.Groups["name"].Value, new GenuineType(head.Groups["kind"].Value, SplitTopLevel(head.Groups["bases"].Value), members));
        }

        return api;
    }

    // The reader that wrote the file printed arrays of bytes by the CLR's name.
    private static string Normal(string line) =>
        Regex.Replace(line.Replace("  [Obsolete]", string.Empty, StringComparison.Ordinal).Trim(), @"\bByte\b", "byte");

    private static List<string> SplitTopLevel(string list)
    {
        var parts = new List<string>();
        var depth = 0;
        var from = 0;
        for (var i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (list[from..i].Trim() is { Length: > 0 } part)
                    parts.Add(part);
                from = i + 1;
            }
            else
            {
                depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }

        return parts;
    }

    [GeneratedRegex(@"^(?<kind>(?:(?:static|abstract|sealed) )?(?:class|struct|interface|enum|delegate)) (?<name>[^:]+?)(?: : (?<bases>.+))?$")]
    private static partial Regex Head();
}
