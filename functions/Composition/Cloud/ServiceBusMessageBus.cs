using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Platform.Domain.Json;
using Platform.Domain.Messaging;

namespace Platform.Functions.Composition.Cloud;

/// <summary>
/// Sends events to Azure Service Bus topics. The event's id is the message id, which duplicate detection knows; the session keeps the order of a unit's messages.
/// Thread-safe.
/// </summary>
public sealed class ServiceBusMessageBus(ServiceBusClient client, IEnumerable<TopicDefinition> topics) : IMessageBus
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new(StringComparer.Ordinal);
    private readonly FrozenSet<string> topics = topics.Select(topic => topic.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!topics.Contains(topic))
            throw new ArgumentException($"Topic '{topic}' is not declared.", nameof(topic));
        var sender = senders.GetOrAdd(topic, client.CreateSender);
        using var batch = await sender.CreateMessageBatchAsync(cancellation).ConfigureAwait(false);
        if (!batch.TryAddMessage(MessageOf(session, message)))
            throw new ArgumentException($"Event '{message.Id}' is larger than a message may be.", nameof(message));
        await sender.SendMessagesAsync(batch, cancellation).ConfigureAwait(false);
    }

    private static ServiceBusMessage MessageOf(string session, CloudEvent message)
    {
        return new ServiceBusMessage(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Documents)))
        {
            MessageId = message.Id,
            SessionId = session,
            Subject = message.Type,
            ContentType = CloudEvent.MediaType,
        };
    }
}
