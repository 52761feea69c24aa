using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Checks of a correspondence table: both classifications are known, every class of the older one has its row.</summary>
internal static class CorrespondenceChecks
{
    public static IEnumerable<Finding> Check(ClassCorrespondence table, Profile profile)
    {
        var file = $"correspondences/{table.Id}.json";
        var from = Codes(profile, table.FromClassification);
        var to = Codes(profile, table.ToClassification);
        var rows = table.Entries.Select(e => e.From).ToList();
        var wrong = table.Entries.Where(e => e.Exactness switch
        {
            Exactness.Exact => e.To.Count != 1,
            Exactness.Partial => e.To.Count == 0,
            _ => e.To.Count != 0,
        });
        return
        [
            .. ProfileChecks.Unique(file, "entries", rows),
            .. ProfileChecks.Known(file, "entries.from", rows, from, table.FromClassification),
            .. ProfileChecks.Known(file, "entries", from, rows, table.Id),
            .. ProfileChecks.Known(file, "entries.to", table.Entries.SelectMany(e => e.To), to, table.ToClassification),
            .. wrong.Select(e => DomainFindings.ProfileValueInvalid.At(
                new Location(file, Field: e.From), e.From, e.Exactness, "exact: 1 class, partial: 1 or more, none: 0")),
        ];
    }

    private static List<string> Codes(Profile profile, string classification) =>
        profile.RuleSets.Select(s => s.LandUse).FirstOrDefault(c => c.Id == classification)?.Classes.Select(c => c.Code).ToList() ?? [];
}
