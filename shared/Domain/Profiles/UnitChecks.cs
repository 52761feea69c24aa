using Platform.Domain.Labels;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Checks of a unit list: codes, labels, extents that share no area, region codes that exist at its date.</summary>
internal static class UnitChecks
{
    /// <summary>Square degrees, about 100 m² at 40° north: slivers of digitising pass, a wrong polygon does not.</summary>
    private const double OverlapTolerance = 1e-8;

    public static IEnumerable<Finding> Check(UnitList list, Profile profile)
    {
        var file = $"units/{list.Id}.json";
        return
        [
            .. ProfileChecks.Unique(file, "units", list.Units.Select(u => u.Code)),
            .. ProfileChecks.Labelled(file, Labels(list)),
            .. Regions(list, profile, file),
            .. Overlaps(list, file),
        ];
    }

    private static IEnumerable<(string What, Label? Label)> Labels(UnitList list) =>
    [
        ("title", list.Title), ("extentLabel", list.ExtentLabel), ("source", list.Source),
        .. list.Units.SelectMany(u => new (string, Label?)[] { ($"{u.Code}.name", u.Name), ($"{u.Code}.bureau", u.Bureau), ($"{u.Code}.note", u.Note) }),
    ];

    private static IEnumerable<Finding> Regions(UnitList list, Profile profile, string file)
    {
        if (profile.Regions.IsEmpty)
        {
            return [];
        }

        var used = list.Units.SelectMany(u => u.RegionCodes.Append(u.Code).Append(u.AnswersTo).Select(code => (u.Code, RegionCode: code)));
        return used.SelectMany(u => profile.Regions.Resolve(u.RegionCode, list.AsOf, new Location(file, Field: u.Code)).Findings);
    }

    private static IEnumerable<Finding> Overlaps(UnitList list, string file) =>
        from i in Enumerable.Range(0, list.Units.Count)
        from j in Enumerable.Range(i + 1, list.Units.Count - i - 1)
        let first = list.Units[i]
        let second = list.Units[j]
        where first.Extent.EnvelopeInternal.Intersects(second.Extent.EnvelopeInternal)
        where NetTopologySuite.Operation.OverlayNG.OverlayNGRobust.Overlay(
            first.Extent, second.Extent, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection).Area > OverlapTolerance
        select DomainFindings.ProfileValueInvalid.At(new Location(file, Field: second.Code), $"{first.Code}/{second.Code}", "extent", "extents overlap / 范围重叠");
}
