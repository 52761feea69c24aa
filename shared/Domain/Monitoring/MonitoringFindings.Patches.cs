using Platform.Findings;

namespace Platform.Domain.Monitoring;

// Findings on delivered change patches. {0} is the patch number where a text names one.
public static partial class MonitoringFindings
{
    public static readonly FindingKind PatchBelowMinimum = Warning("PATCH_BELOW_MINIMUM",
        "图斑面积 {0} 平方米，小于最小上图面积 {1} 平方米；已接收，请核对是否应上图。",
        "The patch has {0} m², less than the minimum mapping area of {1} m²; it is taken, check whether it should be.");

    public static readonly FindingKind PatchWithoutArea = Error("PATCH_WITHOUT_AREA",
        "图斑面积不足 0.01 平方米；请删除或重绘。",
        "The patch has less than 0.01 m²; delete it or draw it anew.");

    public static readonly FindingKind PatchPeriodDiffers = Error("PATCH_PERIOD_DIFFERS",
        "图斑的监测期“{0}”与本监测期“{1}”不一致；请改正，或上传到对应的监测期。",
        "The patch's period '{0}' is not this campaign's '{1}'; correct it or upload it to its campaign.");

    public static readonly FindingKind PatchDatesReversed = Error("PATCH_DATES_REVERSED",
        "前时相日期 {0} 晚于后时相日期 {1}；请核对两个日期是否填反。",
        "The before-image date {0} is after the after-image date {1}; check whether they are exchanged.");

    public static readonly FindingKind PatchDateOutsidePeriod = Error("PATCH_DATE_OUTSIDE_PERIOD",
        "影像日期 {0} 与监测期 {1} 相差一年以上；请核对日期。",
        "The image date {0} is more than a year outside the period {1}; check it.");

    public static readonly FindingKind PatchOutsideUnits = Error("PATCH_OUTSIDE_UNITS",
        "图斑 {0} 不在任何监测单元的监测范围内，未下发；请核对坐标，或补充监测范围后重新上传。",
        "Patch {0} lies outside every monitoring extent and is not issued; check its coordinates, or extend the extents and upload it again.");

    public static readonly FindingKind PatchNumberTwice = Error("PATCH_NUMBER_TWICE",
        "图斑编号 {0} 与第 {1} 行重复，本行未采用；请改为唯一编号。",
        "Patch number {0} stands in row {1} too; this row is not taken. Give it a number of its own.");

    public static readonly FindingKind PatchNumberTaken = Error("PATCH_NUMBER_TAKEN",
        "本监测期已有编号为 {0} 的另一图斑，本行未采用；请改为唯一编号。",
        "The campaign already has another patch with number {0}; this row is not taken. Give it a number of its own.");

    public static readonly FindingKind PatchShapeTwice = Error("PATCH_SHAPE_TWICE",
        "图斑 {0} 的图形与第 {1} 行相同，本行未采用；请删除重复图斑。",
        "Patch {0} has the same shape as row {1}; this row is not taken. Delete the duplicate.");

    public static readonly FindingKind PatchAlreadyImported = Info("PATCH_ALREADY_IMPORTED",
        "图斑 {0} 已由之前的上传导入（编号 {1}），本行未重复导入；无需处理。",
        "Patch {0} was imported by an earlier upload (as {1}) and is not imported again; nothing to do.");

    public static readonly FindingKind PatchOverlaps = Error("PATCH_OVERLAPS",
        "图斑 {0} 与图斑 {1}（第 {4} 行）重叠 {2} 平方米，超过容差 {3} 平方米，本行未采用；请修正边界或合并。",
        "Patch {0} overlaps patch {1} (row {4}) by {2} m², more than {3} m²; this row is not taken. Correct the boundary or merge them.");

    public static readonly FindingKind PatchTooComplex = Error("PATCH_TOO_COMPLEX",
        "图斑 {0} 与图斑 {1} 的边界过于复杂，无法检查重叠，本行未采用；请抽稀或分割。",
        "The boundaries of patches {0} and {1} are too complex to be checked for overlap; this row is not taken. Simplify or split it.");

    public static readonly FindingKind PatchAlreadyVerified = Warning("PATCH_ALREADY_VERIFIED",
        "图斑 {0} 在监测期 {1} 已核查通过（图斑 {2}），变化后地类相同，不再下发；如为新的变化，请修正边界或变化后地类。",
        "Patch {0} was verified and accepted in campaign {1} (as {2}) with the same cover after the change, and is not issued again; correct its outline or cover if it is a new change.");
}
