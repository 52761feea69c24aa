using Platform.Findings;

namespace Platform.Domain.Monitoring;

// Refusals of commands. {0} is the unit or campaign, {1} its state; further arguments as the texts show.
public static partial class MonitoringFindings
{
    public static readonly FindingKind TaskAlreadyReceived = Error("TASK_ALREADY_RECEIVED",
        "单位 {0} 的核查任务已由他人签收（状态 {1}），无需再次签收；请直接办理。",
        "The task of unit {0} has already been received by somebody else (state {1}); go on with the work.");

    public static readonly FindingKind TaskNotReceived = Error("TASK_NOT_RECEIVED",
        "单位 {0} 的核查任务尚未签收（状态 {1}）；请先签收任务，再上传或办理。",
        "The task of unit {0} is not received yet (state {1}); receive it first, then upload or go on.");

    public static readonly FindingKind TaskPatchesOpen = Error("TASK_PATCHES_OPEN",
        "单位 {0} 的核查任务还有未填报或被退回的图斑（状态 {1}），不能校核；请补齐所有图斑的核查结果。",
        "The task of unit {0} still has patches without an answer or returned (state {1}); complete them before the check.");

    public static readonly FindingKind TaskOwnCheck = Error("TASK_OWN_CHECK",
        "单位 {0} 的核查任务（状态 {1}）不能由填报或上传核查结果的人校核；请由另一名人员校核。",
        "The task of unit {0} (state {1}) cannot be checked by somebody who entered or uploaded its answers; ask a second person.");

    public static readonly FindingKind TaskNotChecked = Error("TASK_NOT_CHECKED",
        "单位 {0} 的核查任务未经内部校核（状态 {1}），不能提交；请先由第二人校核。校核后又有新结果时须重新校核。",
        "The task of unit {0} is not checked (state {1}) and cannot be submitted; have a second person check it. New answers void a check.");

    public static readonly FindingKind TaskLetterMissing = Error("TASK_LETTER_MISSING",
        "单位 {0} 的核查任务（状态 {1}）缺少本轮的确认函；请上传盖章确认函 PDF（文件名含“确认函”）后再提交。",
        "The task of unit {0} (state {1}) lacks the confirmation letter of this round; upload the signed PDF (confirmation*.pdf), then submit.");

    public static readonly FindingKind TaskUnderAudit = Error("TASK_UNDER_AUDIT",
        "单位 {0} 的核查任务已提交省厅审核（状态 {1}）或已校核，结果已冻结；如需修改，请联系省厅退回任务。",
        "The task of unit {0} is checked or with the province's audit (state {1}) and frozen; ask the province to return it if it must change.");

    public static readonly FindingKind TaskNotSubmitted = Error("TASK_NOT_SUBMITTED",
        "单位 {0} 的核查任务尚未提交（状态 {1}），不能审核；请等待市县局提交，或先催办。",
        "The task of unit {0} is not submitted (state {1}) and cannot be audited; wait for the bureau or remind it.");

    public static readonly FindingKind TaskFinal = Error("TASK_FINAL",
        "单位 {0} 的核查任务已办结（状态 {1}），不能再变更；如有新情况请在下一监测期处理。",
        "The task of unit {0} is final (state {1}) and cannot change; take new facts up in the next campaign.");

    public static readonly FindingKind TaskNothingDispatched = Error("TASK_NOTHING_DISPATCHED",
        "单位 {0} 的转办（状态 {1}）没有图斑或缺少区县名称；请为每个图斑指定区县。",
        "The sub-dispatch of unit {0} (state {1}) names no patch or lacks a district; give a district for every patch.");

    public static readonly FindingKind TaskAlreadyDispatched = Error("TASK_ALREADY_DISPATCHED",
        "单位 {0} 的核查任务（状态 {1}）中，图斑 {2} 已转派给区县 {3}；如需改派，请先收回该图斑。",
        "Patch {2} of unit {0} (state {1}) is with district {3} already; recall it first to give it to another.");

    public static readonly FindingKind TaskNotDispatched = Error("TASK_NOT_DISPATCHED",
        "单位 {0} 的核查任务（状态 {1}）中，图斑“{2}”没有转派给任何区县，无从收回；请只选择已转派的图斑。",
        "Patch '{2}' of unit {0} (state {1}) is with no district and cannot be recalled; name patches that were passed on.");

    public static readonly FindingKind TaskDistrictUnknown = Error("TASK_DISTRICT_UNKNOWN",
        "“{1}”不是单位 {0} 监测范围内的区县代码；可转派的区县：{2}。",
        "'{1}' is not the code of a district in the extent of unit {0}; its districts are: {2}.");

    public static readonly FindingKind TaskDispatchAnswered = Error("TASK_DISPATCH_ANSWERED",
        "单位 {0} 的图斑 {1} 已有核查结果，不能转派；被省厅退回后可以转派。",
        "Patch {1} of unit {0} is answered and cannot be passed on; it can be once the province has returned it.");

    public static readonly FindingKind TaskReasonMissing = Error("TASK_REASON_MISSING",
        "退回单位 {0} 的核查任务（状态 {1}）必须写明理由（不超过 {2} 字）；请填写需要整改的内容。",
        "Returning the task of unit {0} (state {1}) needs a reason of at most {2} characters; say what has to be mended.");

    public static readonly FindingKind TaskNothingToReturn = Error("TASK_NOTHING_TO_RETURN",
        "单位 {0} 的核查任务（状态 {1}）要退回 {2} 个图斑，但已填报的只有 {3} 个；请只选择已填报的图斑。",
        "{2} patches of unit {0} (state {1}) are to be returned, but {3} are answered; choose answered patches only, and at least one.");

    public static readonly FindingKind TaskOwnAcceptance = Error("TASK_OWN_ACCEPTANCE",
        "单位 {0} 的核查任务（状态 {1}）不能由填报、上传或确认过其结果的人审核通过；请由他人审核。",
        "The task of unit {0} (state {1}) cannot be accepted by somebody who entered, uploaded or confirmed an answer of it; ask another officer.");

    public static readonly FindingKind TaskDueNotLater = Error("TASK_DUE_NOT_LATER",
        "单位 {0} 的核查任务（状态 {1}）延期后的截止日期必须晚于原截止日期；请改选更晚的日期。",
        "The new due date of unit {0} (state {1}) must be later than the old one; choose a later date.");

    public static readonly FindingKind TaskSameBureau = Error("TASK_SAME_BUREAU",
        "单位 {0} 的核查任务（状态 {1}）未指定新的责任单位，或新责任单位与原来相同；请填写另一单位。",
        "The task of unit {0} (state {1}) is already with this bureau, or none was named; name another bureau.");

    public static readonly FindingKind TaskNoBreach = Error("TASK_NO_BREACH",
        "单位 {0} 的核查任务（状态 {1}）没有逾期，不记录违约；请核对截止时间。",
        "The task of unit {0} (state {1}) has not missed this date, no breach is recorded; check the due date.");

    public static readonly FindingKind CampaignAlreadyIssued = Error("CAMPAIGN_ALREADY_ISSUED",
        "监测期 {0} 已下发（状态 {1}），图斑不能再变更；请新建监测期。",
        "Campaign {0} is issued (state {1}) and its patches are fixed; make a new campaign.");

    public static readonly FindingKind CampaignNotIssued = Error("CAMPAIGN_NOT_ISSUED",
        "监测期 {0} 尚未完成下发（状态 {1}）；请先下发任务并等待下发完成。",
        "Campaign {0} is not issued yet (state {1}); issue it first and wait until that is done.");

    public static readonly FindingKind CampaignNotClosed = Error("CAMPAIGN_NOT_CLOSED",
        "监测期 {0} 尚未关闭（状态 {1}），不能发布报告；请先关闭监测期。",
        "Campaign {0} is not closed (state {1}), its report cannot be published; close it first.");

    public static readonly FindingKind CampaignClosed = Error("CAMPAIGN_CLOSED",
        "监测期 {0} 已关闭（状态 {1}），不能再变更；请在下一监测期处理。",
        "Campaign {0} is closed (state {1}) and cannot change; use the next campaign.");

    public static readonly FindingKind CampaignEmpty = Error("CAMPAIGN_EMPTY",
        "监测期 {0} 没有图斑（状态 {1}），不能下发；请先上传变化图斑。",
        "Campaign {0} has no patches (state {1}) and cannot be issued; upload change patches first.");

    public static readonly FindingKind CampaignDueNotLater = Error("CAMPAIGN_DUE_NOT_LATER",
        "监测期 {0} 的截止日期 {2} 不晚于今天（状态 {1}）；请改选更晚的日期。",
        "The due date {2} of campaign {0} is not after today (state {1}); choose a later date.");

    public static readonly FindingKind CampaignCloseReasonMissing = Error("CAMPAIGN_CLOSE_REASON_MISSING",
        "监测期 {0} 还有 {2} 个任务未办结（状态 {1}），提前关闭必须写明理由（不超过 {3} 字）。",
        "Campaign {0} has {2} tasks outstanding (state {1}); closing it early needs a reason of at most {3} characters.");
}
