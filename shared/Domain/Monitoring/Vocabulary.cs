namespace Platform.Domain.Monitoring;

/// <summary>Approval status of a verified patch (审批情况). Recorded by verification; a suggestion by prejudgement is kept apart.</summary>
public enum ApprovalStatus
{
    /// <summary>经审批: every permit type that the rule set demands was issued.</summary>
    Approved,

    /// <summary>未经审批: at least one demanded permit type is missing (a patch with only some permits counts here).</summary>
    Unapproved,

    /// <summary>不需审批: no real change, or a change that needs no permit; always with a reason from the rule set's list.</summary>
    Exempt,
}

/// <summary>Legality of a verified patch (是否违法建设). Recorded by verification, never derived from <see cref="ApprovalStatus"/>.</summary>
public enum Legality
{
    /// <summary>不属于违法建设.</summary>
    Legal,

    /// <summary>属于违法建设.</summary>
    Illegal,
}

/// <summary>Whether the use of a patch agrees with the plan (是否符合总规).</summary>
public enum Conformity
{
    /// <summary>符合.</summary>
    Conforms,

    /// <summary>不符合.</summary>
    DoesNotConform,

    /// <summary>无法判定: no plan covers the patch, or the table has no verdict for the pair.</summary>
    NotDeterminable,
}

/// <summary>Construction state found on site (建设状态).</summary>
public enum ConstructionState
{
    /// <summary>未动工.</summary>
    NotStarted,

    /// <summary>在建.</summary>
    UnderWay,

    /// <summary>已建成.</summary>
    Completed,

    /// <summary>已拆除.</summary>
    Demolished,
}

/// <summary>Enforcement against an illegal change (查处情况).</summary>
public enum Enforcement
{
    /// <summary>未查处.</summary>
    None,

    /// <summary>已立案.</summary>
    CaseOpened,

    /// <summary>已罚款.</summary>
    Fined,

    /// <summary>已拆除或责令拆除.</summary>
    Demolition,

    /// <summary>已补办手续.</summary>
    Regularised,
}

/// <summary>Life of a monitoring campaign (监测期).</summary>
public enum CampaignState
{
    /// <summary>Open for change patches; nothing issued.</summary>
    Draft,

    /// <summary>Issue was ordered; prejudgement and task packages are being made.</summary>
    Issuing,

    /// <summary>Tasks are with the bureaus.</summary>
    Issued,

    /// <summary>Closing was ordered or all tasks are accepted; uploads committed before are still taken, then figures are aggregated.</summary>
    Closing,

    /// <summary>The report is out. Final.</summary>
    Published,
}

/// <summary>Life of a verification task (核查任务).</summary>
public enum TaskState
{
    /// <summary>Issued to the unit's bureau, receipt (签收) outstanding.</summary>
    Issued,

    /// <summary>The bureau has received it.</summary>
    Received,

    /// <summary>At least one answer was taken.</summary>
    InVerification,

    /// <summary>A second person of the bureau has checked the answers.</summary>
    Checked,

    /// <summary>Submitted with a confirmation letter; the province audits.</summary>
    Submitted,

    /// <summary>The province returned the task or some of its patches with a reason; answers are open again.</summary>
    Returned,

    /// <summary>The province accepted it. Final.</summary>
    Accepted,

    /// <summary>The campaign was closed before acceptance: standing answers count, all other patches are unanswered. Final.</summary>
    Closed,
}

/// <summary>Where one patch stands inside its task.</summary>
public enum PatchState
{
    /// <summary>Imported and assigned to a unit; not issued yet.</summary>
    Imported,

    /// <summary>Issued, no valid answer yet.</summary>
    Open,

    /// <summary>A valid answer is recorded.</summary>
    Answered,

    /// <summary>The province returned the answer with a reason; a new one is needed.</summary>
    Returned,

    /// <summary>The province accepted the answer. Final.</summary>
    Accepted,

    /// <summary>The campaign was closed without a valid answer. Final, and listed as such in the report.</summary>
    Unanswered,
}
