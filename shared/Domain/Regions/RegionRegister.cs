using System.Text.Json.Serialization;
using Platform.Domain.Labels;
using Platform.Findings;

namespace Platform.Domain.Regions;

/// <summary>What a code means at a date.</summary>
/// <param name="Region">The region, or null.</param>
/// <param name="Findings">Why there is none, or what is doubtful; names the successors of a retired code.</param>
public sealed record RegionResolution(Region? Region, IReadOnlyList<Finding> Findings);

/// <summary>The regions of a profile through time. Immutable; thread-safe.</summary>
public sealed record RegionRegister
{
    private readonly Lazy<Dictionary<string, Region>> byId;
    private readonly Lazy<ILookup<string, (Region Region, DatedCode Code)>> byCode;

    public RegionRegister()
    {
        byId = new(() => Regions!.DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal));
        byCode = new(() => Regions!.SelectMany(r => r.Codes.Select(c => (Region: r, Code: c))).ToLookup(x => x.Code.Code, StringComparer.Ordinal));
    }

    public required Label Title { get; init; }

    /// <summary>The lists and decisions that it was made from.</summary>
    public required Label Source { get; init; }

    /// <summary>First day for which the register answers.</summary>
    public required DateOnly CoveredFrom { get; init; }

    /// <summary>Reference day of the newest list; after it the last state is assumed, with a finding.</summary>
    public required DateOnly CoveredTo { get; init; }

    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>No regions: a profile whose units are not administrative regions.</summary>
    [JsonIgnore]
    public bool IsEmpty => Regions.Count == 0;

    /// <summary>The region with that id, or null.</summary>
    public Region? Find(string id) => byId.Value.GetValueOrDefault(id);

    /// <summary>Regions that exist at <paramref name="date"/>, in code order.</summary>
    public IEnumerable<Region> At(DateOnly date) =>
        Regions.Where(r => r.ExistsAt(date)).OrderBy(r => r.CodeAt(date), StringComparer.Ordinal);

    /// <summary>Resolves a code as of the date of the record that carries it.</summary>
    /// <param name="code">Six digits as delivered; outer blanks are ignored.</param>
    /// <param name="date">Business date of the record.</param>
    /// <param name="at">Where the code stands, for the findings.</param>
    public RegionResolution Resolve(string code, DateOnly date, Location at)
    {
        var trimmed = code.Trim();
        if (date < CoveredFrom)
        {
            return new(null, [DomainFindings.RegionDateBeforeRegister.At(at, date, CoveredFrom)]);
        }

        var uses = byCode.Value[trimmed].ToList();
        var valid = uses.FirstOrDefault(use => Region.Holds(use.Code, date));
        if (valid.Region is not null)
        {
            return new(valid.Region, date > CoveredTo ? [DomainFindings.RegionDateAfterRegister.At(at, date, CoveredTo)] : []);
        }

        return new(null, [NotValid(trimmed, date, uses, at)]);
    }

    private Finding NotValid(string code, DateOnly date, List<(Region Region, DatedCode Code)> uses, Location at)
    {
        if (uses.Count == 0)
        {
            return DomainFindings.RegionCodeUnknown.At(at, code);
        }

        var past = uses.Where(use => use.Code.Until < date).OrderByDescending(use => use.Code.Until).FirstOrDefault();
        return past.Region is not null
            ? DomainFindings.RegionCodeRetired.At(at, code, past.Code.Until, Describe(SuccessorsOf(past.Region, date), date))
            : DomainFindings.RegionCodeFuture.At(at, code, uses.Min(use => use.Code.From), date);
    }

    /// <summary>
    /// The regions that stand at <paramref name="date"/> where <paramref name="region"/> stood: itself if it still exists, else its successors,
    /// followed as often as needed.
    /// </summary>
    public IReadOnlyList<Region> SuccessorsOf(Region region, DateOnly date)
    {
        var found = new List<Region>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Region>([region]);
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next.Id))
            {
                continue;
            }

            if (next.ExistsAt(date))
            {
                found.Add(next);
                continue;
            }

            foreach (var successor in next.Successors.Where(s => s.On <= date).Select(s => Find(s.Region)).OfType<Region>())
            {
                open.Enqueue(successor);
            }
        }

        return found;
    }

    private static string Describe(IReadOnlyList<Region> regions, DateOnly date) => regions.Count == 0
        ? "—"
        : string.Join("、", regions.Select(r => $"{r.CodeAt(date)} {r.NameAt(date)?.Label.Zh}"));
}
