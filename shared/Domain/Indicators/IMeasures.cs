namespace Platform.Domain.Indicators;

/// <summary>What the measures of a <see cref="Formula"/> are worth for one unit.</summary>
public interface IMeasures
{
    /// <summary>The value of a measure where every condition holds; null when it is not known.</summary>
    decimal? Value(string measure, IReadOnlyList<Condition> conditions);
}

/// <summary>A condition of a measure: a field equals a value.</summary>
public sealed record Condition(string Field, string Value);

/// <summary>A measure in a formula.</summary>
/// <param name="Measure">Its name.</param>
/// <param name="Conditions">What stands in its brackets.</param>
public sealed record MeasureUse(string Measure, IReadOnlyList<Condition> Conditions);

/// <summary>How a measure may be written.</summary>
/// <param name="Fields">Fields that its conditions may name; none: it takes no brackets.</param>
/// <param name="NeedsCondition">Without brackets it means nothing.</param>
public sealed record MeasureRule(IReadOnlyList<string> Fields, bool NeedsCondition = false);
