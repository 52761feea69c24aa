using Platform.Findings;

namespace Platform.Formats;

/// <summary>
/// Every finding that reading a file can end in; the codes are a closed set and are never reused.
/// This part: deliveries and files in general. The other parts hold one format each.
/// </summary>
public static partial class FormatFindings
{
    public static readonly FindingKind TooManyFindings = new(
        "FILE_TOO_MANY_FINDINGS", Severity.Error,
        "问题超过 {0} 条，其余不再列出。请先修改已列出的问题后重新上传。",
        "More than {0} findings; the rest are not listed. Mend the listed ones and upload again.");

    public static readonly FindingKind FileMissing = new(
        "FILE_MISSING", Severity.Error,
        "找不到文件“{0}”。请检查路径。",
        "There is no file '{0}'. Check the path.");

    public static readonly FindingKind FileEmpty = new(
        "FILE_EMPTY", Severity.Error,
        "文件是空的（0 字节）。请重新导出并上传。",
        "The file is empty (0 bytes). Export it again and upload.");

    public static readonly FindingKind FileChanged = new(
        "FILE_CHANGED", Severity.Error,
        "文件在读取过程中发生了变化。请等写入完成后重新上传。",
        "The file changed while it was read. Upload it again when it is no longer being written.");

    public static readonly FindingKind FileTooLarge = new(
        "FILE_TOO_LARGE", Severity.Error,
        "文件超过 {0} 字节的上限。请拆分后上传。",
        "The file exceeds the limit of {0} bytes. Split it.");

    public static readonly FindingKind FileUnsupported = new(
        "FILE_UNSUPPORTED", Severity.Error,
        "不支持的文件类型“{0}”。请上传 Shapefile（ZIP）、GeoPackage、GeoJSON、FlatGeobuf、GML、DXF、CSV 或 XLSX。",
        "File type '{0}' is not supported. Upload a zipped shapefile, GeoPackage, GeoJSON, FlatGeobuf, GML, DXF, CSV or XLSX.");

    public static readonly FindingKind FileContentMismatch = new(
        "FILE_CONTENT_MISMATCH", Severity.Warning,
        "文件扩展名为“{0}”，内容实为 {1}，已按内容读取。请改正扩展名。",
        "The extension is '{0}' but the content is {1}, as which it was read. Correct the extension.");

    public static readonly FindingKind NothingToRead = new(
        "FILE_NOTHING_TO_READ", Severity.Error,
        "文件中没有可读取的图层或表格。请上传 Shapefile（ZIP）、GeoPackage、GeoJSON、FlatGeobuf、GML、DXF、CSV 或 XLSX。",
        "There is no layer or table to read. Upload a zipped shapefile, GeoPackage, GeoJSON, FlatGeobuf, GML, DXF, CSV or XLSX.");

    public static readonly FindingKind FileNotRead = new(
        "FILE_NOT_READ", Severity.Info,
        "“{0}”不是可读取的图层或表格，仅作为附件保存。",
        "'{0}' is no layer or table that can be read; it is kept as an attachment only.");

    public static readonly FindingKind GzipDamaged = new(
        "GZIP_DAMAGED", Severity.Error,
        "GZIP 文件已损坏或不完整。请重新压缩上传。",
        "The gzip file is damaged or incomplete. Compress it again.");

    public static readonly FindingKind GzipRatio = new(
        "GZIP_RATIO", Severity.Error,
        "GZIP 文件的压缩比超过 {0}:1，疑似压缩炸弹，已拒绝。",
        "The gzip file is compressed more than {0}:1, like a bomb, and is refused.");
}
