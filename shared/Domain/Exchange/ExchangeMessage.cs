using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Domain.Exchange;

/// <summary>What a department sent in: who said what, when. Never changed.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Event">The message as it came.</param>
/// <param name="Sha256">SHA-256 of the message's canonical JSON, for both sides' records.</param>
/// <param name="At">When the platform recorded it.</param>
public sealed record ExchangeMessage(string Department, CloudEvent Event, string Sha256, DateTimeOffset At)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "exchangeMessage";

    /// <summary>Id of the document of an event.</summary>
    public static string IdOf(string eventId) => KeyText.From("in", eventId);
}

/// <summary>What the platform tells the department about its message.</summary>
public sealed record ExchangeReceipt(string Message, string Type, string Sha256, DateTimeOffset ReceivedAt);

/// <summary>How the delivery of one message to one department ended.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Topic">Where the message was published.</param>
/// <param name="Message">The event's id.</param>
/// <param name="EventType">The event's type.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Delivered">False when it was given up: it is a dead letter.</param>
/// <param name="Answer">The last answer: an HTTP status, or why there was none.</param>
/// <param name="At">When it ended.</param>
public sealed record DeliveryReceipt(
    string Department, string Topic, string Message, string EventType, int Attempts, bool Delivered, string Answer, DateTimeOffset At)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "delivery";

    /// <summary>Id of the document of a delivery.</summary>
    public static string IdOf(string topic, string message) => KeyText.From("out", topic, message);
}
