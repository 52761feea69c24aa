using Platform.Findings;

namespace Platform.Domain;

/// <summary>Finding kinds of the domain.</summary>
public static partial class DomainFindings
{
    public static readonly FindingKind ProfileFileMissing = new(
        "PROFILE_FILE_MISSING", Severity.Error, "配置文件“{0}”不存在，请补齐或从配置中去掉对它的引用。", "The profile file “{0}” is missing: add it or remove the reference to it.");

    public static readonly FindingKind ProfileFileInvalid = new(
        "PROFILE_FILE_INVALID", Severity.Error, "配置文件“{0}”无法读取：{1}。请按此提示修改 JSON。", "The profile file “{0}” cannot be read: {1}.");

    public static readonly FindingKind ProfileLabelMissing = new(
        "PROFILE_LABEL_MISSING", Severity.Error, "{0} 缺少中文或英文名称，请补全。", "{0} lacks its Chinese or English text.");

    public static readonly FindingKind ProfileCodeDangling = new(
        "PROFILE_CODE_DANGLING", Severity.Error, "{0} 引用的代码“{1}”在{2}中不存在，请改正代码或补充条目。", "{0} refers to the code “{1}”, which {2} does not have.");

    public static readonly FindingKind ProfileCodeDuplicate = new(
        "PROFILE_CODE_DUPLICATE", Severity.Error, "{0} 中代码“{1}”重复，请保留一个。", "In {0} the code “{1}” occurs more than once.");

    public static readonly FindingKind ProfileSpanOverlap = new(
        "PROFILE_SPAN_OVERLAP", Severity.Error, "“{0}”与“{1}”的有效期重叠，请调整起止日期。", "The spans of “{0}” and “{1}” overlap.");

    public static readonly FindingKind ProfileSpanGap = new(
        "PROFILE_SPAN_GAP", Severity.Error, "“{0}”与“{1}”的有效期之间有间断，该期间的记录将无规则可依，请调整日期。", "Between “{0}” and “{1}” there are days without a rule set.");

    public static readonly FindingKind ProfileSpanReversed = new(
        "PROFILE_SPAN_REVERSED", Severity.Error, "{0} 的起始日期晚于终止日期，请改正。", "{0} begins after it ends.");

    public static readonly FindingKind ProfileCodeListMissing = new(
        "PROFILE_CODE_LIST_MISSING", Severity.Error, "{0} 缺少代码表“{1}”，请补充。", "{0} lacks the code list “{1}”.");

    public static readonly FindingKind ProfileCodeListNotFixed = new(
        "PROFILE_CODE_LIST_NOT_FIXED", Severity.Error, "{0} 的代码表“{1}”必须且只能包含：{2}。", "The code list “{1}” of {0} must have exactly: {2}.");

    public static readonly FindingKind ProfileThemeMissing = new(
        "PROFILE_THEME_MISSING", Severity.Error, "{0} 缺少管控线主题“{1}”；没有图层时也要列出（结果为“未知”）。", "{0} lacks the control-line theme “{1}”; list it even without a layer (it then shows unknown).");

    public static readonly FindingKind ProfileValueInvalid = new(
        "PROFILE_VALUE_INVALID", Severity.Error, "{0} 的值“{1}”不合法：{2}。", "The value “{1}” of {0} is not valid: {2}.");

    public static readonly FindingKind ProfileUnitWithoutExtent = new(
        "PROFILE_UNIT_WITHOUT_EXTENT", Severity.Error, "监测单元 {0} 在范围文件“{1}”中没有有效的面，请补充。", "The monitoring unit {0} has no valid polygon in the extent file “{1}”.");

    public static readonly FindingKind ProfileOutlineMended = new(
        "PROFILE_OUTLINE_MENDED", Severity.Info, "{0} 的界线自相交或有重复点，已修复。", "The outline of {0} was not valid and has been mended.");

    public static readonly FindingKind ProfileOutlineRecoded = new(
        "PROFILE_OUTLINE_RECODED", Severity.Info, "界线文件的代码“{0}”已换为 {2:yyyy-MM-dd} 的代码“{1}”。", "The code “{0}” of the outline file was brought to “{1}”, its code on {2:yyyy-MM-dd}.");

    public static readonly FindingKind ProfileRuleUnreachable = new(
        "PROFILE_RULE_UNREACHABLE", Severity.Error, "{0} 永远不会生效：{1}。", "{0} can never take effect: {1}.");

    public static readonly FindingKind LayerSchemaInvalid = new(
        "LAYER_SCHEMA_INVALID", Severity.Error, "图层方案“{0}”有误：{1}。", "The layer schema “{0}” is wrong: {1}.");

    public static readonly FindingKind RegionCodeUnknown = new(
        "REGION_CODE_UNKNOWN", Severity.Error, "行政区划代码“{0}”不在代码表中，请核对是否录入有误。", "The region code “{0}” is in no list of the register.");

    public static readonly FindingKind RegionCodeRetired = new(
        "REGION_CODE_RETIRED", Severity.Error, "行政区划代码“{0}”已于 {1:yyyy-MM-dd} 后停用，现为：{2}。请改用现行代码。", "The region code “{0}” was retired after {1:yyyy-MM-dd}; now: {2}.");

    public static readonly FindingKind RegionCodeFuture = new(
        "REGION_CODE_FUTURE", Severity.Error, "行政区划代码“{0}”自 {1:yyyy-MM-dd} 起启用，不适用于 {2:yyyy-MM-dd} 的记录，请使用当时的代码。", "The region code “{0}” begins on {1:yyyy-MM-dd} and does not fit a record of {2:yyyy-MM-dd}.");

    public static readonly FindingKind RegionDateBeforeRegister = new(
        "REGION_DATE_BEFORE_REGISTER", Severity.Error, "日期 {0:yyyy-MM-dd} 早于行政区划登记的起始日期 {1:yyyy-MM-dd}，无法判定代码。", "The date {0:yyyy-MM-dd} lies before the register begins ({1:yyyy-MM-dd}).");

    public static readonly FindingKind RegionDateAfterRegister = new(
        "REGION_DATE_AFTER_REGISTER", Severity.Info, "日期 {0:yyyy-MM-dd} 晚于最新代码表 {1:yyyy-MM-dd}，按最新代码表判定。", "The date {0:yyyy-MM-dd} lies after the newest code list ({1:yyyy-MM-dd}); its last state is assumed.");

    public static readonly FindingKind CalendarYearNotCovered = new(
        "CALENDAR_YEAR_NOT_COVERED", Severity.Warning, "{0} 年的节假日安排未录入，按周一至周五为工作日计算，请补录后复核期限。", "The holidays of {0} are not in the calendar: Monday to Friday were counted as working days.");
}
