using Platform.Findings;

namespace Platform.Orchestrations;

/// <summary>Findings of the workflows themselves.</summary>
public static class WorkflowFindings
{
    public static readonly FindingKind GivenUp = new(
        "UPLOAD_NOT_HANDLED", Severity.Error,
        "平台未能处理此文件（{0}），原因已记入运行日志；文件已存档，未采用任何内容。请联系运维人员，排除原因后重新上传。",
        "The platform could not handle this file ({0}); the reason is in the log. The file is archived and nothing of it was taken. Ask the operator, then upload it again.");

    public static readonly FindingKind GivenUpHalfway = new(
        "UPLOAD_HANDLED_HALFWAY", Severity.Error,
        "平台未能处理完此文件（{0}）：已采用 {1} 行，其余未采用；原因已记入运行日志，文件已存档。请联系运维人员，排除原因后重新上传整个文件，已采用的行不会重复计算。",
        "The platform could not finish this file ({0}): {1} rows were taken, the others were not; the reason is in the log, the file is archived. Ask the operator, then upload the whole file again; rows that were taken do not count twice.");

    public static readonly FindingKind CampaignNotOpen = new(
        "CAMPAIGN_NOT_OPEN", Severity.Error,
        "文件到达时监测期已处于“{0}”状态，不再接收图斑；未采用任何内容。",
        "When the file came, the campaign was in state '{0}' and took no patches any more; nothing of it was taken.");

    public static readonly FindingKind TaskNotOpen = new(
        "TASK_NOT_OPEN", Severity.Error,
        "文件到达时任务处于“{0}”状态，不接收核查结果；未采用任何内容。任务退回后可再次上传。",
        "When the file came, the task was in state '{0}' and took no answers; nothing of it was taken. Upload again after a return.");

    public static readonly FindingKind CommittedLate = new(
        "UPLOAD_COMMITTED_LATE", Severity.Error,
        "文件于 {0} 提交，监测期已于 {1} 结束；未采用任何内容。",
        "The file was committed at {0}, after the campaign was closed at {1}; nothing of it was taken.");
}
