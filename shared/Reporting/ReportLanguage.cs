namespace Platform.Reporting;

/// <summary>Language of the report's documents; <c>report.json</c> always carries both.</summary>
public enum ReportLanguage
{
    Chinese,

    /// <summary>Chinese, with a summary in English at the end.</summary>
    ChineseWithEnglishAnnex,

    English,
}
