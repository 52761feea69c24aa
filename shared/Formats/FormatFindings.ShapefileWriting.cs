using Platform.Findings;

namespace Platform.Formats;

/// <content>What a shapefile that is written cannot hold.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind ShapefileMixed = new(
        "SHP_MIXED_TYPES", Severity.Error,
        "一个 Shapefile 只能存放一种图形（点、多点、线或面），该要素（{0}）与前面的要素不同，未生成文件。请先按图形类型拆分图层，或改用 .gpkg。",
        "A shapefile holds one type of geometry (points, multipoints, lines or polygons); this feature ({0}) differs from those before, so nothing was written. Split the layer by type, or write .gpkg.");

    public static readonly FindingKind ShapefileWithoutGeometry = new(
        "SHP_WITHOUT_GEOMETRY", Severity.Error,
        "该图层是没有图形的表，不能写成 .shp。请改用 .csv 或 .gpkg，或输出 .zip（只含 .dbf）。",
        "The layer is a table without geometry and cannot become a .shp. Write .csv or .gpkg, or .zip, which then holds a .dbf alone.");

    public static readonly FindingKind ShapefileTooLarge = new(
        "SHP_TOO_LARGE", Severity.Error,
        "{0} 将超过 Shapefile 的 {1} 字节上限，未生成文件。请拆分图层，或改用 .gpkg。",
        "The {0} would exceed the {1} bytes that a shapefile may have, so nothing was written. Split the layer, or write .gpkg.");

    public static readonly FindingKind ShapefileProjectionUnwritten = new(
        "SHP_PRJ_NOT_WRITTEN", Severity.Warning,
        "坐标系“{0}”无法写成 .prj，输出文件不含坐标系。请另行告知，或用 --to-crs 转换到常用坐标系。",
        "The CRS '{0}' cannot be written as a .prj; the files state none. Say it beside them, or transform to a common CRS with --to-crs.");

    public static readonly FindingKind TableTooManyFields = new(
        "DBF_TOO_MANY_FIELDS", Severity.Error,
        "图层有 {0} 个字段，.dbf 最多 {1} 个，未生成文件。请删减字段，或改用 .gpkg。",
        "The layer has {0} fields, a .dbf at most {1}, so nothing was written. Drop fields, or write .gpkg.");

    public static readonly FindingKind TableFieldRenamed = new(
        "DBF_FIELD_RENAMED", Severity.Warning,
        "字段“{0}”已改名为“{1}”：.dbf 的字段名最多 10 字节（UTF-8 汉字每字 3 字节），且不得重复。",
        "Field '{0}' became '{1}': names in a .dbf have at most 10 bytes and differ from each other.");

    public static readonly FindingKind TableFieldLeftOut = new(
        "DBF_FIELD_LEFT_OUT", Severity.Warning,
        "字段是二进制数据，.dbf 不能存放，已略去。如需保留请改用 .gpkg。",
        "The field is binary, which a .dbf cannot hold, and was left out. Write .gpkg to keep it.");

    public static readonly FindingKind TableTimeAsText = new(
        "DBF_TIME_AS_TEXT", Severity.Info,
        "字段是日期时间，.dbf 只有日期类型，已写成文字（ISO 8601）。",
        "The field holds times; a .dbf has days only, so they were written as text (ISO 8601).");

    public static readonly FindingKind TableTextCut = new(
        "DBF_TEXT_CUT", Severity.Warning,
        "文字超过 {0} 字节，已在整字处截断。如需完整文字请改用 .gpkg。",
        "The text exceeds {0} bytes and was cut after a whole character. Write .gpkg to keep all of it.");
}
