namespace Platform.Domain.Profiles;

/// <summary>
/// The code lists that every rule set must have. For the lists with a fixed set of codes, <see cref="FixedCodes"/> names them:
/// a rule set chooses their labels and order, not their meaning.
/// </summary>
public static class CodeListNames
{
    /// <summary>审批情况: approved, unapproved, exempt.</summary>
    public const string Approval = "approval";

    /// <summary>是否违法建设: legal, illegal.</summary>
    public const string Legality = "legality";

    /// <summary>是否符合规划: conforms, does-not-conform, not-determinable.</summary>
    public const string Conformity = "conformity";

    /// <summary>建设状态: not-started, under-way, completed, demolished.</summary>
    public const string ConstructionState = "construction-state";

    /// <summary>查处情况: none, case-opened, fined, demolition, regularised.</summary>
    public const string Enforcement = "enforcement";

    /// <summary>不需审批的理由: why a patch needs no permit.</summary>
    public const string ExemptReason = "exempt-reason";

    /// <summary>退回理由: why the province returns an answer or a task.</summary>
    public const string ReturnReason = "return-reason";

    /// <summary>未经审批但不属于违法建设的理由.</summary>
    public const string UnapprovedLegalReason = "unapproved-legal-reason";

    /// <summary>经审批但属于违法建设的理由.</summary>
    public const string ApprovedIllegalReason = "approved-illegal-reason";

    /// <summary>变化前地类: cover class on the before-image.</summary>
    public const string BeforeCover = "before-cover";

    /// <summary>变化后地类: cover class on the after-image.</summary>
    public const string AfterCover = "after-cover";

    /// <summary>Every list that a rule set must have.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Approval, Legality, Conformity, ConstructionState, Enforcement, ExemptReason, ReturnReason, UnapprovedLegalReason,
        ApprovedIllegalReason, BeforeCover, AfterCover,
    ];

    /// <summary>The codes that a list must have, neither more nor fewer, by list name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> FixedCodes { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Approval] = ["approved", "unapproved", "exempt"],
        [Legality] = ["legal", "illegal"],
        [Conformity] = ["conforms", "does-not-conform", "not-determinable"],
        [ConstructionState] = ["not-started", "under-way", "completed", "demolished"],
        [Enforcement] = ["none", "case-opened", "fined", "demolition", "regularised"],
    };
}
