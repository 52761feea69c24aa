namespace Platform.Domain.Messaging;

/// <summary>A topic declared as data.</summary>
/// <param name="Name">Key text.</param>
/// <param name="Subscriptions">Names of those who each get every message.</param>
public sealed record TopicDefinition(string Name, IReadOnlyList<string> Subscriptions);

/// <summary>A message under lock.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="Subscription">Who receives it.</param>
/// <param name="Session">Its session.</param>
/// <param name="Event">What was published.</param>
/// <param name="DeliveryCount">1 on the first delivery.</param>
/// <param name="LockToken">Names this delivery; settling with the token of an expired lock has no effect.</param>
/// <param name="LockedUntil">When the lock ends and the message is delivered again.</param>
public sealed record ReceivedMessage(
    string Topic, string Subscription, string Session, CloudEvent Event, int DeliveryCount, string LockToken, DateTimeOffset LockedUntil);

/// <summary>A message that will not be delivered again by itself.</summary>
public sealed record DeadLetter(string Topic, string Subscription, string Session, CloudEvent Event, int DeliveryCount, string Reason, DateTimeOffset Time);

/// <summary>
/// Sends events. Thread-safe. A bus that cannot answer throws; publishing again with the same id is then right.
/// </summary>
public interface IMessageBus
{
    /// <summary>
    /// Publishes to every subscription of the topic; durable on return. The same event id on the same topic within the duplicate detection window has no
    /// further effect.
    /// </summary>
    /// <exception cref="ArgumentException">The topic is not declared.</exception>
    Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default);
}

/// <summary>
/// Receives events: at least once, in order within a session (a session's next message waits until the one before is settled or dead), and dead-lettered after
/// five deliveries. Thread-safe.
/// </summary>
public interface IMessageInbox
{
    /// <summary>Locks up to <paramref name="max"/> messages, at most one per session; empty when none waits.</summary>
    Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string topic, string subscription, int max, CancellationToken cancellation = default);

    /// <summary>Done: the message is removed. False when the lock had ended; it will then be delivered again.</summary>
    Task<bool> CompleteAsync(ReceivedMessage message, CancellationToken cancellation = default);

    /// <summary>Not now: the message is delivered again at once, or dead-lettered when this was its fifth delivery.</summary>
    Task<bool> AbandonAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default);

    /// <summary>Never: the message goes to the dead letters with a reason.</summary>
    Task<bool> DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default);

    /// <summary>The dead letters of a subscription, oldest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string topic, string subscription, int max, CancellationToken cancellation = default);

    /// <summary>Removes a dead letter that has been recorded elsewhere; one that is not there any more is a normal answer.</summary>
    Task ForgetAsync(DeadLetter letter, CancellationToken cancellation = default);

    /// <summary>
    /// Puts a message at the end of its session for one subscription alone, with a fresh delivery count and in place of a dead letter of the same id. While one of this id
    /// waits there, nothing happens.
    /// </summary>
    Task ResendAsync(string topic, string subscription, string session, CloudEvent message, CancellationToken cancellation = default);
}
