using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>
/// Every finding of the monitoring rules: refused commands (<c>TASK_…</c>, <c>CAMPAIGN_…</c>), change patches (<c>PATCH_…</c>),
/// verification rows (<c>ANSWER_…</c>) and what comes with them (<c>PHOTO_…</c>, <c>LETTER_…</c>).
/// </summary>
public static partial class MonitoringFindings
{
}
