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

    /// <summary>What a task package tells of a patch besides the form's columns, in its order.</summary>
    public static IReadOnlyList<string> Details { get; } =
    [
        "period", "before_image_date", "after_image_date", "sensor", "resolution_m", "interpreter_note", "planar_area_m2", "unit_shares", "plan_classes_m2",
        "plan_uncovered_m2", "control_lines_m2", "control_lines_unknown", "permits", "suggested_approval", "prejudged_conformity", "reasons", "source_file",
        "source_layer", "source_row", "source_sha256",
    ];

    private static readonly HashSet<string> Names = new([.. Check, .. Details, Comment], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a header is one of them.</summary>
    public static bool Contains(string header) => Names.Contains(header);
}
