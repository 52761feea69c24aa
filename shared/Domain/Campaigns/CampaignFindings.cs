using Platform.Findings;

namespace Platform.Domain.Campaigns;

/// <summary>Findings on commands and queries about campaigns and tasks.</summary>
public static class CampaignFindings
{
    public static readonly FindingKind IdInvalid = new(
        "CAMPAIGN_ID_INVALID", Severity.Error,
        "监测期编号“{0}”不可用：1–60 个小写字母、数字或连字符，以字母或数字开头。",
        "The campaign id '{0}' cannot be used: 1 to 60 lower-case letters, digits or hyphens, beginning with a letter or digit.");

    public static readonly FindingKind PeriodInvalid = new(
        "CAMPAIGN_PERIOD_INVALID", Severity.Error,
        "监测时段“{0}”不可用，应形如 2014-2015，后一年不早于前一年。",
        "The period '{0}' cannot be used; write it like 2014-2015, the second year not before the first.");

    public static readonly FindingKind TitleInvalid = new(
        "CAMPAIGN_TITLE_INVALID", Severity.Error, "标题须为 1–120 个字符。", "The title has 1 to 120 characters.");

    public static readonly FindingKind ProfileUnknown = new(
        "PROFILE_UNKNOWN", Severity.Error, "没有名为“{0}”的配置方案。", "There is no profile '{0}'.");

    public static readonly FindingKind NoRules = new(
        "CAMPAIGN_NO_RULES", Severity.Error,
        "方案“{0}”在 {1} 没有生效的规则集或监测单元名单。请核对监测时段。",
        "Profile '{0}' has no rule set or unit list in force on {1}. Check the period.");

    public static readonly FindingKind Exists = new(
        "CAMPAIGN_EXISTS", Severity.Error, "监测期“{0}”已存在。", "The campaign '{0}' exists already.");

    public static readonly FindingKind NotFound = new(
        "NOT_FOUND", Severity.Error, "没有找到：{0}。", "Not found: {0}.");

    public static readonly FindingKind Changed = new(
        "CHANGED_MEANWHILE", Severity.Error,
        "记录已被他人更改。请重新读取后再操作。", "Somebody else changed the record. Read it again, then repeat.");

    public static readonly FindingKind UploadsWaiting = new(
        "CAMPAIGN_UPLOADS_WAITING", Severity.Error,
        "还有 {0} 个已上传的图斑文件在处理，请稍后再下发。", "{0} uploaded patch files are still being handled; issue again when they are done.");

    public static readonly FindingKind TooManyPatches = new(
        "TOO_MANY_PATCHES", Severity.Error,
        "一次最多指定 {0} 个图斑；退回更多时请退回整个任务。", "At most {0} patches can be named at once; to return more, return the whole task.");

    public static readonly FindingKind PatchNotInTask = new(
        "PATCH_NOT_IN_TASK", Severity.Error, "图斑 {0} 不在该任务中。", "Patch {0} is not in the task.");

    public static readonly FindingKind NotPublished = new(
        "REPORT_NOT_PUBLISHED", Severity.Error, "报告尚未发布。", "The report is not published yet.");
}
