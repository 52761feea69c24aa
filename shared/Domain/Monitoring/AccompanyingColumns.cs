namespace Platform.Domain.Monitoring;

/// <summary>
/// Columns that the platform itself puts beside the form's: what is known of a patch, and what a check found. The form's reader passes them over without a
/// word, so that a package or a marked copy can be sent back as it is.
/// </summary>
public static class AccompanyingColumns
{
    /// <summary>What became of the row: one of the texts below; null where that cannot be said.</summary>
    public const string CheckStatus = "check_status";

    /// <summary>Codes of the findings, separated by semicolons.</summary>
    public const string CheckCodes = "check_codes";

    /// <summary>What is wrong and how to mend it, in Chinese, a line for each finding.</summary>
    public const string CheckZh = "check_reasons_zh";

    /// <summary>The same in English.</summary>
    public const string CheckEn = "check_reasons_en";

    /// <summary>Header of the comment column of a marked workbook.</summary>
    public const string Comment = "校验意见";

    /// <summary>The columns that a marked copy begins with.</summary>
    public static IReadOnlyList<string> Check { get; } = [CheckStatus, CheckCodes, CheckZh, CheckEn];

    /// <summary>What a task package tells of a patch besides the form's columns: field and Chinese title.</summary>
    public static IReadOnlyDictionary<string, string> Details { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["period"] = "监测期",
        ["before_image_date"] = "前时相日期",
        ["after_image_date"] = "后时相日期",
        ["sensor"] = "传感器",
        ["resolution_m"] = "分辨率（米）",
        ["interpreter_note"] = "解译说明",
        ["planar_area_m2"] = "平面面积（平方米）",
        ["unit_shares"] = "各单元面积（平方米）",
        ["plan_classes_m2"] = "规划用地面积（平方米）",
        ["plan_uncovered_m2"] = "无规划面积（平方米）",
        ["control_lines_m2"] = "压占管控线面积（平方米）",
        ["control_lines_unknown"] = "缺少数据的管控线",
        ["permits"] = "许可",
        ["suggested_approval"] = "建议审批情况",
        ["prejudged_conformity"] = "预判规划符合性",
        ["reasons"] = "预判依据",
        ["source_file"] = "来源文件",
        ["source_layer"] = "来源图层",
        ["source_row"] = "来源行",
        ["source_sha256"] = "来源文件哈希",
    };

    private static readonly HashSet<string> Names = new([.. Check, .. Details.Keys, Comment], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a header is one of them.</summary>
    public static bool Contains(string header) => Names.Contains(header);
}
