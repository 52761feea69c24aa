using Platform.Domain.Regions;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Checks of a region register: ids, references, spans, and one region per code and day.</summary>
internal static class RegionChecks
{
    private const string File = "regions.json";

    public static IEnumerable<Finding> Check(RegionRegister register)
    {
        var ids = register.Regions.Select(r => r.Id).ToList();
        var used = register.Regions.SelectMany(r =>
            r.StatisticalParents.Concat(r.Authorities).Select(p => p.Region).Concat(r.Predecessors.Concat(r.Successors).Select(s => s.Region)));
        return
        [
            .. ProfileChecks.Unique(File, "regions", ids),
            .. ProfileChecks.Known(File, "regions", used, ids, File),
            .. ProfileChecks.Labelled(File, register.Regions.SelectMany(r => r.Names.Select(n => (r.Id, (Labels.Label?)n.Label)))),
            .. register.Regions.SelectMany(r => Overlaps(r.Id, r.Names).Concat(Overlaps(r.Id, r.Codes))
                .Concat(Overlaps(r.Id, r.StatisticalParents)).Concat(Overlaps(r.Id, r.Authorities))),
            .. register.Regions.SelectMany(r => r.Codes).GroupBy(c => c.Code, StringComparer.Ordinal).SelectMany(g => Overlaps(g.Key, [.. g])),
            .. Mirrored(register),
        ];
    }

    private static IEnumerable<Finding> Overlaps<T>(string what, IReadOnlyList<T> spans)
        where T : IDated
    {
        var ordered = spans.OrderBy(s => s.From ?? DateOnly.MinValue).ToList();
        return ordered.Zip(ordered.Skip(1)).Where(pair => pair.First.Until is null || pair.First.Until >= (pair.Second.From ?? DateOnly.MinValue))
            .Select(_ => DomainFindings.ProfileSpanOverlap.At(new Location(File, Field: what), what, what));
    }

    /// <summary>Every successor names its predecessor and the other way round, on the same day.</summary>
    private static IEnumerable<Finding> Mirrored(RegionRegister register)
    {
        var forward = register.Regions.SelectMany(r => r.Successors.Select(s => (From: r.Id, To: s.Region, s.On))).ToHashSet();
        var backward = register.Regions.SelectMany(r => r.Predecessors.Select(p => (From: p.Region, To: r.Id, p.On))).ToHashSet();
        return forward.Except(backward).Concat(backward.Except(forward)).Select(link => DomainFindings.ProfileCodeDangling.At(
            new Location(File, Field: link.From), link.From, link.To, "predecessors/successors"));
    }
}
