namespace Platform.Embedded.Messaging;

/// <summary>
/// Stands behind <c>[ServiceBusTrigger]</c> on the embedded host: the app's message store implements it and registers it as a singleton.
/// Delivery is at least once. A delivered message stays locked until it is completed, abandoned or dead-lettered, or until the source
/// gives up the lock (for instance because the process ended); of a session, only the oldest message is delivered at a time.
/// </summary>
public interface IEmbeddedMessageSource
{
    /// <summary>
    /// Waits until there is a message, locks up to <paramref name="most"/> and returns them; the cancellation ends the wait with an
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<IReadOnlyList<EmbeddedMessage>> ReceiveAsync(EmbeddedMessageEntity entity, int most, CancellationToken cancellation);

    /// <summary>The message was handled and goes away.</summary>
    Task CompleteAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, CancellationToken cancellation);

    /// <summary>
    /// The function failed. The source delivers the message again, or sets it aside as dead when it has been delivered as often as its
    /// own limit says.
    /// </summary>
    Task AbandonAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, string reason, CancellationToken cancellation);
}
