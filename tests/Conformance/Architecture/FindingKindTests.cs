using System.Reflection;
using System.Text.RegularExpressions;
using Platform.Findings;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>Every kind of finding has a code of its own and says the same in both languages.</summary>
public sealed partial class FindingKindTests
{
    private static readonly List<(string Field, FindingKind Kind)> Kinds = Layering.Layers
        .Select(layer => Assembly.LoadFrom(Layering.AssemblyPath(layer)))
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(Declared)
        .ToList();

    [Fact]
    public void Codes_AreUnique()
    {
        Assert.True(Kinds.Count > 150, $"only {Kinds.Count} kinds of finding were found");
        Violations.None(Kinds.GroupBy(kind => kind.Kind.Code)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(kind => kind.Field))}"));
    }

    [Fact]
    public void Codes_AreInUpperSnakeCase() =>
        Violations.None(Kinds.Where(kind => !Code().IsMatch(kind.Kind.Code)).Select(kind => $"{kind.Field}: {kind.Kind.Code}"));

    [Fact]
    public void Kinds_HaveBothLanguages() => Violations.None(Kinds
        .Where(kind => !Ideograph().IsMatch(kind.Kind.Chinese) || kind.Kind.English.Trim().Length == 0 || Ideograph().IsMatch(kind.Kind.English))
        .Select(kind => $"{kind.Field}: {kind.Kind.Chinese} / {kind.Kind.English}"));

    // A label is given in each language as an argument of its own: the numbers may differ, how many there are may not.
    [Fact]
    public void Kinds_SayAsMuchInBothLanguages() => Violations.None(Kinds
        .Where(kind => Arguments(kind.Kind.Chinese).Count != Arguments(kind.Kind.English).Count)
        .Select(kind => $"{kind.Field}: {kind.Kind.Chinese} / {kind.Kind.English}"));

    [Fact]
    public void Kinds_UseEveryArgumentInSomeLanguage() => Violations.None(Kinds
        .Where(kind => !Used(kind.Kind).SetEquals(Enumerable.Range(0, Used(kind.Kind).Count)))
        .Select(kind => $"{kind.Field}: {kind.Kind.Chinese} / {kind.Kind.English}"));

    private static IEnumerable<(string Field, FindingKind Kind)> Declared(Type type)
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (type.ContainsGenericParameters)
            yield break;
        foreach (var field in type.GetFields(Static).Where(field => field.FieldType == typeof(FindingKind) && field.IsInitOnly))
            yield return ($"{type.FullName}.{field.Name}", (FindingKind)field.GetValue(null)!);
    }

    private static HashSet<int> Used(FindingKind kind) => [.. Arguments(kind.Chinese), .. Arguments(kind.English)];

    private static HashSet<int> Arguments(string template) =>
        Placeholder().Matches(template).Select(match => int.Parse(match.Groups[1].Value, null)).ToHashSet();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Ideograph();

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Placeholder();
}
