using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>Which actual uses agree with one plan class.</summary>
/// <param name="Plan">Plan class code; holds for its descendants without a row of their own.</param>
/// <param name="Conforms">Actual use codes that conform; each holds for its descendants.</param>
/// <param name="NotDeterminable">Actual use codes that need a look at the detailed plan; each holds for its descendants.</param>
/// <param name="Note">Why.</param>
public sealed record ConformityRow(
    string Plan, IReadOnlyList<string> Conforms, IReadOnlyList<string>? NotDeterminable = null, string? Note = null);

/// <summary>
/// The versioned table actual use × plan class → conforms / does not conform / not determinable (是否符合规划).
/// A use that a row does not name does not conform; a plan class without a row, an unknown code and a missing plan are not determinable.
/// </summary>
public sealed record ConformityTable
{
    private const int NoMatch = int.MaxValue;

    public required string Id { get; init; }

    public required string Version { get; init; }

    public required Label Title { get; init; }

    public required IReadOnlyList<ConformityRow> Rows { get; init; }

    /// <summary>Judges one pair of codes.</summary>
    /// <returns>True: conforms. False: does not conform. Null: not determinable.</returns>
    public bool? Judge(string? actualUse, string? planClass, LandUseClassification classes)
    {
        if (actualUse is null || planClass is null || classes.Find(actualUse) is null)
        {
            return null;
        }

        var row = classes.Lineage(planClass).Select(c => Rows.FirstOrDefault(r => r.Plan == c.Code)).FirstOrDefault(r => r is not null);
        if (row is null)
        {
            return null;
        }

        var uses = classes.Lineage(actualUse).Select(c => c.Code).ToList();
        var conforms = Distance(uses, row.Conforms);
        var open = Distance(uses, row.NotDeterminable ?? []);
        return conforms == NoMatch && open == NoMatch ? false : conforms <= open ? true : null;
    }

    /// <summary>How many levels above the use the nearest named class stands: the most specific statement of a row decides.</summary>
    private static int Distance(List<string> lineage, IReadOnlyList<string> named)
    {
        var at = lineage.FindIndex(named.Contains);
        return at < 0 ? NoMatch : at;
    }
}
