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
}
