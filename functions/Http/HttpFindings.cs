using Platform.Findings;

namespace Platform.Functions.Http;

/// <summary>Findings on requests as such.</summary>
public static class HttpFindings
{
    public static readonly FindingKind NotSignedIn = new(
        "NOT_SIGNED_IN", Severity.Error,
        "请先登录：在请求头中附 Authorization: Bearer 令牌（{0}）。", "Sign in first and send Authorization: Bearer with a token ({0}).");

    public static readonly FindingKind NotAllowed = new(
        "NOT_ALLOWED", Severity.Error,
        "您的角色不能执行此操作（{0}）。", "Your roles do not allow this operation ({0}).");

    public static readonly FindingKind BodyInvalid = new(
        "BODY_INVALID", Severity.Error,
        "请求内容不是所需的 JSON：{0}。", "The body is not the JSON that is needed: {0}.");

    public static readonly FindingKind QueryInvalid = new(
        "QUERY_INVALID", Severity.Error,
        "查询参数 {0} 的值“{1}”不可用。", "The value '{1}' of the query parameter {0} cannot be used.");

    public static readonly FindingKind SignInFailed = new(
        "SIGN_IN_FAILED", Severity.Error, "用户名或密码不正确。", "User name or password is wrong.");

    public static readonly FindingKind ExternalIssuer = new(
        "EXTERNAL_ISSUER", Severity.Error,
        "本平台由外部身份提供方登录，不签发令牌。", "This platform is joined to an external identity provider and issues no tokens.");

    public static readonly FindingKind NotRemade = new(
        "FILE_NOT_REMADE", Severity.Error,
        "文件已丢失，重新生成未成功：{0}。原因已记入运行日志，请联系运维人员后重试。",
        "The file was lost and could not be made again: {0}. The reason is in the log; ask the operator, then try again.");

    public static readonly FindingKind NotReady = new(
        "NOT_READY", Severity.Info, "尚未就绪，请稍后重试：{0}。", "Not ready yet, ask again later: {0}.");

    public static readonly FindingKind StoreBusy = new(
        "SERVICE_BUSY", Severity.Error,
        "数据库正忙，本次操作没有执行，没有保存任何内容。请稍后重试。", "The database is busy; nothing was done and nothing was saved. Try again shortly.");

    public static readonly FindingKind StoreFull = new(
        "SERVICE_NO_SPACE", Severity.Error,
        "磁盘空间不足，本次操作没有执行，没有保存任何内容。请通知运维人员清理空间后重试。",
        "No disk space is left; nothing was done and nothing was saved. Tell the operator, and try again when there is space.");

    public static readonly FindingKind StoreFailed = new(
        "SERVICE_STORE_FAILED", Severity.Error,
        "数据库不能应答（{0}），本次操作没有执行。请通知运维人员；原因已记入运行日志。",
        "The database cannot answer ({0}); nothing was done. Tell the operator; the reason is in the log.");

    public static readonly FindingKind StorageFailed = new(
        "SERVICE_STORAGE_FAILED", Severity.Error,
        "文件存储不能应答。请稍后重试；已取得回执的上传不受影响。",
        "The file storage cannot answer. Try again later; uploads that have their receipt are not affected.");
}
