using Platform.Findings;

namespace Platform.Formats;

/// <content>CSV files and workbooks.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind CsvEncodingGuessed = new(
        "CSV_ENCODING_GUESSED", Severity.Warning,
        "CSV 不是 UTF-8 编码，已按 {0} 解读。如有乱码请另存为“CSV UTF-8”。",
        "The CSV is not in UTF-8 and was read as {0}. If it is garbled, save it as 'CSV UTF-8'.");

    public static readonly FindingKind CsvTextDamaged = new(
        "CSV_TEXT_DAMAGED", Severity.Warning,
        "该行有无法按 {0} 解码的字节，已用替代符表示。请以 UTF-8 重新保存。",
        "The row has bytes that are not {0} and were replaced. Save it again in UTF-8.");

    public static readonly FindingKind CsvOpenEnd = new(
        "CSV_OPEN_END", Severity.Info,
        "CSV 的最后一行（第 {0} 行）没有换行符。CSV 没有结束标记，请核对文件是否完整。",
        "The last line of the CSV (line {0}) has no line break. CSV has no end mark: check that the file is complete.");

    public static readonly FindingKind CsvUnclosedQuote = new(
        "CSV_UNCLOSED_QUOTE", Severity.Error,
        "第 {0} 行有未闭合的引号，文件可能不完整。请检查该行并重新导出。",
        "A quote opened in row {0} is never closed; the file may be incomplete. Check that row and export again.");

    public static readonly FindingKind CsvStrayQuote = new(
        "CSV_STRAY_QUOTE", Severity.Warning,
        "闭合引号之后还有文字，已一并读入。请检查引号。",
        "There is text behind a closing quote; it was taken into the cell. Check the quotes.");

    public static readonly FindingKind CsvColumnCount = new(
        "CSV_COLUMN_COUNT", Severity.Warning,
        "该行有 {0} 列，而首行有 {1} 列。请检查分隔符和引号。",
        "The row has {0} columns and the first row {1}. Check delimiters and quotes.");

    public static readonly FindingKind CsvBinary = new(
        "CSV_BINARY", Severity.Error,
        "文件含有空字符，不是 CSV 文本。请重新导出为 CSV。",
        "The file has NUL characters and is no CSV text. Export it as CSV.");

    public static readonly FindingKind TableTooWide = new(
        "TABLE_TOO_WIDE", Severity.Error,
        "第 {0} 行超过 {1} 列，已拒绝。",
        "Row {0} has more than {1} columns; refused.");

    public static readonly FindingKind TableCellTooLong = new(
        "TABLE_CELL_TOO_LONG", Severity.Error,
        "单元格内容超过 {0} 个字符，已拒绝。",
        "A cell holds more than {0} characters; refused.");

    public static readonly FindingKind TableTooManyGaps = new(
        "TABLE_TOO_MANY_GAPS", Severity.Error,
        "表格中数据之间的空白单元格超过 {0} 个，其余未读取。请删除空白列或把数据移到前面的列。",
        "The table has more than {0} blank cells between its data; the rest was not read. Delete blank columns.");

    public static readonly FindingKind XlsxNotAWorkbook = new(
        "XLSX_NOT_A_WORKBOOK", Severity.Error,
        "文件不是有效的 XLSX 工作簿（缺少 {0}）。请用 Excel 或 WPS 另存为 .xlsx。",
        "Not a valid XLSX workbook ({0} is missing). Save it as .xlsx.");

    public static readonly FindingKind XlsxEncrypted = new(
        "XLSX_ENCRYPTED", Severity.Error,
        "工作簿设置了打开密码。请取消密码后重新上传。",
        "The workbook is encrypted with a password. Remove the password and upload again.");

    public static readonly FindingKind XlsxOldFormat = new(
        "XLSX_OLD_FORMAT", Severity.Error,
        "旧版 Office 文件（.xls/.doc）不支持。请另存为 .xlsx 后上传。",
        "Old Office files (.xls, .doc) are not supported. Save it as .xlsx.");

    public static readonly FindingKind XlsxBinaryFormat = new(
        "XLSX_BINARY_FORMAT", Severity.Error,
        "二进制工作簿（.xlsb）不支持。请另存为 .xlsx 后上传。",
        "Binary workbooks (.xlsb) are not supported. Save it as .xlsx.");

    public static readonly FindingKind XlsxXml = new(
        "XLSX_XML", Severity.Error,
        "工作簿的 {0} 不是允许的 XML（{1}）。请用 Excel 或 WPS 重新另存。",
        "Part {0} of the workbook is no XML that is allowed ({1}). Save it again.");

    public static readonly FindingKind XlsxStringsTooLarge = new(
        "XLSX_STRINGS_TOO_LARGE", Severity.Error,
        "工作簿的共享文字表过大（超过 {0} 字节）。请拆分工作簿。",
        "The shared strings of the workbook are too large (more than {0} bytes). Split the workbook.");

    public static readonly FindingKind XlsxTooManyStyles = new(
        "XLSX_TOO_MANY_STYLES", Severity.Error,
        "工作簿的单元格样式超过 {0} 个，已拒绝。",
        "The workbook has more than {0} cell styles; refused.");

    public static readonly FindingKind XlsxTooManyMerges = new(
        "XLSX_TOO_MANY_MERGES", Severity.Error,
        "工作表的合并单元格超过 {0} 处，其余未读取。",
        "The worksheet has more than {0} merged ranges; the rest was not read.");

    public static readonly FindingKind XlsxReference = new(
        "XLSX_REFERENCE", Severity.Error,
        "工作表中的行号或单元格位置“{0}”无效或顺序错误，其后内容未读取。请重新另存。",
        "The row or cell reference '{0}' of the worksheet is invalid or out of order; the rest was not read. Save it again.");

    public static readonly FindingKind XlsxValue = new(
        "XLSX_VALUE", Severity.Warning,
        "单元格内容“{0}”与其类型不符，已按文字处理。",
        "The cell content '{0}' does not fit its type and was taken as text.");

    public static readonly FindingKind XlsxFormulaWithoutValue = new(
        "XLSX_FORMULA_NO_VALUE", Severity.Warning,
        "公式没有保存计算结果，已按空值处理。请用 Excel 或 WPS 打开并重新保存。",
        "A formula has no stored result and was taken as empty. Open the workbook and save it again.");
}
