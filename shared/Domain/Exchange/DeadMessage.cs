using Platform.Domain.Documents;

namespace Platform.Domain.Exchange;

/// <summary>A message that was given up after all its deliveries: one to the platform that it could not handle, or one to a department that did not take it.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Subscription">Who should have received it: a subscription of the platform, or a department's code.</param>
/// <param name="Session">Its session.</param>
/// <param name="MessageId">The sender's id of it.</param>
/// <param name="Body">As it came.</param>
/// <param name="Reason">Why, as the bus tells it; empty when it does not.</param>
/// <param name="At">When it was set aside.</param>
public sealed record DeadMessage(string Topic, string Subscription, string Session, string MessageId, string Body, string Reason, DateTimeOffset At)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "deadMessage";

    /// <summary>Id of the document.</summary>
    public static string IdOf(string topic, string subscription, string messageId) => KeyText.From("dead", topic, subscription, messageId);
}

/// <summary>One order to handle or send a dead message again, carried out.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="Reason">Why the message had been given up.</param>
/// <param name="DeadSince">When it had been.</param>
/// <param name="At">When the order was carried out.</param>
public sealed record Redrive(string By, string Reason, DateTimeOffset DeadSince, DateTimeOffset At);

/// <summary>The receipt of a dead message that was handled or sent again.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Subscription">Who it was for.</param>
/// <param name="MessageId">The sender's id of it.</param>
/// <param name="Redrives">Every time, the oldest first: what is sent again may die again.</param>
/// <param name="At">The last time.</param>
public sealed record RedriveReceipt(string Topic, string Subscription, string MessageId, IReadOnlyList<Redrive> Redrives, DateTimeOffset At)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "redrive";

    /// <summary>Id of the document.</summary>
    public static string IdOf(string topic, string subscription, string messageId) => KeyText.From("redrive", topic, subscription, messageId);
}
