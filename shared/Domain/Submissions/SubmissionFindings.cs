using Platform.Findings;

namespace Platform.Domain.Submissions;

/// <summary>Findings on tickets and receipts.</summary>
public static class SubmissionFindings
{
    public static readonly FindingKind NameInvalid = new(
        "UPLOAD_NAME_INVALID", Severity.Error,
        "文件名“{0}”不可用：须为 1–200 个字符，不含路径分隔符和控制字符。请改名后重新申请上传。",
        "The file name '{0}' cannot be used: 1 to 200 characters without path separators and control characters. Rename the file and ask again.");

    public static readonly FindingKind SizeInvalid = new(
        "UPLOAD_SIZE_INVALID", Severity.Error,
        "声明的大小为 {0} 字节，应在 1 与 {1} 字节之间。请拆分后分次上传。",
        "The announced size is {0} bytes; 1 to {1} are allowed. Split the delivery into several uploads.");

    public static readonly FindingKind HashInvalid = new(
        "UPLOAD_HASH_INVALID", Severity.Error,
        "声明的 SHA-256 不是 64 位十六进制数。请核对，或不填此项。",
        "The announced SHA-256 is not 64 hexadecimal digits. Correct it or leave it out.");

    public static readonly FindingKind TargetUnknown = new(
        "UPLOAD_TARGET_UNKNOWN", Severity.Error,
        "上传目标不存在：{0}。请核对监测期、单元、方案或图层角色。",
        "The target of the upload does not exist: {0}. Check campaign, unit, profile or layer role.");

    public static readonly FindingKind TargetClosed = new(
        "UPLOAD_TARGET_CLOSED", Severity.Error,
        "{0} 处于“{1}”状态，不再接收此类文件。",
        "{0} is in state '{1}' and takes no such file any more.");

    public static readonly FindingKind NoTicket = new(
        "UPLOAD_WITHOUT_TICKET", Severity.Error,
        "文件“{0}”没有上传凭证，已隔离，未作处理。请先用 POST /api/uploads 申请凭证，再上传到其给出的地址。",
        "The file '{0}' has no upload ticket; it was put in quarantine and not processed. Ask for a ticket with POST /api/uploads and upload to the address it gives.");

    public static readonly FindingKind ContentDiffers = new(
        "UPLOAD_CONTENT_DIFFERS", Severity.Error,
        "收到的内容（{0} 字节，SHA-256 {1}）与凭证声明的不一致。请重新上传完整文件。",
        "The content received ({0} bytes, SHA-256 {1}) is not the one announced. Upload the complete file again.");

    public static readonly FindingKind TicketExpired = new(
        "UPLOAD_TICKET_EXPIRED", Severity.Error,
        "上传凭证已于 {0} 失效。请重新申请。",
        "The upload ticket expired at {0}. Ask for a new one.");

    public static readonly FindingKind DuplicateContent = new(
        "UPLOAD_DUPLICATE", Severity.Info,
        "同一文件已处理过（第 {0} 次上传），结果不变。",
        "The same content was handled before (attempt {0}); its outcome stands.");
}
