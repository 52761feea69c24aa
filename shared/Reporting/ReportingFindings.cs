using Platform.Findings;

namespace Platform.Reporting;

/// <summary>Findings on a table of outcomes. Rows are 1-based records with the header as row 1, as a spreadsheet program shows them.</summary>
public static class ReportingFindings
{
    public static readonly FindingKind NotUtf8 = new(
        "OUTCOMES_NOT_UTF8", Severity.Error,
        "文件不是 UTF-8 编码，无法读取。请在表格软件中另存为“CSV UTF-8（逗号分隔）”后重试。",
        "The file is not UTF-8. Save it as \"CSV UTF-8 (comma delimited)\" and try again.");

    public static readonly FindingKind QuoteOpen = new(
        "OUTCOMES_QUOTE_OPEN", Severity.Error,
        "从此行开始的引号没有闭合，其后内容无法读取。请补上缺少的双引号。",
        "A quote that opens in this row is never closed. Add the missing double quote.");

    public static readonly FindingKind RecordTooLong = new(
        "OUTCOMES_RECORD_TOO_LONG", Severity.Error,
        "此行超过 {0} 个字符，不再读取。请检查是否缺少换行或引号。",
        "The row is longer than {0} characters. Look for a missing line break or quote.");

    public static readonly FindingKind TooManyRows = new(
        "OUTCOMES_TOO_MANY_ROWS", Severity.Error,
        "数据超过 {0} 行，不再读取。请按监测期拆分文件。",
        "More than {0} rows. Split the file by campaign.");

    public static readonly FindingKind ColumnMissing = new(
        "OUTCOMES_COLUMN_MISSING", Severity.Error,
        "缺少必填列“{0}”。必填列为 patch_id、region、area_m2、approval、legality，请在表头中补上。",
        "The required column '{0}' is missing. Required are patch_id, region, area_m2, approval and legality: add it to the header.");

    public static readonly FindingKind ColumnRepeated = new(
        "OUTCOMES_COLUMN_REPEATED", Severity.Error,
        "列“{0}”在表头中出现多次，无法确定以哪一列为准。请只保留一列。",
        "The column '{0}' appears more than once in the header. Keep one of them.");

    public static readonly FindingKind ColumnUnknown = new(
        "OUTCOMES_COLUMN_UNKNOWN", Severity.Info,
        "列“{0}”不属于核查结果表，未使用。",
        "The column '{0}' is not part of a table of outcomes and was not used.");

    public static readonly FindingKind FieldCount = new(
        "OUTCOMES_FIELD_COUNT", Severity.Error,
        "此行有 {0} 个字段，表头有 {1} 列。请检查是否多了或少了逗号。",
        "The row has {0} fields, the header {1} columns. Look for a missing or an extra comma.");

    public static readonly FindingKind ValueMissing = new(
        "OUTCOMES_VALUE_MISSING", Severity.Error,
        "必填字段“{0}”为空。请填写。",
        "The required field '{0}' is empty. Fill it in.");

    public static readonly FindingKind ValueUnknown = new(
        "OUTCOMES_VALUE_UNKNOWN", Severity.Error,
        "字段“{0}”的值“{1}”不在允许范围内。允许的值：{2}。",
        "'{1}' is not a value of '{0}'. Allowed: {2}.");

    public static readonly FindingKind AreaNotDecimal = new(
        "OUTCOMES_AREA_NOT_DECIMAL", Severity.Error,
        "字段“{0}”的值“{1}”不是十进制面积。请填写以平方米为单位的数字，例如 1218.50，不带千位分隔符、单位或指数。",
        "'{1}' in '{0}' is not a decimal area. Give square metres such as 1218.50, without thousands separators, unit or exponent.");

    public static readonly FindingKind AreaNegative = new(
        "OUTCOMES_AREA_NEGATIVE", Severity.Error,
        "字段“{0}”的值“{1}”为负数。面积不能小于 0，请更正。",
        "'{1}' in '{0}' is negative. An area cannot be less than 0.");

    public static readonly FindingKind AreaTooLarge = new(
        "OUTCOMES_AREA_TOO_LARGE", Severity.Error,
        "字段“{0}”的值“{1}”超过 {2} 平方米，不可能是一个图斑的面积。请检查单位是否为平方米。",
        "'{1}' in '{0}' exceeds {2} m², which no patch can cover. Check that the unit is square metres.");

    public static readonly FindingKind PatchRepeated = new(
        "OUTCOMES_PATCH_REPEATED", Severity.Error,
        "图斑“{0}”在第 {1} 行已经出现。每个图斑只能有一条结果，请删除其中一行。",
        "Patch '{0}' already stands in row {1}. A patch has one outcome: delete one of the rows.");

    public static readonly FindingKind Empty = new(
        "OUTCOMES_EMPTY", Severity.Warning,
        "表中没有任何图斑，统计结果全部为 0。",
        "The table holds no patches; all figures are zero.");
}
