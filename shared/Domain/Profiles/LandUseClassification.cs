using System.Text.Json.Serialization;
using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>A land-use class (用地分类).</summary>
/// <param name="Code">Code of the standard, e.g. <c>A3</c> or <c>0701</c>; a text, leading zeros count.</param>
/// <param name="Label">Name.</param>
/// <param name="Parent">Code of the class above, null at the top.</param>
/// <param name="Level">Depth, 1 at the top.</param>
public sealed record LandUseClass(string Code, Label Label, string? Parent, int Level);

/// <summary>A land-use classification of one standard. Immutable; thread-safe.</summary>
public sealed record LandUseClassification
{
    private readonly Lazy<Dictionary<string, LandUseClass>> byCode;

    public LandUseClassification() =>
        byCode = new(() => Classes!.DistinctBy(c => c.Code).ToDictionary(c => c.Code, StringComparer.Ordinal));

    public required string Id { get; init; }

    public required Label Title { get; init; }

    /// <summary>The standard, its number and what was left out.</summary>
    public required Label Source { get; init; }

    public required string Version { get; init; }

    /// <summary>Classes in the standard's order; a parent stands before its children.</summary>
    public required IReadOnlyList<LandUseClass> Classes { get; init; }

    /// <summary>The class with that code, or null.</summary>
    public LandUseClass? Find(string code) => byCode.Value.GetValueOrDefault(code);

    /// <summary>The class itself, then the classes above it up to the top; empty for an unknown code.</summary>
    public IEnumerable<LandUseClass> Lineage(string code)
    {
        var steps = 0;
        for (var current = Find(code); current is not null && steps < 8; steps++)
        {
            yield return current;
            current = current.Parent is null ? null : Find(current.Parent);
        }
    }

    /// <summary>The top class above <paramref name="code"/>, or null for an unknown code.</summary>
    public LandUseClass? Top(string code) => Lineage(code).LastOrDefault();

    /// <summary>An empty classification, the value before a rule set is resolved.</summary>
    [JsonIgnore]
    internal static LandUseClassification Empty { get; } = new()
    {
        Id = "", Title = new("", ""), Source = new("", ""), Version = "", Classes = [],
    };
}
