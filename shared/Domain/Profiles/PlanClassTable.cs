using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>How exactly a code of one classification corresponds to one of another.</summary>
public enum Exactness
{
    /// <summary>The same land, as the two standards define it.</summary>
    Exact,

    /// <summary>They overlap; a record needs a look before it is counted under the other class.</summary>
    Partial,

    /// <summary>No counterpart.</summary>
    None,
}

/// <summary>One row: a code as plans carry it, and the class it stands for.</summary>
/// <param name="Source">Code in the plan layer's class field; compared without regard to case and outer blanks.</param>
/// <param name="Class">Class code of the rule set's classification; null when the code says nothing about land use.</param>
/// <param name="Exactness">How well it fits.</param>
/// <param name="Label">What the plan's code means.</param>
public sealed record PlanClassEntry(string Source, string? Class, Exactness Exactness, Label Label);

/// <summary>
/// The explicit, versioned mapping from the codes of plan layers to land-use classes. A code that is not in the table is a finding,
/// never a guess.
/// </summary>
public sealed record PlanClassTable
{
    private readonly Lazy<Dictionary<string, PlanClassEntry>> bySource;

    public PlanClassTable() => bySource = new(() =>
        Entries!.DistinctBy(e => e.Source, StringComparer.OrdinalIgnoreCase).ToDictionary(e => e.Source, StringComparer.OrdinalIgnoreCase));

    public required string Id { get; init; }

    public required string Version { get; init; }

    public required Label Title { get; init; }

    /// <summary>True when every code of the classification also stands for itself.</summary>
    public bool ClassCodesMapToThemselves { get; init; }

    public required IReadOnlyList<PlanClassEntry> Entries { get; init; }

    /// <summary>The row of <paramref name="source"/>, or null; without the identity rows.</summary>
    public PlanClassEntry? Find(string source) => bySource.Value.GetValueOrDefault(source.Trim());
}
