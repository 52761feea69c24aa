using Platform.Findings;

namespace Platform.Spatial;

/// <summary>Every kind of finding that the spatial library makes.</summary>
public static class SpatialFindings
{
    /// <summary>{0}: file or layer.</summary>
    public static readonly FindingKind CrsMissing = new(
        "CRS_MISSING", Severity.Error,
        "{0} 没有坐标系说明（缺 .prj 或 srs 定义）。请在制图软件中定义坐标系（推荐 CGCS2000，EPSG:4490）后重新导出。",
        "{0} states no coordinate reference system (no .prj or srs definition). Define one (CGCS2000, EPSG:4490, is best) and export again.");

    /// <summary>{0}: what is wrong.</summary>
    public static readonly FindingKind CrsUnreadable = new(
        "CRS_UNREADABLE", Severity.Error,
        "坐标系定义无法解析：{0}。请用制图软件重新定义坐标系并导出。",
        "The definition of the coordinate reference system cannot be read: {0}. Define it anew in your GIS and export again.");

    /// <summary>{0}: name or code.</summary>
    public static readonly FindingKind CrsUnsupported = new(
        "CRS_UNSUPPORTED", Severity.Error,
        "坐标系“{0}”不受支持，无法转换到 CGCS2000。请转换为 EPSG:4490 或 CGCS2000 三度带后提交。",
        "The coordinate reference system '{0}' is not supported and cannot be transformed to CGCS2000. Deliver EPSG:4490 or a CGCS2000 3-degree zone.");

    /// <summary>{0}: CRS, {1}: datum.</summary>
    public static readonly FindingKind CrsNeedsParameters = new(
        "CRS_NEEDS_PARAMETERS", Severity.Error,
        "坐标系“{0}”（基准 {1}）只能用省级登记的七参数或四参数转换，本平台没有适用于该范围的参数。请登记参数，或转换到 CGCS2000 后提交。",
        "'{0}' (datum {1}) can be transformed only with registered seven or four parameters, and none is registered for this area. Register them, or deliver CGCS2000.");

    /// <summary>{0}: CRS, {1}: document of the parameters, {2}: extent of the data, {3}: area of use.</summary>
    public static readonly FindingKind CrsOutsideAreaOfUse = new(
        "CRS_OUTSIDE_AREA_OF_USE", Severity.Error,
        "坐标系“{0}”登记的转换参数（{1}）不适用于该范围（{2}），其适用范围是 {3}。请登记适用的参数，或转换到 CGCS2000 后提交。",
        "The parameters registered for '{0}' ({1}) do not hold at {2}; their area of use is {3}. Register parameters for it, or deliver CGCS2000.");

    /// <summary>{0}: CRS.</summary>
    public static readonly FindingKind CrsLocal = new(
        "CRS_LOCAL", Severity.Error,
        "“{0}”是独立（地方）坐标系，没有登记转换参数，不能定位。请登记四参数，或转换到 CGCS2000 后提交。",
        "'{0}' is a local grid without registered parameters and cannot be placed. Register four parameters, or deliver CGCS2000.");

    /// <summary>{0}: tolerance in metres.</summary>
    public static readonly FindingKind CrsUncommon = new(
        "CRS_UNCOMMON", Severity.Warning,
        "坐标系“{0}”不在平台支持之列，坐标按原样读取，无法转换。请改用 CGCS2000 坐标系。",
        "The CRS '{0}' is none that the platform knows; coordinates are read as they are and cannot be transformed. Use a CGCS2000 system.");

    public static readonly FindingKind CrsFromCoordinates = new(
        "CRS_FROM_COORDINATES", Severity.Warning,
        "文件没有声明坐标系，按坐标值判断为 {0}。请随数据提供坐标系定义并核对位置。",
        "The file states no CRS; by its coordinates it was taken as {0}. Deliver the CRS with the data and check the position.");

    public static readonly FindingKind CrsNotTold = new(
        "CRS_NOT_TOLD", Severity.Warning,
        "文件没有声明坐标系，坐标值也无法唯一判断坐标系。请随数据提供坐标系定义（如 .prj）。",
        "The file states no CRS and its coordinates fit none or several. Deliver the CRS with the data (a .prj, for instance).");

    public static readonly FindingKind CrsNotDegrees = new(
        "CRS_NOT_DEGREES", Severity.Error,
        "声明的坐标系 {0} 以度为单位，但坐标（{1}，{2}）超出经纬度范围。请改正坐标系定义。",
        "The stated CRS {0} is in degrees but the coordinate ({1}, {2}) is none. Correct the CRS definition.");

    public static readonly FindingKind CrsWgs84AsCgcs2000 = new(
        "CRS_WGS84_AS_CGCS2000", Severity.Info,
        "WGS 84 坐标按 CGCS2000 使用，差异不超过 {0} 米。",
        "WGS 84 coordinates are taken as CGCS2000; they differ by no more than {0} m.");

    /// <summary>{0}: declared CRS, {1}: what the coordinates look like.</summary>
    public static readonly FindingKind CrsContradictsCoordinates = new(
        "CRS_CONTRADICTS_COORDINATES", Severity.Error,
        "声明的坐标系“{0}”与坐标值不符：按坐标值和应在范围判断，数据应为“{1}”。请改正坐标系定义或坐标后重新提交。",
        "The declared '{0}' contradicts the coordinates: by their size and the expected extent they are '{1}'. Correct the definition or the coordinates.");

    /// <summary>{0}: declared CRS.</summary>
    public static readonly FindingKind CrsSwappedAxes = new(
        "CRS_SWAPPED_AXES", Severity.Error,
        "坐标轴颠倒：按“{0}”数据不在应在范围内，交换 X、Y 后正好落入。请以 X=东（经度）、Y=北（纬度）重新导出。",
        "The axes are swapped: as '{0}' the data lie outside the expected extent, with x and y exchanged they lie inside. Export with x = east (longitude), y = north (latitude).");

    /// <summary>{0}: CRS or "?", {1}: extent.</summary>
    public static readonly FindingKind CrsOutsideExtent = new(
        "CRS_OUTSIDE_EXTENT", Severity.Error,
        "按“{0}”数据（{1}）不在应在范围内，也不符合任何 CGCS2000 三度带或六度带。请检查坐标系和坐标值。",
        "As '{0}' the data ({1}) lie outside the expected extent, and no CGCS2000 3- or 6-degree zone explains them. Check the CRS and the coordinates.");

    /// <summary>{0}: candidates.</summary>
    public static readonly FindingKind CrsAmbiguous = new(
        "CRS_AMBIGUOUS", Severity.Error,
        "坐标没有带号，以下坐标系都可能：{0}。请在坐标系定义中写明中央经线后重新提交。",
        "The coordinates carry no zone number and fit several systems: {0}. State the central meridian in the CRS definition.");

    /// <summary>{0}: the system, {1}: metres east, {2}: metres north, {3}: matched pairs.</summary>
    public static readonly FindingKind DisplacedLikeMapService = new(
        "CRS_DISPLACED_MAP_SERVICE", Severity.Error,
        "坐标呈 {0} 偏移（相对参考图层东 {1} 米、北 {2} 米，{3} 对同名要素）。请使用未加偏的 CGCS2000 坐标。",
        "The coordinates are displaced like {0} ({1} m east, {2} m north of the reference layer, {3} matched features). Deliver undisplaced CGCS2000 coordinates.");

    /// <summary>{0}: metres east, {1}: metres north, {2}: matched pairs.</summary>
    public static readonly FindingKind Displaced = new(
        "CRS_DISPLACED", Severity.Warning,
        "坐标相对参考图层整体偏移东 {0} 米、北 {1} 米（{2} 对同名要素），不是 GCJ-02 或 BD-09 偏移。请检查坐标系参数。",
        "The coordinates lie {0} m east and {1} m north of the reference layer ({2} matched features), unlike GCJ-02 or BD-09. Check the datum and its parameters.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind GeometryMissing = new(
        "GEOM_MISSING", Severity.Error,
        "图形为空。请补绘图形或删除该行。",
        "The geometry is null or empty. Draw it or delete the row.");

    /// <summary>{0}: geometry type.</summary>
    public static readonly FindingKind GeometryNotPolygonal = new(
        "GEOM_NOT_POLYGONAL", Severity.Error,
        "图形类型为 {0}，此处要求面。请提交面或多部件面。",
        "The geometry is a {0}; polygons are asked for. Deliver polygons or multi-polygons.");

    /// <summary>{0}: ordinates.</summary>
    public static readonly FindingKind GeometryNotFinite = new(
        "GEOM_VERTEX_NOT_FINITE", Severity.Error,
        "坐标不是有限数（{0}）。请修复该顶点。",
        "A coordinate is not a finite number ({0}). Mend the vertex.");

    /// <summary>{0}: ordinates.</summary>
    public static readonly FindingKind GeometryOutOfRange = new(
        "GEOM_VERTEX_OUT_OF_RANGE", Severity.Error,
        "坐标超出允许范围（{0}）。请检查坐标系和坐标值。",
        "A coordinate is out of range ({0}). Check the CRS and the coordinates.");

    /// <summary>{0}: depth, {1}: limit.</summary>
    public static readonly FindingKind GeometryTooDeep = new(
        "GEOM_COLLECTION_TOO_DEEP", Severity.Error,
        "几何集合嵌套 {0} 层，超过 {1} 层。请拆开嵌套的集合。",
        "Geometry collections are nested {0} deep, more than {1}. Take the nesting apart.");

    /// <summary>{0}: vertices, {1}: limit.</summary>
    public static readonly FindingKind GeometryTooManyVertices = new(
        "GEOM_TOO_MANY_VERTICES", Severity.Error,
        "图形有 {0} 个顶点，超过 {1} 个。请分割图形或适当抽稀。",
        "The geometry has {0} vertices, more than {1}. Split or simplify it.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind RingNotClosed = new(
        "GEOM_RING_NOT_CLOSED", Severity.Error,
        "面的边界未闭合或少于四个坐标。请闭合边界。",
        "A ring is not closed or has fewer than four coordinates. Close it.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind RingCollapsed = new(
        "GEOM_RING_COLLAPSED", Severity.Error,
        "面的边界没有面积（重合的点或折返的线）。请删除或重绘该部件。",
        "A ring encloses no area (equal points or a line there and back). Delete the part or draw it anew.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind SelfIntersection = new(
        "GEOM_SELF_INTERSECTION", Severity.Error,
        "面的边界自相交（如“蝴蝶结”）。请在此处拆开或修正边界。",
        "The boundary crosses itself (a bow-tie). Part or correct it at this place.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind PartsOverlap = new(
        "GEOM_PARTS_OVERLAP", Severity.Error,
        "多部件面的部件相互重叠，面积会重复计算。请合并重叠的部件。",
        "Parts of a multi-polygon overlap, so their area would count twice. Merge them.");

    /// <summary>{0}: the validator's word for it.</summary>
    public static readonly FindingKind GeometryInvalid = new(
        "GEOM_INVALID", Severity.Error,
        "图形不符合面的拓扑规则（{0}）。请修复后重新提交。",
        "The geometry breaks the rules for polygons ({0}). Repair it and deliver again.");

    /// <summary>{0}: what was wrong, {1}: m² before, {2}: m² after.</summary>
    public static readonly FindingKind GeometryRepaired = new(
        "GEOM_REPAIRED", Severity.Warning,
        "图形已自动修复（{0}），面积由 {1} 平方米变为 {2} 平方米。请核对。",
        "The geometry was repaired ({0}); its area went from {1} m² to {2} m². Check it.");

    /// <summary>{0}: what was wrong.</summary>
    public static readonly FindingKind GeometryBeyondRepair = new(
        "GEOM_BEYOND_REPAIR", Severity.Error,
        "图形无法自动修复（{0}）。请重绘。",
        "The geometry cannot be repaired ({0}). Draw it anew.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind ClassMissing = new(
        "OVL_CLASS_MISSING", Severity.Warning,
        "该行没有分类代码，按空分类统计。请补填。",
        "The row has no class; its area counts under the empty class. Fill it in.");

    /// <summary>{0}: subject row, {1}: layer row, {2}: estimate, {3}: limit.</summary>
    public static readonly FindingKind OverlayTooComplex = new(
        "OVL_TOO_COMPLEX", Severity.Error,
        "图斑（行 {0}）与图层（行 {1}）叠加过于复杂（至少 {2} 对边，上限 {3}）。请分割或抽稀其中之一。",
        "The overlay of subject row {0} with layer row {1} is too complex (at least {2} pairs of edges, limit {3}). Split or simplify one of them.");

    /// <summary>{0}: subject row, {1}: limit.</summary>
    public static readonly FindingKind OverlayTooLarge = new(
        "OVL_TOO_LARGE", Severity.Error,
        "图斑（行 {0}）范围内的图层超过 {1} 条边，内存不足以一次计算。请分割该图斑。",
        "The layer has more than {1} edges near subject row {0}, more than memory is given for. Split the subject.");

    /// <summary>{0}: subject row, {1}: estimate, {2}: limit.</summary>
    public static readonly FindingKind PartitionTooComplex = new(
        "PRT_TOO_COMPLEX", Severity.Error,
        "图斑（行 {0}）与各图层共同划分过于复杂（至少 {1} 步，上限 {2}）。请分割该图斑。",
        "The division of subject row {0} by all layers is too complex (at least {1} steps, limit {2}). Split the subject.");

    /// <summary>{0}: CRS of the subjects.</summary>
    public static readonly FindingKind PlanarNeedsProjection = new(
        "OVL_PLANAR_NEEDS_PROJECTION", Severity.Error,
        "平面面积要求投影坐标系，图斑的坐标系是“{0}”。请改用椭球面积，或转换到 CGCS2000 三度带。",
        "Planar areas need a projected CRS; the subjects are in '{0}'. Take ellipsoidal areas, or deliver a CGCS2000 3-degree zone.");

    /// <summary>No arguments.</summary>
    public static readonly FindingKind SubjectIdMissing = new(
        "OVL_ID_MISSING", Severity.Warning,
        "该图斑没有编号，结果中使用行号。请补填。",
        "The subject has no id; the result has its row number instead. Fill it in.");

    /// <summary>{0}: row, {1}: m², {2}: row of the subject.</summary>
    public static readonly FindingKind RowsOverlap = new(
        "OVL_ROWS_OVERLAP", Severity.Warning,
        "该行与第 {0} 行在图斑（行 {2}）内重叠 {1} 平方米，两行的面积各计一次。请核对图层。",
        "The row overlaps row {0} by {1} m² within subject row {2}; the area counts for both. Check the layer.");

    /// <summary>{0}: subject row.</summary>
    public static readonly FindingKind OverlayFailed = new(
        "OVL_FAILED", Severity.Error,
        "图斑（行 {0}）的叠加计算失败。请检查该处图形是否几乎重合或自相交。",
        "The overlay of subject row {0} failed. Check for nearly coincident or self-crossing boundaries there.");

    /// <summary>{0}: row, {1}: m².</summary>
    public static readonly FindingKind StackedRows = new(
        "CHG_STACKED", Severity.Info,
        "该行与第 {0} 行图形相同（{1} 平方米，如多户同宗地），按一个图形处理。",
        "The row has the same shape as row {0} ({1} m², such as condominiums on one lot); both count as one shape.");

    /// <summary>{0}: m², {1}: number of rows.</summary>
    public static readonly FindingKind EpochOverlaps = new(
        "CHG_EPOCH_OVERLAPS", Severity.Info,
        "同期图形相互重叠 {0} 平方米，涉及 {1} 行；重叠处只计一次。",
        "Rows of one epoch overlap each other by {0} m² in {1} rows; such places count once.");

    /// <summary>{0}: code of the fault, {1}: Chinese text, {2}: English text.</summary>
    public static readonly FindingKind RowLeftOut = new(
        "CHG_ROW_LEFT_OUT", Severity.Warning,
        "该行未参与比较（{0}）：{1}",
        "The row is left out of the comparison ({0}): {2}");

    /// <summary>{0}: rows enclosed, {1}: m².</summary>
    public static readonly FindingKind EpochScope = new(
        "CHG_SCOPE", Severity.Warning,
        "该行（{1} 平方米）包围另一期的 {0} 个图形，而另一期此处为空白（如道路用地）：按采集范围不同处理，不作为变化。",
        "The row ({1} m²) encloses {0} shapes of the other epoch, which leaves its ground blank (such as streets): a difference of scope, not a change.");

    /// <summary>{0}: pairs found, {1}: pairs needed, {2}: tolerance in metres.</summary>
    public static readonly FindingKind TooFewPairs = new(
        "CHG_TOO_FEW_PAIRS", Severity.Warning,
        "两期只有 {0} 对相同图形（需要 {1} 对），无法测定套合误差，采用缺省容差 {2} 米。请核对结果，或指定容差。",
        "The epochs share only {0} matching shapes ({1} are needed), so their misregistration cannot be measured; the default tolerance of {2} m is used. Check the result or state a tolerance.");

    /// <summary>{0}: measured tolerance, {1}: limit, metres.</summary>
    public static readonly FindingKind EpochsTooDifferent = new(
        "CHG_TOO_DIFFERENT", Severity.Error,
        "两期图形的套合误差约 {0} 米，超过 {1} 米，无法区分变化与误差。请先统一坐标系或重新配准。",
        "The epochs fit each other only within about {0} m, worse than {1} m: change and misregistration cannot be told apart. Bring them to one CRS or register them anew.");

    /// <summary>{0}: place in the working zone, metres.</summary>
    public static readonly FindingKind ComparisonFailed = new(
        "CHG_FAILED", Severity.Error,
        "两期图形在 {0}（三度带坐标）附近无法叠加。请检查该处图形是否几乎重合或自相交。",
        "The epochs cannot be overlaid near {0} (coordinates of the 3-degree zone). Check for nearly coincident or self-crossing boundaries there.");
}
