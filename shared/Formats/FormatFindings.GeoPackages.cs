using Platform.Findings;

namespace Platform.Formats;

/// <content>GeoPackages.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind GeoPackageHeader = new(
        "GPKG_HEADER", Severity.Error,
        "不是有效的 GeoPackage（SQLite）文件（{0}）。请重新导出。",
        "Not a valid GeoPackage (SQLite) file ({0}). Export again.");

    public static readonly FindingKind GeoPackageTruncated = new(
        "GPKG_TRUNCATED", Severity.Error,
        "GeoPackage 文件不完整：应有 {0} 字节，实际 {1} 字节。请重新导出并完整上传。",
        "The GeoPackage is incomplete: it should have {0} bytes and has {1}. Export again and upload all of it.");

    public static readonly FindingKind GeoPackageDamaged = new(
        "GPKG_DAMAGED", Severity.Error,
        "GeoPackage 数据库已损坏（{0}）。请重新导出。",
        "The GeoPackage database is damaged ({0}). Export again.");

    public static readonly FindingKind GeoPackageNoContents = new(
        "GPKG_NO_CONTENTS", Severity.Error,
        "数据库中没有 GeoPackage 目录表 {0}，不是 GeoPackage。请导出为 GeoPackage（.gpkg）。",
        "The database lacks the GeoPackage table {0}: it is no GeoPackage. Export as GeoPackage (.gpkg).");

    public static readonly FindingKind GeoPackageApplicationId = new(
        "GPKG_APPLICATION_ID", Severity.Warning,
        "文件头的应用标识 0x{0} 不是 GeoPackage 标识，内容已按 GeoPackage 读取。",
        "The application id 0x{0} in the header is not that of a GeoPackage; the content was read as one.");

    public static readonly FindingKind GeoPackageJournal = new(
        "GPKG_WAL", Severity.Warning,
        "GeoPackage 在 WAL 模式下保存，若上传前未正常关闭软件，最近的修改可能不在文件中。请关闭所有软件后重新上传。",
        "The GeoPackage was saved in WAL mode: if it was not closed before, the latest edits may be missing. Close all programs and upload again.");

    public static readonly FindingKind GeoPackageTableMissing = new(
        "GPKG_TABLE_MISSING", Severity.Error,
        "目录中登记的图层“{0}”没有对应的数据表。请重新导出。",
        "The registered layer '{0}' has no table. Export again.");

    public static readonly FindingKind GeoPackageNotATable = new(
        "GPKG_NOT_A_TABLE", Severity.Error,
        "图层“{0}”是视图或虚拟表，出于安全不读取。请导出为普通图层。",
        "Layer '{0}' is a view or virtual table, which is not read for safety. Export it as an ordinary layer.");

    public static readonly FindingKind GeoPackageContentIgnored = new(
        "GPKG_CONTENT_IGNORED", Severity.Info,
        "内容“{0}”的类型为 {1}，不是矢量图层或表，未读取。",
        "Content '{0}' is of type {1}, neither features nor attributes, and was not read.");

    public static readonly FindingKind GeoPackageBlob = new(
        "GPKG_BLOB", Severity.Error,
        "图形字段不是有效的 GeoPackage 图形（{0}）。请重新导出。",
        "The geometry is not a valid GeoPackage geometry ({0}). Export again.");

    public static readonly FindingKind GeoPackageSrsMismatch = new(
        "GPKG_SRS_MISMATCH", Severity.Warning,
        "图形自带的坐标系编号 {0} 与图层的 {1} 不一致，已按图层处理。请检查坐标系。",
        "The geometry's srs_id {0} differs from the layer's {1}, which was used. Check the CRS.");

    public static readonly FindingKind GeoPackageValue = new(
        "GPKG_VALUE", Severity.Warning,
        "值“{0}”不符合字段类型 {1}，已按空值处理。请改正后重新导出。",
        "The value '{0}' does not fit the field type {1} and was taken as empty. Correct it and export again.");

    public static readonly FindingKind GeoPackageTooManyColumns = new(
        "GPKG_TOO_MANY_COLUMNS", Severity.Error,
        "图层“{0}”的字段超过 {1} 个，未读取。",
        "Layer '{0}' has more than {1} columns and was not read.");

    public static readonly FindingKind GeoPackageTooManyLayers = new(
        "GPKG_TOO_MANY_LAYERS", Severity.Error,
        "GeoPackage 中登记的图层超过 {0} 个，其余未读取。请分成几个文件上传。",
        "The GeoPackage registers more than {0} layers; the others were not read. Upload it as several files.");

    public static readonly FindingKind GeoPackageWithoutRowId = new(
        "GPKG_WITHOUT_ROWID", Severity.Error,
        "数据表“{0}”以 WITHOUT ROWID 方式存储，不读取。请导出为普通图层。",
        "Table '{0}' is stored WITHOUT ROWID, which is not read. Export it as an ordinary layer.");

    public static readonly FindingKind GeoPackageComputedColumn = new(
        "GPKG_COMPUTED_COLUMN", Severity.Info,
        "字段“{0}”是计算列，文件中没有存储它的值，未读取。",
        "Column '{0}' is computed and its values are not in the file; it was not read.");

    public static readonly FindingKind GeoPackageGeometryColumn = new(
        "GPKG_GEOMETRY_COLUMN", Severity.Error,
        "目录中登记的图形字段“{0}”不在图层的数据表中。请重新导出。",
        "The registered geometry column '{0}' is not in the layer's table. Export again.");

    public static readonly FindingKind GeoPackageTextTooLong = new(
        "GPKG_TEXT_TOO_LONG", Severity.Error,
        "一行中的文字超过 {0} 字节，其余已按空值处理。请检查该行内容。",
        "The texts of a row take more than {0} bytes; the rest was taken as empty. Check the row.");
}
