using Platform.Domain.Labels;
using Platform.Domain.Layers;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Checks of a layer schema in itself and against the rule sets that it refers to.</summary>
internal static class LayerSchemaChecks
{
    public static IEnumerable<Finding> Check(LayerSchema schema, Profile profile)
    {
        var file = $"layers/{schema.Role}.json";
        return
        [
            .. Problems(schema).Select(problem => DomainFindings.LayerSchemaInvalid.At(new Location(file), schema.Role, problem)),
            .. ProfileChecks.Unique(file, "fields", schema.Fields.SelectMany(f => (f.Aliases ?? []).Append(f.Name)).Select(n => n.ToUpperInvariant())),
            .. ProfileChecks.Labelled(file, schema.Fields.Select(f => (f.Name, (Label?)f.Label)).Concat([("title", schema.Title), ("note", schema.Note)])),
            .. References(schema, profile.RuleSets, file),
        ];
    }

    private static IEnumerable<string> Problems(LayerSchema schema)
    {
        (bool Bad, string Text)[] problems =
        [
            (schema.Geometry.Count == 0, "no geometry kind / 未定义几何类型"),
            (schema.AllowedCrs.Count == 0, "no CRS / 未定义坐标系"),
            (schema.AllowedCrs.Any(crs => !crs.StartsWith("EPSG:", StringComparison.Ordinal)), "a CRS is not EPSG:n / 坐标系应为 EPSG:n"),
            (schema.Kind == LayerKind.ControlLine != (schema.Theme is not null), "a theme belongs to control lines and only to them / 主题只用于管控线"),
            (schema.Kind == LayerKind.PlanLandUse && schema.ClassField is null, "plan land use needs a class field / 规划用地须有用地代码字段"),
            (schema.Kind == LayerKind.Permits && schema.ClassField is null == (schema.FixedClass is null), "permits need either a class field or a fixed class / 许可须有类型字段或固定类型"),
            (schema.Sensitivity is not ("public" or "internal" or "sensitive"), "sensitivity is public, internal or sensitive / 敏感级别不合法"),
        ];
        var missing = new[] { schema.KeyField, schema.ClassField, schema.StatusField, schema.DateField }
            .OfType<string>().Where(name => schema.Field(name) is null).Select(name => $"no field “{name}” / 没有字段“{name}”");
        return problems.Where(p => p.Bad).Select(p => p.Text).Concat(missing);
    }

    /// <summary>Code lists must be in every rule set; a theme or permit type may belong to some of them only.</summary>
    private static IEnumerable<Finding> References(LayerSchema schema, IReadOnlyList<RuleSet> sets, string file)
    {
        var lists = schema.Fields.Select(f => f.CodeList).OfType<string>().Where(name => sets.Any(set => set.FindCodeList(name) is null));
        var types = schema.FixedClass is { } type && sets.All(set => set.PermitType(type) is null) ? [type] : Array.Empty<string>();
        var themes = schema.Theme is { } theme && sets.All(set => set.ControlTheme(theme) is null) ? [theme] : Array.Empty<string>();
        return lists.Concat(types).Concat(themes)
            .Select(code => DomainFindings.ProfileCodeDangling.At(new Location(file), schema.Role, code, "rulesets/"));
    }
}
