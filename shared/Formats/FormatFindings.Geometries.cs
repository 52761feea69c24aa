using Platform.Findings;

namespace Platform.Formats;

/// <content>Geometries of any format; each points at a row.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind GeometryNotFinite = new(
        "GEOM_NOT_FINITE", Severity.Error,
        "坐标不是有效数值（NaN、无穷大或空值）。请修复该图形后重新导出。",
        "A coordinate is not a number (NaN, infinite or null). Repair the geometry and export again.");

    public static readonly FindingKind GeometryOutOfRange = new(
        "GEOM_OUT_OF_RANGE", Severity.Error,
        "坐标值过大（绝对值超过 {0}），不可能属于任何坐标系。请检查坐标单位和坐标系。",
        "A coordinate exceeds ±{0}, which no coordinate reference system has. Check the unit and the CRS.");

    public static readonly FindingKind GeometryTruncated = new(
        "GEOM_TRUNCATED", Severity.Error,
        "图形数据不完整：声明的点数或部件数超出了实际字节数。请重新导出。",
        "The geometry is incomplete: it claims more points or parts than there are bytes. Export again.");

    public static readonly FindingKind GeometryTooDeep = new(
        "GEOM_TOO_DEEP", Severity.Error,
        "图形嵌套超过 {0} 层，已拒绝。请拆分几何集合后重新导出。",
        "The geometry is nested deeper than {0} levels and is refused. Flatten the collection and export again.");

    public static readonly FindingKind GeometryCurve = new(
        "GEOM_CURVE", Severity.Error,
        "不支持曲线图形（{0}）。请先把曲线转换为折线（例如 QGIS“转换几何类型”）后重新导出。",
        "Curves are not supported ({0}). Turn them into line segments (e.g. QGIS 'Convert geometry type') and export again.");

    public static readonly FindingKind GeometryUnknownType = new(
        "GEOM_UNKNOWN_TYPE", Severity.Error,
        "未知的图形类型“{0}”。请以点、线、面类型重新导出。",
        "Unknown geometry type '{0}'. Export as points, lines or polygons.");

    public static readonly FindingKind GeometryRingTooShort = new(
        "GEOM_RING_TOO_SHORT", Severity.Error,
        "多边形的环少于 3 个不同的点。请修复该图形。",
        "A ring has fewer than 3 different points. Repair the geometry.");

    public static readonly FindingKind GeometryRingUnclosed = new(
        "GEOM_RING_UNCLOSED", Severity.Warning,
        "多边形的环未闭合，已自动闭合。请确认图形是否正确。",
        "A ring was not closed and has been closed. Check the geometry.");

    public static readonly FindingKind GeometryRingDropped = new(
        "GEOM_RING_DROPPED", Severity.Warning,
        "多边形中有少于 3 个不同点的环，已略去该环。请检查图形。",
        "A ring of the polygon has fewer than 3 different points and was left out. Check the geometry.");

    public static readonly FindingKind GeometryLineTooShort = new(
        "GEOM_LINE_TOO_SHORT", Severity.Error,
        "线少于 2 个点。请修复该图形。",
        "A line has fewer than 2 points. Repair the geometry.");

    public static readonly FindingKind GeometryHoleOutside = new(
        "GEOM_HOLE_OUTSIDE", Severity.Warning,
        "内环不在任何外环之内，已按独立面处理。请检查环的方向。",
        "A hole lies inside no shell and was taken as a polygon of its own. Check the direction of the rings.");

    public static readonly FindingKind GeometryMalformed = new(
        "GEOM_MALFORMED", Severity.Error,
        "图形结构不正确（{0}）。请重新导出。",
        "The geometry is malformed ({0}). Export again.");

    public static readonly FindingKind GeometryTooLarge = new(
        "GEOM_TOO_LARGE", Severity.Error,
        "单个图形超过 {0} 字节的上限。请拆分该图形。",
        "A single geometry exceeds the limit of {0} bytes. Split it.");

    public static readonly FindingKind GeometryTooComplex = new(
        "GEOM_TOO_COMPLEX", Severity.Error,
        "多边形有 {0} 个互相重叠的环，无法在合理时间内组合。请拆分或修复该图形。",
        "The polygon has {0} rings on top of each other that cannot be put together in reasonable time. Split or repair it.");

    public static readonly FindingKind GeometryRingDirection = new(
        "GEOM_RING_DIRECTION", Severity.Info,
        "多边形的外环不是顺时针方向，已按嵌套关系判断内外环。",
        "No ring of the polygon is clockwise as shells should be; nesting decided which rings are holes.");
}
