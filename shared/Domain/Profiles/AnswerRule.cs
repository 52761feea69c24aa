namespace Platform.Domain.Profiles;

/// <summary>A demand on one field of an answer.</summary>
/// <param name="Field">One of <see cref="AnswerFields"/>.</param>
/// <param name="Values">
/// Codes, any of which satisfies the demand; or the single marks <see cref="AnswerRule.Filled"/> and <see cref="AnswerRule.Blank"/>.
/// </param>
public sealed record AnswerCondition(string Field, IReadOnlyList<string> Values);

/// <summary>
/// A cross-field rule of verification answers, as data: where every <paramref name="When"/> holds, every <paramref name="Then"/> must hold.
/// </summary>
/// <param name="Finding">Code of the finding that an answer against the rule gets; a code of the monitoring findings.</param>
/// <param name="When">Conditions, all of them.</param>
/// <param name="Then">Demands, all of them.</param>
public sealed record AnswerRule(string Finding, IReadOnlyList<AnswerCondition> When, IReadOnlyList<AnswerCondition> Then)
{
    /// <summary>Mark: the field has a value.</summary>
    public const string Filled = "*";

    /// <summary>Mark: the field has no value.</summary>
    public const string Blank = "";

    /// <summary>The rules of a rule set that states none of its own.</summary>
    public static IReadOnlyList<AnswerRule> Default { get; } =
    [
        new("ANSWER_NOT_REAL_NOT_EXEMPT", [new(AnswerFields.IsReal, ["no"])], [new(AnswerFields.Approval, ["exempt"])]),
        new("ANSWER_NOT_REAL_ILLEGAL", [new(AnswerFields.IsReal, ["no"])], [new(AnswerFields.Legality, ["legal"])]),
        new("ANSWER_ACTUAL_USE_MISSING", [new(AnswerFields.IsReal, ["yes"])], [new(AnswerFields.ActualUse, [Filled])]),
        new("ANSWER_STATE_MISSING", [new(AnswerFields.IsReal, ["yes"])], [new(AnswerFields.ConstructionState, [Filled])]),
        new("ANSWER_EXEMPT_REASON_MISSING", [new(AnswerFields.Approval, ["exempt"])], [new(AnswerFields.ExemptReason, [Filled])]),
        new("ANSWER_EXEMPT_REASON_IDLE", [new(AnswerFields.Approval, ["approved", "unapproved"])], [new(AnswerFields.ExemptReason, [Blank])]),
        new("ANSWER_PERMITS_INCOMPLETE", [new(AnswerFields.Approval, ["approved"])], [new(AnswerFields.Permits, ["complete"])]),
        new("ANSWER_EXCEPTION_REASON_MISSING",
            [new(AnswerFields.Approval, ["unapproved"]), new(AnswerFields.Legality, ["legal"])], [new(AnswerFields.ExceptionReason, [Filled])]),
        new("ANSWER_EXCEPTION_REASON_MISSING",
            [new(AnswerFields.Approval, ["approved"]), new(AnswerFields.Legality, ["illegal"])], [new(AnswerFields.ExceptionReason, [Filled])]),
        new("ANSWER_ENFORCEMENT_DATE_MISSING",
            [new(AnswerFields.Enforcement, ["case-opened", "fined", "demolition", "regularised"])],
            [new(AnswerFields.EnforcementDate, [Filled])]),
        new("ANSWER_ENFORCEMENT_DATE_IDLE", [new(AnswerFields.Enforcement, ["none"])], [new(AnswerFields.EnforcementDate, [Blank])]),
    ];
}

/// <summary>Fields that an <see cref="AnswerRule"/> may speak of; the names are the keys of the verification form's columns.</summary>
public static class AnswerFields
{
    /// <summary>Codes <c>yes</c> and <c>no</c>.</summary>
    public const string IsReal = "is_real";

    public const string ActualUse = "actual_use";

    public const string ConstructionState = "construction_state";

    public const string Approval = "approval";

    public const string Legality = "legality";

    public const string ExemptReason = "exempt_reason";

    public const string ExceptionReason = "exception_reason";

    public const string Enforcement = "enforcement";

    public const string EnforcementDate = "enforcement_date";

    public const string Conformity = "conformity";

    /// <summary>Derived by the permit rule: <c>complete</c>, <c>partial</c> or <c>none</c>.</summary>
    public const string Permits = "permits";
}
