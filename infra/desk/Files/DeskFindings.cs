using Platform.Findings;

namespace Platform.Desk.Files;

/// <summary>What the desk tool itself finds, beside what readers and checks find.</summary>
internal static class DeskFindings
{
    public static readonly FindingKind Usage = new(
        "DESK_USAGE", Severity.Error,
        "命令用法不正确：{0}。请用 --help 查看用法。",
        "Wrong usage: {0} See --help.");

    public static readonly FindingKind FileAccess = new(
        "DESK_FILE_ACCESS", Severity.Error,
        "无法读取或写入文件“{0}”：{1}。请检查路径和权限。",
        "'{0}' cannot be read or written: {1} Check the path and the permissions.");

    public static readonly FindingKind TargetFormat = new(
        "DESK_TARGET_FORMAT", Severity.Error,
        "不支持写入“{0}”。请使用扩展名 .gpkg、.shp、.zip（Shapefile）、.geojson、.geojsonl、.fgb 或 .csv（GeoJSON 可加 .gz）。",
        "'{0}' cannot be written. Use the extension .gpkg, .shp, .zip (shapefiles), .geojson, .geojsonl, .fgb or .csv (GeoJSON also with .gz).");

    public static readonly FindingKind LayerChoice = new(
        "DESK_LAYER_CHOICE", Severity.Error,
        "输出格式只能容纳一个图层，请用 --layer 指定其中之一：{0}。",
        "The output format holds one layer; name one with --layer: {0}.");

    public static readonly FindingKind LayerUnknown = new(
        "DESK_LAYER_UNKNOWN", Severity.Error,
        "文件中没有图层“{0}”，可选图层：{1}。",
        "There is no layer '{0}'; there are: {1}.");

    public static readonly FindingKind GeometryUnfit = new(
        "DESK_GEOMETRY_UNFIT", Severity.Error,
        "该要素的图形（{0}）与图层声明的类型（{1}）不符，未写入。请按类型拆分图层。",
        "The geometry ({0}) does not belong into a layer of {1} and was not written. Split the layer by geometry type.");

    public static readonly FindingKind RowLeftOut = new(
        "DESK_ROW_LEFT_OUT", Severity.Error,
        "该要素有错误，未写入输出文件。请先改正上面列出的问题。",
        "The feature has errors and was not written. Mend what is listed for it first.");

    public static readonly FindingKind NotTransformed = new(
        "DESK_NOT_TRANSFORMED", Severity.Error,
        "该要素的坐标无法转换到 {0}（结果不是有限数值），未写入。请检查坐标系与坐标。",
        "The coordinates cannot be transformed to {0} (the result is not finite); the feature was not written. Check CRS and coordinates.");
}
