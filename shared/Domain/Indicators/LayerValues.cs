using Platform.Domain.Profiles;

namespace Platform.Domain.Indicators;

/// <summary>Composes the values of indicators of layers from what was measured. The total of all units is the sum of the units' rounded areas.</summary>
internal sealed class LayerValues
{
    private readonly IndicatorCatalogue catalogue;
    private readonly LayerBasis basis;
    private readonly UnitList units;
    private readonly RuleSet rules;
    private readonly Dictionary<(string Subject, string Unit), UnitAreas> areas = [];
    private readonly IReadOnlyList<string?> classes;

    public LayerValues(
        IndicatorCatalogue catalogue, LayerBasis basis, UnitList units, RuleSet rules, IReadOnlyDictionary<string, LayerMeasurement> measurements)
    {
        (this.catalogue, this.basis, this.units, this.rules) = (catalogue, basis, units, rules);
        foreach (var (subject, measurement) in measurements)
        {
            foreach (var measured in measurement.Units.Append(Total(measurement.Units)))
                areas[(subject, measured.Unit)] = measured;
        }

        var plan = measurements.GetValueOrDefault(LayerSubject.Plan)?.Units ?? [];
        classes = [.. plan.SelectMany(unit => unit.Classes).Select(area => area.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every value, by unit in code order, then the total.</summary>
    public IReadOnlyList<IndicatorValue> All()
    {
        var extents = units.Units.Select(unit => (unit.Code, Area: LayerMeasurer.ExtentM2(unit))).ToList();
        var whole = extents.Any(extent => extent.Area is null) ? null : extents.Sum(extent => extent.Area);
        return [.. extents.Append((IndicatorValue.WholeArea, whole)).SelectMany(extent => Of(extent.Item1, extent.Item2))];
    }

    private IEnumerable<IndicatorValue> Of(string unit, decimal? extentM2)
    {
        // Where no class is known anywhere, one value without a class says why.
        IReadOnlyList<string?> none = [null];
        var codes = classes.Count > 0 ? classes : none;
        foreach (var definition in catalogue.Of(IndicatorKind.Layers))
        {
            foreach (var code in definition.ByPlanClass ? codes : none)
                yield return Value(definition, unit, extentM2, code);
        }
    }

    private IndicatorValue Value(IndicatorDefinition definition, string unit, decimal? extentM2, string? code)
    {
        var measures = new LayerMeasures(extentM2, unit, subject => AreasOf(subject, unit), known => rules.LandUse.Find(known) is not null, code);
        var value = catalogue.Evaluate(definition.Code, measures);
        var reason = value is null ? measures.Unknown ?? IndicatorFindings.DividesByZero.At(Findings.Location.Whole, definition.Formula) : null;
        return new IndicatorValue(definition.Code, unit, value, code, reason);
    }

    private UnitAreas AreasOf(string subject, string unit) =>
        areas.GetValueOrDefault((subject, unit)) ?? new UnitAreas(unit, null, [], basis.Find(subject)!.WhyUnknown());

    private static UnitAreas Total(IReadOnlyList<UnitAreas> all) =>
        all.FirstOrDefault(unit => unit.CoveredM2 is null) is { } unknown
            ? unknown with { Unit = IndicatorValue.WholeArea }
            : new UnitAreas(
                IndicatorValue.WholeArea,
                all.Sum(unit => unit.CoveredM2),
                [.. all.SelectMany(unit => unit.Classes).GroupBy(area => area.Class, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new PlanClassArea(group.Key, group.Sum(area => area.AreaM2)))],
                null);
}
