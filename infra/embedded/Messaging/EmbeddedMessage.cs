namespace Platform.Embedded.Messaging;

/// <summary>A message that is being delivered to a Service Bus trigger on the embedded host.</summary>
public record EmbeddedMessage
{
    /// <summary>Identifier of this delivery, chosen by the source.</summary>
    public required string LockToken { get; init; }

    /// <summary>Identifier that the sender gave.</summary>
    public required string MessageId { get; init; }

    /// <summary>The content.</summary>
    public required BinaryData Body { get; init; }

    /// <summary>1 for the first delivery.</summary>
    public required int DeliveryCount { get; init; }

    /// <summary>When the message was taken in.</summary>
    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>Session that it belongs to; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary>What it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>Media type of the content.</summary>
    public string? ContentType { get; init; }

    /// <summary>Identifier of the conversation.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The sender's own properties.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; init; } = new Dictionary<string, object>();
}
