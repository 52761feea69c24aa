using Platform.Findings;

namespace Platform.Domain.Indicators;

/// <summary>
/// Measures of one unit from layers, m²: <c>extent</c> (the monitoring extent), <c>theme[code=…]</c> (the part of it in a control-line theme, each place once),
/// <c>plan</c> (the part in the plan), <c>plan[class=…]</c> (a plan class; <c>each</c> stands for the class that a value is computed for).
/// </summary>
/// <param name="extentM2">Area of the extent; null when there is none.</param>
/// <param name="unit">Unit code, for the reason.</param>
/// <param name="areas">What is known of a subject in the unit.</param>
/// <param name="isClass">Whether the rule set has a plan class.</param>
/// <param name="eachClass">The class that <c>each</c> stands for.</param>
public sealed class LayerMeasures(decimal? extentM2, string unit, Func<string, UnitAreas> areas, Predicate<string> isClass, string? eachClass) : IMeasures
{
    /// <summary>The measures and their fields.</summary>
    public static IReadOnlyDictionary<string, MeasureRule> Vocabulary { get; } = new Dictionary<string, MeasureRule>
    {
        ["extent"] = new([]),
        ["theme"] = new(["code"], NeedsCondition: true),
        ["plan"] = new(["class"]),
    };

    /// <summary>Why the first measure that is not known is not; null when all were known.</summary>
    public Finding? Unknown { get; private set; }

    /// <summary>The subject that a measure is taken of, or null.</summary>
    public static string? SubjectOf(MeasureUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return use.Measure switch
        {
            "theme" => LayerSubject.ThemeOf(use.Conditions[^1].Value),
            "plan" => LayerSubject.Plan,
            _ => null,
        };
    }

    /// <inheritdoc/>
    public decimal? Value(string measure, IReadOnlyList<Condition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        if (SubjectOf(new MeasureUse(measure, conditions)) is not { } subject)
            return extentM2 ?? Because(IndicatorFindings.ExtentMissing.At(Location.Whole, unit));
        var measured = areas(subject);
        if (measured.CoveredM2 is null)
            return Because(measured.Unknown!);
        return subject == LayerSubject.Plan && conditions.Count > 0 ? ClassArea(measured, conditions[^1].Value) : measured.CoveredM2;
    }

    private decimal? ClassArea(UnitAreas measured, string wanted)
    {
        var code = wanted == "each" ? eachClass ?? "" : wanted;
        return wanted != "each" && !isClass(code)
            ? Because(IndicatorFindings.ClassUnknown.At(Location.Whole, code))
            : measured.Classes.Where(area => area.Class == code).Sum(area => area.AreaM2);
    }

    private decimal? Because(Finding reason)
    {
        Unknown ??= reason;
        return null;
    }
}
