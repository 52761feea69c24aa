using Platform.Findings;

namespace Platform.Domain.Exchange;

/// <summary>Findings on messages of departments.</summary>
public static class ExchangeFindings
{
    public static readonly FindingKind Unsigned = new(
        "MESSAGE_UNSIGNED", Severity.Error,
        "报文签名不成立（{0}）。请用登记的密钥按 webhook-id.webhook-timestamp.正文 计算 HMAC-SHA256，时间差不超过 5 分钟。",
        "The signature does not hold ({0}). Compute HMAC-SHA256 over webhook-id.webhook-timestamp.body with the registered secret, not more than 5 minutes off.");

    public static readonly FindingKind NoEvent = new(
        "MESSAGE_NO_EVENT", Severity.Error,
        "报文不是 CloudEvents 1.0 的 JSON：{0}。", "The message is not JSON of CloudEvents 1.0: {0}.");

    public static readonly FindingKind SourceInvalid = new(
        "MESSAGE_SOURCE", Severity.Error,
        "报文的 source 为“{0}”，应为 /departments/ 加部门代码。", "The message's source is '{0}' and should be /departments/ with the department's code.");

    public static readonly FindingKind IdInvalid = new(
        "MESSAGE_ID", Severity.Error,
        "报文编号“{0}”应以部门代码加连字符开头（{1}-），各部门的编号才不会相撞。", "The id '{0}' has to begin with the department's code and a hyphen ({1}-), so that departments' ids never meet.");

    public static readonly FindingKind NotDead = new(
        "MESSAGE_NOT_DEAD", Severity.Error,
        "没有已放弃的报文“{0}”。请在 api/operations/dead-letters 中查看主题、订阅和编号。",
        "No message '{0}' is given up. Topic, subscription and id stand in api/operations/dead-letters.");

    public static readonly FindingKind DepartmentsOwn = new(
        "MESSAGE_DEPARTMENTS_OWN", Severity.Error,
        "订阅“{0}”由部门自行从 Service Bus 接收，平台不能代为重新投递。请该部门从其死信队列中取出重发。",
        "The department '{0}' receives from Service Bus itself, and the platform cannot send to it alone. The department takes the message from its dead-letter queue.");
}
