using Platform.Findings;

namespace Platform.Formats;

/// <content>Archives.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind ZipNoDirectory = new(
        "ZIP_NO_DIRECTORY", Severity.Error,
        "压缩包不完整或不是 ZIP 文件：找不到结尾目录。请重新压缩为 ZIP 后再上传，并确认上传没有中断。",
        "The archive is incomplete or not a zip: its closing directory is missing. Zip the files again and make sure that the upload is not cut off.");

    public static readonly FindingKind ZipDamaged = new(
        "ZIP_DAMAGED", Severity.Error,
        "压缩包已损坏（{0}）。请重新压缩为 ZIP 后再上传。",
        "The archive is damaged ({0}). Zip the files again.");

    public static readonly FindingKind ZipSplit = new(
        "ZIP_SPLIT", Severity.Error,
        "不支持分卷压缩包。请压缩成一个 ZIP 文件后再上传。",
        "Archives split over several files are not supported. Make one zip file.");

    public static readonly FindingKind ZipTooManyEntries = new(
        "ZIP_TOO_MANY_ENTRIES", Severity.Error,
        "压缩包内有 {0} 个条目，最多允许 {1} 个。请分批上传。",
        "The archive has {0} entries; at most {1} are allowed. Upload in several parts.");

    public static readonly FindingKind ZipTooLarge = new(
        "ZIP_TOO_LARGE", Severity.Error,
        "压缩包解压后超过 {0} 字节的上限。请分批上传。",
        "The archive inflates to more than the limit of {0} bytes. Upload in several parts.");

    public static readonly FindingKind ZipRatio = new(
        "ZIP_RATIO", Severity.Error,
        "文件“{0}”的压缩比超过 {1}:1，疑似压缩炸弹，已拒绝。请用普通方式重新压缩。",
        "'{0}' is compressed more than {1}:1, like a zip bomb, and is refused. Zip it again the ordinary way.");

    public static readonly FindingKind ZipEncrypted = new(
        "ZIP_ENCRYPTED", Severity.Error,
        "文件“{0}”已加密。请去掉密码后重新压缩上传。",
        "'{0}' is encrypted. Zip it again without a password.");

    public static readonly FindingKind ZipMethod = new(
        "ZIP_METHOD", Severity.Error,
        "文件“{0}”使用了不支持的压缩方法 {1}。请选择标准（Deflate）方式重新压缩。",
        "'{0}' uses compression method {1}, which is not supported. Zip it again with the standard method (Deflate).");

    public static readonly FindingKind ZipUnsafeName = new(
        "ZIP_UNSAFE_NAME", Severity.Error,
        "压缩包内的文件名“{0}”不安全（绝对路径、上级目录或控制字符）。请改名后重新压缩。",
        "The entry name '{0}' is unsafe (absolute path, parent folder or control characters). Rename it and zip again.");

    public static readonly FindingKind ZipUnreadableName = new(
        "ZIP_UNREADABLE_NAME", Severity.Error,
        "压缩包内有文件名既不是 UTF-8 也不是 GB18030（第 {0} 个条目）。请用支持 UTF-8 的软件重新压缩。",
        "The name of entry {0} is neither UTF-8 nor GB18030. Zip again with a program that writes UTF-8 names.");

    public static readonly FindingKind ZipDuplicateName = new(
        "ZIP_DUPLICATE_NAME", Severity.Error,
        "压缩包内有重名文件“{0}”（不区分大小写）。请改名后重新压缩。",
        "The archive has two entries named '{0}' (regardless of case). Rename one and zip again.");

    public static readonly FindingKind ZipLink = new(
        "ZIP_LINK", Severity.Error,
        "压缩包内的“{0}”是链接或特殊文件，不允许。请放入实际文件后重新压缩。",
        "'{0}' is a link or special file, which is not allowed. Put the real file into the archive.");

    public static readonly FindingKind ZipNested = new(
        "ZIP_NESTED", Severity.Error,
        "压缩包内还有压缩包“{0}”。请解开后把文件直接放入压缩包。",
        "The archive holds another archive '{0}'. Unpack it and put its files directly into the archive.");

    public static readonly FindingKind ZipOverlap = new(
        "ZIP_OVERLAP", Severity.Error,
        "压缩包内“{0}”与其他条目的数据重叠，疑似恶意构造，已拒绝。请重新压缩。",
        "The data of '{0}' overlap with another entry, like a zip bomb; refused. Zip the files again.");

    public static readonly FindingKind ZipSizeMismatch = new(
        "ZIP_SIZE_MISMATCH", Severity.Error,
        "文件“{0}”解压后的大小与目录记录的 {1} 字节不符，压缩包已损坏。请重新压缩。",
        "'{0}' does not inflate to the {1} bytes that the directory states; the archive is damaged. Zip the files again.");

    public static readonly FindingKind ZipChecksum = new(
        "ZIP_CHECKSUM", Severity.Error,
        "文件“{0}”校验和不符，内容已损坏。请重新压缩上传。",
        "The checksum of '{0}' does not match; its content is damaged. Zip the files again.");

    public static readonly FindingKind ZipNameGuessed = new(
        "ZIP_NAME_GUESSED", Severity.Warning,
        "压缩包内文件名没有标明编码，已按 {0} 解读，例如“{1}”。如有乱码请用 UTF-8 重新压缩。",
        "Entry names do not state their encoding; they were read as {0}, e.g. '{1}'. If they are garbled, zip again with UTF-8 names.");

    public static readonly FindingKind ZipBackslash = new(
        "ZIP_BACKSLASH", Severity.Warning,
        "压缩包内文件名使用反斜杠作目录分隔符，例如“{0}”，已按目录处理。",
        "Entry names use backslashes between folders, e.g. '{0}'; they were taken as folders.");
}
