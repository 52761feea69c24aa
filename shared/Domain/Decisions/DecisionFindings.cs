using Platform.Findings;

namespace Platform.Domain.Decisions;

/// <summary>Findings on logs of decisions and on what a replay came to.</summary>
public static class DecisionFindings
{
    public static readonly FindingKind FormatUnknown = new(
        "LOG_FORMAT_UNKNOWN", Severity.Error,
        "决策日志的格式版本为 {0}，本程序只读版本 {1}。请使用与日志相符的程序版本。",
        "The log has format {0}; this program reads format {1}. Use the release that fits the log.");

    public static readonly FindingKind LineUnknown = new(
        "LOG_LINE_UNKNOWN", Severity.Error,
        "决策日志第 {0} 行不是本程序认识的记录。请使用写出日志的程序版本，或重新导出。",
        "Line {0} of the log is no record that this program knows. Use the release that wrote the log, or export it again.");

    public static readonly FindingKind LogEdited = new(
        "LOG_EDITED", Severity.Error,
        "决策日志在第 {0} 行处与其摘要不符：该行被改动，或其前后有行缺失、增加、调换。请重新导出，不要编辑日志。",
        "The log does not agree with its digest at line {0}: the line was changed, or lines before it were lost, added or moved. Export it again and do not edit it.");

    public static readonly FindingKind LogTorn = new(
        "LOG_TORN", Severity.Error,
        "决策日志不完整：第 {0} 行应存在而没有。请重新导出。",
        "The log is incomplete: line {0} is missing. Export it again.");

    public static readonly FindingKind RawMissing = new(
        "RAW_FILE_MISSING", Severity.Error,
        "原始档案中没有 SHA-256 为 {0} 的文件（{1}）。请从备份恢复。",
        "The raw archive lacks the file with SHA-256 {0} ({1}). Restore it from a backup.");

    public static readonly FindingKind RawDamaged = new(
        "RAW_FILE_DAMAGED", Severity.Error,
        "原始档案中的文件 {0} 内容已变，现为 {1}。请从备份恢复。",
        "The file {0} of the raw archive has changed, it is {1} now. Restore it from a backup.");

    public static readonly FindingKind ProfileDiffers = new(
        "PROFILE_NOT_PINNED", Severity.Error,
        "方案“{0}”现为 {1}，日志依据的是 {2}。请用 --profiles 指定当时的方案目录。",
        "Profile '{0}' is {1}; the log rests on {2}. Name the directory of the profiles of that time with --profiles.");

    public static readonly FindingKind DefinitionsDiffer = new(
        "INDICATORS_NOT_PINNED", Severity.Error,
        "指标定义现为 {0}，日志依据的是 {1}。请使用写出日志的程序版本。",
        "The indicator definitions are {0}; the log rests on {1}. Use the release that wrote the log.");

    public static readonly FindingKind ProgramDiffers = new(
        "PROGRAM_DIFFERS", Severity.Warning,
        "日志由程序版本 {0} 写出，现用版本 {1} 重放。",
        "The log was written by release {0}; it is replayed by {1}.");

    public static readonly FindingKind StepFailed = new(
        "REPLAY_STEP_FAILED", Severity.Error,
        "重放 {0} 时出错：{1}", "Replaying {0} failed: {1}");

    public static readonly FindingKind NotReproduced = new(
        "DECISION_NOT_REPRODUCED", Severity.Error,
        "记录 {0} 没有重现。", "The record {0} did not come about again.");

    public static readonly FindingKind DocumentDiffers = new(
        "DOCUMENT_DIFFERS", Severity.Error,
        "文档 {0} 与平台上的不同，涉及：{1}。", "The document {0} is not the platform's; what differs: {1}.");

    public static readonly FindingKind DocumentMissing = new(
        "DOCUMENT_MISSING", Severity.Error, "重放没有得出文档 {0}。", "The replay did not come to the document {0}.");

    public static readonly FindingKind DocumentExtra = new(
        "DOCUMENT_EXTRA", Severity.Error, "平台上没有文档 {0}。", "The platform does not have the document {0}.");

    public static readonly FindingKind FileDiffers = new(
        "REPORT_FILE_DIFFERS", Severity.Error,
        "报告文件 {0} 与已发布的不同：应为 {1}，现为 {2}。", "The report file {0} is not the published one: it should be {1} and is {2}.");
}
