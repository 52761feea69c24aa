using System.Text.Json;
using Platform.Domain.Documents;
using Platform.Domain.Json;

namespace Platform.Domain.Messaging;

/// <summary>
/// An event that waits in the partition of the state it describes, written in the same batch. The dispatcher publishes it afterwards, at least
/// once, with <see cref="MessageId"/> for duplicate detection.
/// </summary>
/// <param name="Topic">Topic to publish to.</param>
/// <param name="Session">Messages of one session arrive in order, e.g. the monitoring unit's code.</param>
/// <param name="Event">What is published.</param>
/// <param name="OutboxOrder">
/// Place in the order of publication: the event's time, then its id. Null once it is published, so that the index holds waiting rows only.
/// </param>
/// <param name="Sent">When it was published; null while it waits.</param>
public sealed record OutboxMessage(string Topic, string Session, CloudEvent Event, string? OutboxOrder, DateTimeOffset? Sent)
{
    /// <summary>The <c>type</c> of outbox documents.</summary>
    public const string DocumentType = "outbox";

    /// <summary>The indexed path that only waiting rows have.</summary>
    public const string OrderPath = "outboxOrder";

    /// <summary>What a container that holds outbox rows declares among its indexed fields.</summary>
    public static IReadOnlyList<IndexedField> Indexes { get; } = [IndexedField.Text(OrderPath)];

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
            topic, session, new CloudEvent(id, source, type, subject, time, payload), $"{FieldValue.Of(time).Value} {id}", Sent: null);
    }

    /// <summary>The same message after its publication.</summary>
    public OutboxMessage SentAt(DateTimeOffset time) => this with { OutboxOrder = null, Sent = time };
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

    /// <summary>Adds the row where the batch's other documents are upserted too: what is said again has the id of the first time.</summary>
    public static DocumentBatch UpsertOutbox(this DocumentBatch batch, OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(message);
        return batch.Upsert(OutboxMessage.DocumentType, DocumentIdOf(message.MessageId), message);
    }

    /// <summary>The document id of an outbox row.</summary>
    public static string DocumentIdOf(string messageId) => KeyText.From("outbox", messageId);
}
