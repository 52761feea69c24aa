using System.Text.RegularExpressions;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>
/// The <c>using</c> directives of the product's source: they also show what leaves no trace in an assembly, constants and <c>nameof</c>.
/// </summary>
internal static partial class SourceUsings
{
    /// <summary>Every file, as a type of its namespace, with the namespaces that it names.</summary>
    public static IEnumerable<KeyValuePair<TypeName, HashSet<TypeName>>> Read() => Repository.SourceFiles
        .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
        .Select(file => (File: file, Text: File.ReadAllText(Repository.Absolute(file))))
        .Where(source => Declaration().IsMatch(source.Text))
        .Select(source => KeyValuePair.Create(
            new TypeName(Declaration().Match(source.Text).Groups[1].Value, $"({source.File})"),
            Directive().Matches(source.Text).Select(match => new TypeName(match.Groups[1].Value, "(using)")).ToHashSet()));

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
