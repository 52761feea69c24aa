using Platform.Domain.Labels;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Checks inside one rule set with the tables that it names.</summary>
internal static class RuleSetChecks
{
    public static IEnumerable<Finding> Check(RuleSet set)
    {
        var file = $"rulesets/{set.Id}.json";
        return
        [
            .. Labels(set, file), .. CodeLists(set, file), .. Permits(set, file), .. Themes(set, file), .. LandUse(set), .. PlanClasses(set), .. Conformity(set),
        ];
    }

    private static IEnumerable<Finding> Labels(RuleSet set, string file) => ProfileChecks.Labelled(file,
    [
        ("title", set.Title),
        ("permitRule.explanation", set.PermitRule.Explanation),
        ("permitRule.reasons.allPermits", set.PermitRule.Reasons.AllPermits),
        ("permitRule.reasons.partialPermits", set.PermitRule.Reasons.PartialPermits),
        ("permitRule.reasons.noPermit", set.PermitRule.Reasons.NoPermit),
        ("permitRule.reasons.dateUnknown", set.PermitRule.Reasons.DateUnknown),
        ("permitRule.reasons.builtBeforePermission", set.PermitRule.Reasons.BuiltBeforePermission),
        .. set.LegalBases.SelectMany(b => new (string, Label?)[] { ($"legalBases.{b.Id}.title", b.Title), ($"legalBases.{b.Id}.provisions", b.Provisions) }),
        .. set.PermitTypes.Select(t => ($"permitTypes.{t.Code}", (Label?)t.Label)),
        .. set.PermitStatuses.Select(s => ($"permitStatuses.{s.Code}", (Label?)s.Label)),
        .. set.PermitRule.Alternatives.Select(a => ($"permitRule.alternatives.{a.Id}", (Label?)a.Label)),
        .. set.CodeLists.SelectMany(l => l.Entries.Select(e => ($"codeLists.{l.Name}.{e.Code}", (Label?)e.Label))),
        .. set.ControlThemes.SelectMany(t => new (string, Label?)[]
        {
            ($"controlThemes.{t.Code}", t.Label), ($"controlThemes.{t.Code}.clause", t.Clause), ($"controlThemes.{t.Code}.note", t.Note),
        }),
    ]);

    private static IEnumerable<Finding> CodeLists(RuleSet set, string file)
    {
        foreach (var name in CodeListNames.All.Where(name => set.CodeLists.All(list => list.Name != name)))
        {
            yield return DomainFindings.ProfileCodeListMissing.At(new Location(file, Field: "codeLists"), set.Id, name);
        }

        foreach (var list in set.CodeLists)
        {
            if (CodeListNames.FixedCodes.TryGetValue(list.Name, out var codes) && !codes.Order().SequenceEqual(list.Entries.Select(e => e.Code).Order()))
            {
                yield return DomainFindings.ProfileCodeListNotFixed.At(
                    new Location(file, Field: $"codeLists.{list.Name}"), set.Id, list.Name, string.Join(", ", codes));
            }

            foreach (var finding in ProfileChecks.Unique(file, $"codeLists.{list.Name}", list.Entries.Select(e => e.Code)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Permits(RuleSet set, string file)
    {
        var rule = set.PermitRule;
        var types = set.PermitTypes.Select(t => t.Code).ToList();
        var bases = set.LegalBases.Select(b => b.Id).ToList();
        var unreachable = rule.Alternatives.Where(a => a.RequiredTypes.Count == 0).Select(a => a.Id)
            .Concat(rule.Alternatives.Count == 0 ? ["permitRule"] : [])
            .Concat(rule.AcceptedOutcomes.Count == 0 ? ["permitRule.acceptedOutcomes"] : []);
        return
        [
            .. ProfileChecks.Unique(file, "permitTypes", types),
            .. ProfileChecks.Unique(file, "legalBases", bases),
            .. ProfileChecks.Unique(file, "permitStatuses", set.PermitStatuses.Select(s => s.Code.ToUpperInvariant())),
            .. ProfileChecks.Known(file, "permitRule.alternatives", rule.Alternatives.SelectMany(a => a.RequiredTypes), types, "permitTypes"),
            .. ProfileChecks.Known(file, "permitTypes.basis", set.PermitTypes.Select(t => t.Basis).OfType<string>(), bases, "legalBases"),
            .. unreachable.Select(id => DomainFindings.ProfileRuleUnreachable.At(new Location(file, Field: "permitRule"), id, "empty list / 列表为空")),
            .. rule.MinimumPatchShare is > 0 and <= 1 ? Array.Empty<Finding>() :
                [DomainFindings.ProfileValueInvalid.At(new Location(file, Field: "permitRule.minimumPatchShare"), "minimumPatchShare", rule.MinimumPatchShare, "0 < x ≤ 1")],
            .. rule.PointDistanceM >= 0 ? Array.Empty<Finding>() :
                [DomainFindings.ProfileValueInvalid.At(new Location(file, Field: "permitRule.pointDistanceM"), "pointDistanceM", rule.PointDistanceM, "≥ 0")],
        ];
    }

    private static IEnumerable<Finding> Themes(RuleSet set, string file) =>
    [
        .. ControlThemeCodes.Required.Where(code => set.ControlTheme(code) is null)
            .Select(code => DomainFindings.ProfileThemeMissing.At(new Location(file, Field: "controlThemes"), set.Id, code)),
        .. ProfileChecks.Unique(file, "controlThemes", set.ControlThemes.Select(t => t.Code)),
        .. ProfileChecks.Known(file, "controlThemes.basis", set.ControlThemes.Select(t => t.Basis), set.LegalBases.Select(b => b.Id), "legalBases"),
    ];

    private static IEnumerable<Finding> LandUse(RuleSet set)
    {
        var file = $"classifications/{set.ClassificationId}.json";
        var classes = set.LandUse.Classes;
        var misplaced = classes.Where(c => c.Level != (c.Parent is null ? 1 : set.LandUse.Find(c.Parent)?.Level + 1)).ToList();
        return
        [
            .. ProfileChecks.Unique(file, "classes", classes.Select(c => c.Code)),
            .. ProfileChecks.Known(file, "classes.parent", classes.Select(c => c.Parent).OfType<string>(), classes.Select(c => c.Code), "classes"),
            .. misplaced.Select(c => DomainFindings.ProfileValueInvalid.At(new Location(file, Field: c.Code), $"{c.Code}.level", c.Level, "parent's level + 1")),
            .. ProfileChecks.Labelled(file, classes.Select(c => (c.Code, (Label?)c.Label)).Concat([("title", set.LandUse.Title), ("source", set.LandUse.Source)])),
        ];
    }

    private static IEnumerable<Finding> PlanClasses(RuleSet set)
    {
        var file = $"plan-classes/{set.PlanClassTableId}.json";
        var entries = set.PlanClasses.Entries;
        return
        [
            .. ProfileChecks.Unique(file, "entries", entries.Select(e => e.Source.ToUpperInvariant())),
            .. ProfileChecks.Known(file, "entries.class", entries.Select(e => e.Class).OfType<string>(), set.LandUse.Classes.Select(c => c.Code), set.ClassificationId),
            .. ProfileChecks.Labelled(file, entries.Select(e => (e.Source, (Label?)e.Label))),
            .. entries.Where(e => e.Class is null != (e.Exactness == Exactness.None)).Select(e => DomainFindings.ProfileValueInvalid.At(
                new Location(file, Field: e.Source), $"{e.Source}.exactness", e.Exactness, "none ⇔ class is null")),
        ];
    }

    private static IEnumerable<Finding> Conformity(RuleSet set)
    {
        var file = $"conformity/{set.ConformityTableId}.json";
        var rows = set.ConformityTable.Rows;
        var used = rows.SelectMany(r => r.Conforms.Concat(r.NotDeterminable ?? []).Append(r.Plan));
        return
        [
            .. ProfileChecks.Unique(file, "rows", rows.Select(r => r.Plan)),
            .. ProfileChecks.Known(file, "rows", used, set.LandUse.Classes.Select(c => c.Code), set.ClassificationId),
            .. rows.SelectMany(r => ProfileChecks.Unique(file, $"rows.{r.Plan}", r.Conforms.Concat(r.NotDeterminable ?? []))),
        ];
    }
}
