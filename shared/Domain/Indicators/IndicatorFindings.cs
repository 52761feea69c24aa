using Platform.Findings;

namespace Platform.Domain.Indicators;

/// <summary>Why an indicator has no value.</summary>
public static class IndicatorFindings
{
    public static readonly FindingKind LayersMissing = new(
        "INDICATOR_LAYERS_MISSING", Severity.Info,
        "“{0}”没有可量算的现行图层（缺：{1}），指标值未知；请发布这些图层的面状数据。",
        "'{0}' has no current layer to measure in (missing: {1}), so the value is unknown; publish polygon layers in these roles.");

    public static readonly FindingKind ExtentMissing = new(
        "INDICATOR_EXTENT_MISSING", Severity.Info,
        "单元 {0} 没有监测范围，指标值未知；请在单元名单中补充范围。",
        "Unit {0} has no monitoring extent, so the value is unknown; add its extent to the unit list.");

    public static readonly FindingKind DividesByZero = new(
        "INDICATOR_DIVIDES_BY_ZERO", Severity.Info,
        "公式“{0}”的分母为零，指标值不存在。", "The formula '{0}' divides by zero, so there is no value.");

    public static readonly FindingKind ClassUnknown = new(
        "INDICATOR_CLASS_UNKNOWN", Severity.Info,
        "规则集没有规划用地类别“{0}”，指标值未知；请改用现行分类的代码。",
        "The rule set has no plan class '{0}', so the value is unknown; use a code of the classification in force.");
}
