using Platform.Findings;

namespace Platform.Storage.Backups;

/// <summary>Why a backup is not made, not believed or not put in place.</summary>
public static class BackupFindings
{
    public static readonly FindingKind TargetExists = new(
        "BACKUP_TARGET_EXISTS", Severity.Error,
        "备份目录 {0} 已存在：备份从不覆盖另一个备份，请换一个目录名（例如带日期）。",
        "The backup directory {0} exists: a backup is never written over another one; choose another name, for example with the date.");

    public static readonly FindingKind NothingToBackUp = new(
        "BACKUP_SOURCE_INCOMPLETE", Severity.Error,
        "数据目录中没有 {0}：平台从未在此启动，或文件已丢失。先用最近的备份恢复，再做新的备份。",
        "{0} is not there: the platform has never started on this data directory, or the file is lost. Restore the latest backup before making a new one.");

    public static readonly FindingKind DocumentsElsewhere = new(
        "BACKUP_DOCUMENTS_ELSEWHERE", Severity.Error,
        "文档在 Cosmos DB（{0}）中，不在数据目录中，本命令不能备份或恢复它们。请使用该账户的连续备份（时间点还原），原件库按 docs/azure/cosmos.md 备份。",
        "The documents lie in Cosmos DB ({0}), not in the data directory; this command can neither back them up nor restore them. Use the account's continuous backup (point-in-time restore); docs/azure/cosmos.md says what to do for the raw archive.");

    public static readonly FindingKind SourceDamaged = new(
        "BACKUP_SOURCE_DAMAGED", Severity.Error,
        "{0} 已损坏（{1}），未生成备份。请保留以前的备份并从中恢复。",
        "{0} is damaged ({1}); no backup was made. Keep the earlier backups and restore one of them.");

    public static readonly FindingKind StorageSilent = new(
        "BACKUP_STORAGE_SILENT", Severity.Error,
        "平台的文件存储没有应答（{0}），未生成备份。平台运行时，请用与平台相同的 AzureWebJobsStorage、AZURITE_BLOB_PORT 设置执行备份。",
        "The platform's blob storage does not answer ({0}); no backup was made. While the platform runs, give the command the same AzureWebJobsStorage and AZURITE_BLOB_PORT as the platform has.");

    public static readonly FindingKind NoSpace = new(
        "BACKUP_NO_SPACE", Severity.Error,
        "{0} 的可用空间为 {1} 字节，需要约 {2} 字节。请清理后重试；没有改动任何数据。",
        "{0} has {1} bytes free and about {2} are needed. Free space and try again; nothing was changed.");

    public static readonly FindingKind Incomplete = new(
        "BACKUP_INCOMPLETE", Severity.Error,
        "{0} 不是完整的备份：{1}。请换用另一个备份。",
        "{0} is not a complete backup: {1}. Use another one.");

    public static readonly FindingKind Newer = new(
        "BACKUP_NEWER", Severity.Error,
        "{0} 由更新的版本生成（格式 {1}，本程序只认识 {2}）。请用生成它的版本恢复。",
        "{0} was made by a newer release (format {1}, this one knows {2}). Restore it with the release that made it.");

    public static readonly FindingKind FileMissing = new(
        "BACKUP_FILE_MISSING", Severity.Error,
        "备份中缺少文件 {0}。请换用另一个备份，或从另一份副本补回此文件。",
        "The backup lacks the file {0}. Use another backup, or put the file back from another copy.");

    public static readonly FindingKind FileDiffers = new(
        "BACKUP_FILE_DIFFERS", Severity.Error,
        "备份文件 {0} 的内容与清单的 SHA-256 不符。请换用另一个备份，或从另一份副本补回此文件。",
        "The file {0} of the backup does not have the SHA-256 of the manifest. Use another backup, or put the file back from another copy.");

    public static readonly FindingKind RawMissing = new(
        "BACKUP_RAW_MISSING", Severity.Warning,
        "原件 {0} 在平台的原件库中缺失或损坏，备份里也没有。请从以前的备份取回 raw/{0} 再备份。",
        "The upload {0} is missing from the platform's raw archive, or damaged there, and so it is not in the backup. Put it back from an earlier backup, then back up again.");

    public static readonly FindingKind NotEmpty = new(
        "RESTORE_NOT_EMPTY", Severity.Error,
        "数据目录 {0} 不是空的（{1}）。请用 PLATFORM_DATA_DIR 指定空目录，或加 --replace 把现有内容移到其下的 .replaced-… 中。",
        "The data directory {0} is not empty ({1}). Name an empty one with PLATFORM_DATA_DIR, or add --replace to move what is there into .replaced-… below it.");

    public static readonly FindingKind InUse = new(
        "RESTORE_IN_USE", Severity.Error,
        "数据目录 {0} 正在被平台使用。请先停止平台，再恢复。",
        "The platform runs on the data directory {0}. Stop it before restoring.");
}
