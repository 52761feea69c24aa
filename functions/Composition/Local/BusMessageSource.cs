using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Embedded.Messaging;

namespace Platform.Functions.Composition.Local;

/// <summary>
/// Feeds <c>[ServiceBusTrigger]</c> functions from the embedded bus. A subscription with <c>/$DeadLetterQueue</c> behind its name gives its dead letters, each once per
/// start and after every new death; they stay where they are until somebody redrives them.
/// </summary>
public sealed class BusMessageSource(IMessageInbox inbox) : IEmbeddedMessageSource
{
    private const string DeadLetters = "/$DeadLetterQueue";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<EmbeddedMessage>> ReceiveAsync(EmbeddedMessageEntity entity, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entity);
        while (true)
        {
            var messages = entity.Subscription!.EndsWith(DeadLetters, StringComparison.Ordinal)
                ? await DeadAsync(entity, most, cancellation).ConfigureAwait(false)
                : await LiveAsync(entity, most, cancellation).ConfigureAwait(false);
            if (messages.Count > 0)
                return messages;
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    public Task CompleteAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is LiveMessage live ? inbox.CompleteAsync(live.Received, cancellation) : Task.CompletedTask;
    }

    public Task AbandonAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is LiveMessage live)
            return inbox.AbandonAsync(live.Received, reason, cancellation);
        lock (gate)
            told.Remove(message.LockToken);
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<EmbeddedMessage>> LiveAsync(EmbeddedMessageEntity entity, int most, CancellationToken cancellation)
    {
        var received = await inbox.ReceiveAsync(entity.Name, entity.Subscription!, most, cancellation).ConfigureAwait(false);
        return [.. received.Select(message => new LiveMessage(message)
        {
            LockToken = message.LockToken,
            MessageId = message.Event.Id,
            Body = Body(message.Event),
            DeliveryCount = message.DeliveryCount,
            EnqueuedTime = message.Event.Time,
            SessionId = message.Session,
            Subject = message.Event.Type,
            ContentType = CloudEvent.MediaType,
        })];
    }

    private async Task<IReadOnlyList<EmbeddedMessage>> DeadAsync(EmbeddedMessageEntity entity, int most, CancellationToken cancellation)
    {
        var subscription = entity.Subscription![..^DeadLetters.Length];
        var dead = await inbox.DeadLettersAsync(entity.Name, subscription, 1000, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            return [.. dead.Where(letter => told.Add(TokenOf(letter))).Take(most).Select(letter => new EmbeddedMessage
            {
                LockToken = TokenOf(letter),
                MessageId = letter.Event.Id,
                Body = Body(letter.Event),
                DeliveryCount = 1,
                EnqueuedTime = letter.Time,
                SessionId = letter.Session,
                Subject = letter.Event.Type,
                ContentType = CloudEvent.MediaType,
                ApplicationProperties = new Dictionary<string, object> { ["DeadLetterReason"] = letter.Reason },
            })];
        }
    }

    private static string TokenOf(DeadLetter letter) => $"{letter.Topic} {letter.Subscription} {letter.Event.Id} {letter.Time:O}";

    private static BinaryData Body(CloudEvent message) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Documents));

    private sealed record LiveMessage(ReceivedMessage Received) : EmbeddedMessage;
}
