namespace Platform.Embedded.Messaging;

/// <summary>Where messages come from: a queue, or a subscription of a topic.</summary>
/// <param name="Name">Name of the queue or topic.</param>
/// <param name="Subscription">Name of the subscription; null for a queue.</param>
/// <param name="Sessions">Whether messages of one session have to be handled in order.</param>
public sealed record EmbeddedMessageEntity(string Name, string? Subscription, bool Sessions);
