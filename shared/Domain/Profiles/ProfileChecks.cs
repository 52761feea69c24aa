using Platform.Domain.Labels;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Checks that concern more than one file of a profile. Each returns findings; none stops at the first.</summary>
internal static class ProfileChecks
{
    public static IEnumerable<Finding> Check(Profile profile) =>
    [
        .. Settings(profile.Settings),
        .. Spans(profile),
        .. profile.RuleSets.SelectMany(RuleSetChecks.Check),
        .. profile.RuleSets.SelectMany(set => ThemeLayers(set, profile)),
        .. profile.LayerSchemas.SelectMany(schema => LayerSchemaChecks.Check(schema, profile)),
        .. profile.UnitLists.SelectMany(list => UnitChecks.Check(list, profile)),
        .. profile.Correspondences.SelectMany(table => CorrespondenceChecks.Check(table, profile)),
        .. RegionChecks.Check(profile.Regions),
    ];

    internal static IEnumerable<Finding> Labelled(string file, IEnumerable<(string What, Label? Label)> labels) => labels
        .Where(item => item.Label is not null && !item.Label.IsComplete())
        .Select(item => DomainFindings.ProfileLabelMissing.At(new Location(file, Field: item.What), item.What));

    internal static IEnumerable<Finding> Unique(string file, string what, IEnumerable<string> codes) => codes
        .GroupBy(code => code, StringComparer.Ordinal)
        .Where(group => group.Count() > 1 || string.IsNullOrWhiteSpace(group.Key))
        .Select(group => DomainFindings.ProfileCodeDuplicate.At(new Location(file, Field: what), what, group.Key));

    internal static IEnumerable<Finding> Known(string file, string what, IEnumerable<string> used, IEnumerable<string> known, string where)
    {
        var all = known.ToHashSet(StringComparer.Ordinal);
        return used.Where(code => !all.Contains(code)).Distinct(StringComparer.Ordinal)
            .Select(code => DomainFindings.ProfileCodeDangling.At(new Location(file, Field: what), what, code, where));
    }

    private static IEnumerable<Finding> Settings(ProfileSettings settings)
    {
        const string File = "profile.json";
        var deadlines = settings.Deadlines;
        (bool Bad, string What, object? Value, string Why)[] values =
        [
            (settings.MinimumMappingAreaM2 < 0, "minimumMappingAreaM2", settings.MinimumMappingAreaM2, "≥ 0"),
            (!(settings.PhotoDistanceWarningM > 0), "photoDistanceWarningM", settings.PhotoDistanceWarningM, "> 0"),
            (deadlines.ReceiptDays < 0 || deadlines.ReceiptDays > deadlines.TaskDays, "deadlines.receiptDays", deadlines.ReceiptDays, "0 … taskDays"),
            (deadlines.TaskDays is < 1 or > 3650, "deadlines.taskDays", deadlines.TaskDays, "1 … 3650"),
            (deadlines.ReminderDaysBefore.Any(d => d < 0), "deadlines.reminderDaysBefore", string.Join(',', deadlines.ReminderDaysBefore), "≥ 0"),
            (deadlines.EscalationDaysAfter.Any(d => d < 0), "deadlines.escalationDaysAfter", string.Join(',', deadlines.EscalationDaysAfter), "≥ 0"),
            (settings.DefaultLanguage is not ("zh-CN" or "en"), "defaultLanguage", settings.DefaultLanguage, "zh-CN, en"),
            (!settings.DisplayCrs.StartsWith("EPSG:", StringComparison.Ordinal), "displayCrs", settings.DisplayCrs, "EPSG:n"),
            (settings.InitialView is not [var w, var s, var e, var n] || w >= e || s >= n, "initialView", string.Join(',', settings.InitialView), "west, south, east, north"),
            (settings.RuleSets.Count == 0, "ruleSets", 0, "≥ 1"),
            (settings.UnitLists.Count == 0, "unitLists", 0, "≥ 1"),
        ];
        var labels = settings.Disclaimers.Select((label, i) => ($"disclaimers[{i}]", (Label?)label))
            .Concat([("title", settings.Title), ("authority", settings.Authority), ("mapApproval.label", settings.MapApproval.Label), ("mapApproval.withoutNumber", settings.MapApproval.WithoutNumber)]);
        return values.Where(v => v.Bad).Select(v => DomainFindings.ProfileValueInvalid.At(new Location(File, Field: v.What), v.What, v.Value, v.Why))
            .Concat(Labelled(File, labels));
    }

    private static IEnumerable<Finding> Spans(Profile profile)
    {
        var sets = profile.RuleSets.Select(set => (set.Id, From: set.ValidFrom, To: set.ValidTo)).ToList();
        var lists = profile.UnitLists.Select(list => (list.Id, From: list.ValidFrom, To: list.ValidTo)).ToList();
        return Spans("rulesets", sets, gapsMatter: true).Concat(Spans("units", lists, gapsMatter: false))
            .Concat(Unique("profile.json", "ruleSets", sets.Select(s => s.Id)))
            .Concat(Unique("profile.json", "unitLists", lists.Select(s => s.Id)))
            .Concat(Unique("profile.json", "layerRoles", profile.LayerSchemas.Select(s => s.Role)));
    }

    private static IEnumerable<Finding> Spans(string folder, List<(string Id, DateOnly From, DateOnly? To)> spans, bool gapsMatter)
    {
        foreach (var span in spans.Where(span => span.To < span.From))
        {
            yield return DomainFindings.ProfileSpanReversed.At(new Location($"{folder}/{span.Id}.json"), span.Id);
        }

        foreach (var (first, second) in spans.Zip(spans.Skip(1)))
        {
            if (first.To is null || first.To >= second.From)
            {
                yield return DomainFindings.ProfileSpanOverlap.At(new Location($"{folder}/{second.Id}.json"), first.Id, second.Id);
            }
            else if (gapsMatter && first.To.Value.AddDays(1) < second.From)
            {
                yield return DomainFindings.ProfileSpanGap.At(new Location($"{folder}/{second.Id}.json"), first.Id, second.Id);
            }
        }
    }

    private static IEnumerable<Finding> ThemeLayers(RuleSet set, Profile profile)
    {
        var file = $"rulesets/{set.Id}.json";
        return set.ControlThemes.SelectMany(theme => Known(
            file, $"controlThemes.{theme.Code}", theme.LayerRoles,
            profile.LayerSchemas.Where(schema => schema.Theme == theme.Code).Select(schema => schema.Role), $"layers/ (theme {theme.Code})"));
    }
}
