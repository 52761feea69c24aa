using Platform.Findings;

namespace Platform.Formats;

/// <content>Shapefiles and their dBASE tables.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind ShapefileHeader = new(
        "SHP_HEADER", Severity.Error,
        "不是有效的 .shp 文件（{0}）。请重新导出 Shapefile。",
        "Not a valid .shp file ({0}). Export the shapefile again.");

    public static readonly FindingKind ShapefileType = new(
        "SHP_TYPE", Severity.Error,
        "不支持的 Shapefile 图形类型 {0}（例如多面体 MultiPatch）。请导出为点、线或面。",
        "Shape type {0} is not supported (MultiPatch, for instance). Export points, lines or polygons.");

    public static readonly FindingKind ShapefileTruncated = new(
        "SHP_TRUNCATED", Severity.Error,
        ".shp 文件不完整：文件头声明 {0} 字节，实际读到 {1} 字节。请重新导出并完整上传。",
        "The .shp file is incomplete: its header states {0} bytes, there are {1}. Export again and upload all of it.");

    public static readonly FindingKind ShapefileRecordDamaged = new(
        "SHP_RECORD_DAMAGED", Severity.Error,
        ".shp 文件从第 {0} 条记录起无法读取（记录长度 {1} 无效），其后的记录已丢失。请重新导出。",
        "The .shp file cannot be read from record {0} on (invalid record length {1}); what follows is lost. Export again.");

    public static readonly FindingKind ShapefileRecordType = new(
        "SHP_RECORD_TYPE", Severity.Error,
        "该记录的图形类型 {0} 与文件类型 {1} 不一致。请重新导出。",
        "The shape type {0} of the record differs from the file's type {1}. Export again.");

    public static readonly FindingKind ShapefileTrailingBytes = new(
        "SHP_TRAILING_BYTES", Severity.Warning,
        ".shp 文件在声明的结尾之后还有 {0} 字节，已忽略。请确认导出的数据完整。",
        "The .shp file has {0} bytes behind its stated end, which were ignored. Check that the export is complete.");

    public static readonly FindingKind ShapefileRecordNumber = new(
        "SHP_RECORD_NUMBER", Severity.Warning,
        ".shp 文件的记录编号不连续（第 {0} 条标为 {1}）。请检查导出软件。",
        "The record numbers of the .shp file are not consecutive (record {0} is numbered {1}). Check the program that exported it.");

    public static readonly FindingKind ShapefileGap = new(
        "SHP_GAP", Severity.Warning,
        ".shp 文件在第 {0} 条记录前有 {1} 字节不属于任何记录，已按 .shx 索引跳过。",
        "The .shp file has {1} bytes before record {0} that belong to no record; they were skipped as the .shx says.");

    public static readonly FindingKind ShapefileIndexMissing = new(
        "SHP_NO_SHX", Severity.Info,
        "缺少 .shx 索引文件，已直接按 .shp 顺序读取。",
        "The .shx index is missing; the .shp was read in its own order.");

    public static readonly FindingKind ShapefileIndexMismatch = new(
        "SHP_SHX_MISMATCH", Severity.Warning,
        ".shx 索引与 .shp 不一致，已忽略索引。",
        "The .shx index does not match the .shp and was ignored.");

    public static readonly FindingKind ShapefileTableMissing = new(
        "SHP_NO_DBF", Severity.Warning,
        "缺少 .dbf 属性表，只读取了图形。请把同名的 .shp、.shx、.dbf、.prj、.cpg 一并上传。",
        "The .dbf attribute table is missing; only geometry was read. Upload .shp, .shx, .dbf, .prj and .cpg together.");

    public static readonly FindingKind ShapefileOnlyTable = new(
        "SHP_NO_SHP", Severity.Warning,
        "只有 .dbf 属性表而没有 .shp，已按无图形的表读取。如应有图形，请把同名的 .shp 一并上传。",
        "There is a .dbf table without its .shp; it was read as a table without geometry. Upload the .shp too if there is one.");

    public static readonly FindingKind ShapefileProjectionMissing = new(
        "SHP_NO_PRJ", Severity.Warning,
        "缺少 .prj 坐标系文件，需根据坐标判断坐标系。请随数据提供 .prj。",
        "The .prj file is missing, so the CRS has to be recognised from the coordinates. Deliver the .prj too.");

    public static readonly FindingKind ShapefileCountMismatch = new(
        "SHP_COUNT_MISMATCH", Severity.Error,
        ".shp 有 {0} 条记录而 .dbf 有 {1} 条，图形与属性无法对应。请重新导出。",
        "The .shp has {0} records and the .dbf {1}: geometry and attributes do not correspond. Export again.");

    public static readonly FindingKind ShapefileNeedsSiblings = new(
        "SHP_NEEDS_SIBLINGS", Severity.Error,
        "单独的 {0} 文件不能作为图层。请把同名的 .shp、.shx、.dbf、.prj、.cpg 压缩成一个 ZIP 上传。",
        "A lone {0} file is no layer. Zip .shp, .shx, .dbf, .prj and .cpg of the same name together and upload that.");

    public static readonly FindingKind ShapefileOrdinatesDropped = new(
        "SHP_ZM_DROPPED", Severity.Info,
        "图层带有 Z 或 M 值，平台只使用平面坐标。",
        "The layer has Z or M values; only plane coordinates are used.");

    public static readonly FindingKind TableHeader = new(
        "DBF_HEADER", Severity.Error,
        "不是有效的 .dbf 文件（{0}）。请重新导出。",
        "Not a valid .dbf file ({0}). Export again.");

    public static readonly FindingKind TableTruncated = new(
        "DBF_TRUNCATED", Severity.Error,
        ".dbf 文件不完整：声明 {0} 条记录，只够 {1} 条。请重新导出并完整上传。",
        "The .dbf file is incomplete: it states {0} records and has room for {1}. Export again and upload all of it.");

    public static readonly FindingKind TableFieldType = new(
        "DBF_FIELD_TYPE", Severity.Warning,
        "字段类型“{0}”不支持，该字段未读取。",
        "Field type '{0}' is not supported; the field was not read.");

    public static readonly FindingKind TableValue = new(
        "DBF_VALUE", Severity.Warning,
        "值“{0}”不符合字段类型 {1}，已按空值处理。请改正后重新导出。",
        "The value '{0}' does not fit the field type {1} and was taken as empty. Correct it and export again.");

    public static readonly FindingKind TableTextDamaged = new(
        "DBF_TEXT_DAMAGED", Severity.Warning,
        "文字无法完整按 {0} 解码（可能被截断或编码不一致），读为“{1}”。",
        "The text cannot be decoded wholly as {0} (cut off, or in another encoding); it was read as '{1}'.");

    public static readonly FindingKind TableEncodingGuessed = new(
        "DBF_ENCODING_GUESSED", Severity.Warning,
        "没有 .cpg 也没有编码标识，文字已按 {0} 解读，例如“{1}”。如有乱码请提供 .cpg。",
        "There is neither a .cpg nor a code page mark; text was read as {0}, e.g. '{1}'. If it is garbled, deliver a .cpg.");

    public static readonly FindingKind TableEncodingWrong = new(
        "DBF_ENCODING_WRONG", Severity.Warning,
        "声明的编码 {0} 与内容不符，已按 {1} 解读，例如“{2}”。请改正 .cpg。",
        "The stated encoding {0} contradicts the content, which was read as {1}, e.g. '{2}'. Correct the .cpg.");

    public static readonly FindingKind TableEncodingUnknown = new(
        "DBF_ENCODING_UNKNOWN", Severity.Warning,
        ".cpg 中的编码“{0}”无法识别，已根据内容判断。",
        "The encoding '{0}' in the .cpg is unknown; the content decided.");

    public static readonly FindingKind TableRowsDeleted = new(
        "DBF_ROWS_DELETED", Severity.Info,
        ".dbf 中有标记为已删除的记录，已跳过（首条为第 {0} 行）。",
        "The .dbf has records marked as deleted, which were skipped (the first is row {0}).");
}
