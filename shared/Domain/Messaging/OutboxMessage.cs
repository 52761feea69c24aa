using System.Text.Json;
using Platform.Domain.Documents;
using Platform.Domain.Json;

namespace Platform.Domain.Messaging;

/// <summary>Whether an outbox row still has to be published.</summary>
public enum OutboxState
{
    Pending,
    Sent,
}

/// <summary>
/// An event that waits in the partition of the state it describes, written in the same batch. The dispatcher publishes it afterwards, at least
/// once, with <see cref="MessageId"/> for duplicate detection.
/// </summary>
/// <param name="Topic">Topic to publish to.</param>
/// <param name="Session">Messages of one session arrive in order, e.g. the monitoring unit's code.</param>
/// <param name="Event">What is published.</param>
/// <param name="OutboxState">Whether it still has to be published.</param>
/// <param name="OutboxOrder">Order of publication within the partition: the event's time, then <paramref name="Event"/>'s id.</param>
public sealed record OutboxMessage(string Topic, string Session, CloudEvent Event, OutboxState OutboxState, string OutboxOrder)
{
    /// <summary>The <c>type</c> of outbox documents.</summary>
    public const string DocumentType = "outbox";

    /// <summary>What a container that holds outbox rows declares among its indexed fields.</summary>
    public static IReadOnlyList<IndexedField> Indexes { get; } = [IndexedField.Text("outboxState"), IndexedField.Text("outboxOrder")];

    /// <summary>The message's identity for duplicate detection.</summary>
    public string MessageId => Event.Id;

    /// <summary>
    /// A pending message. <paramref name="id"/> is derived from what is described (instance, step, key), so that writing it twice is writing it once.
    /// </summary>
    public static OutboxMessage Pending<T>(
        string id, string topic, string session, string source, string type, string subject, DateTimeOffset time, T data)
        where T : notnull
    {
        KeyText.Checked(id, nameof(id));
        KeyText.Checked(topic, nameof(topic));
        KeyText.Checked(session, nameof(session));
        var payload = JsonSerializer.SerializeToElement(data, PlatformJson.Documents);
        return new(
            topic, session, new CloudEvent(id, source, type, subject, time, payload), OutboxState.Pending, $"{FieldValue.Of(time).Value} {id}");
    }
}

/// <summary>Adds outbox rows to batches.</summary>
public static class OutboxBatchExtensions
{
    /// <summary>Adds the row under the message's id, so that a repeated batch conflicts or overwrites with the same content as its other documents do.</summary>
    public static DocumentBatch CreateOutbox(this DocumentBatch batch, OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(message);
        return batch.Create(OutboxMessage.DocumentType, DocumentIdOf(message.MessageId), message);
    }

    /// <summary>The document id of an outbox row.</summary>
    public static string DocumentIdOf(string messageId) => KeyText.From("outbox", messageId);
}
