using Platform.Findings;

namespace Platform.Storage.Integrity;

/// <summary>Why the platform does not start on a data directory. Each names the file and says how to go on.</summary>
public static class StoreFindings
{
    public static readonly FindingKind Missing = new(
        "STORE_MISSING", Severity.Error,
        "{0} 不见了，而数据目录记录它曾经存在。平台不会新建空的来代替：请用 restore --from 备份目录 恢复，或找回该文件。",
        "{0} is missing although the data directory says that it was there. It is not replaced by an empty one: restore a backup with restore --from DIR, or put the file back.");

    public static readonly FindingKind Empty = new(
        "STORE_EMPTY", Severity.Error,
        "{0} 是空的。请用 restore --from 备份目录 恢复。",
        "{0} is empty. Restore a backup with restore --from DIR.");

    public static readonly FindingKind Damaged = new(
        "STORE_DAMAGED", Severity.Error,
        "{0} 已损坏（{1}）。请用 restore --from 备份目录 恢复；不要删除此文件，它可能还有可取回的内容。",
        "{0} is damaged ({1}). Restore a backup with restore --from DIR; keep the file, something may be recovered from it.");

    public static readonly FindingKind Foreign = new(
        "STORE_FOREIGN", Severity.Error,
        "{0} 不是此数据目录的文件（{1}）。请移走它，再用 restore --from 备份目录 恢复，或改正 PLATFORM_DATA_DIR。",
        "{0} does not belong to this data directory ({1}). Move it away and restore a backup with restore --from DIR, or correct PLATFORM_DATA_DIR.");

    public static readonly FindingKind Newer = new(
        "STORE_NEWER", Severity.Error,
        "{0} 由更新的版本写成（版本 {1}，本程序只认识 {2}）。请运行更新的版本，或恢复升级前的备份（restore --from 备份目录）。",
        "{0} was written by a newer release (version {1}, this one knows {2}). Run the newer release, or restore a backup from before the upgrade with restore --from DIR.");

    public static readonly FindingKind Locked = new(
        "STORE_LOCKED", Severity.Error,
        "{0} 被另一个程序占用。请结束该程序后再启动；无需恢复备份。",
        "{0} is held by another program. End it and start again; no backup needs to be restored.");

    public static readonly FindingKind NotWritable = new(
        "STORE_NOT_WRITABLE", Severity.Error,
        "{0} 不能写入（{1}）。请检查文件的属主、权限和磁盘空间后再启动；无需恢复备份。",
        "{0} cannot be written ({1}). Check owner, mode and free space, and start again; no backup needs to be restored.");

    public static readonly FindingKind RestoreUnfinished = new(
        "STORE_RESTORE_UNFINISHED", Severity.Error,
        "{0} 表明上一次恢复没有完成。请再执行一次 restore --from 备份目录 --replace。",
        "{0} says that a restore was not finished. Run restore --from DIR --replace again.");
}
