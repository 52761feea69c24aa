using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Embedded.Messaging;

namespace Platform.Functions.Composition.Local;

/// <summary>
/// Feeds <c>[ServiceBusTrigger]</c> functions from the embedded bus. A subscription with <c>/$DeadLetterQueue</c> behind its name gives its dead letters; one that its
/// function has taken is gone from the bus, as in Azure.
/// </summary>
public sealed class BusMessageSource(IMessageInbox inbox) : IEmbeddedMessageSource
{
    private const string DeadLetters = "/$DeadLetterQueue";
    private const int MostDead = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<string> handedOut = new(StringComparer.Ordinal);

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

    public async Task CompleteAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, CancellationToken cancellation)
    {
        if (message is LiveMessage live)
        {
            await inbox.CompleteAsync(live.Received, cancellation).ConfigureAwait(false);
        }
        else if (message is DeadLetterMessage dead)
        {
            await inbox.ForgetAsync(dead.Letter, cancellation).ConfigureAwait(false);
            Return(dead);
        }
    }

    public async Task AbandonAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, string reason, CancellationToken cancellation)
    {
        if (message is LiveMessage live)
            await inbox.AbandonAsync(live.Received, reason, cancellation).ConfigureAwait(false);
        else if (message is DeadLetterMessage dead)
            Return(dead);
    }

    private void Return(DeadLetterMessage message)
    {
        lock (gate)
            handedOut.Remove(message.LockToken);
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
        var dead = await inbox.DeadLettersAsync(entity.Name, subscription, MostDead, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            return [.. dead.Where(letter => !handedOut.Contains(TokenOf(letter))).Take(most).Select(HandOut)];
        }
    }

    private DeadLetterMessage HandOut(DeadLetter letter)
    {
        handedOut.Add(TokenOf(letter));
        return new DeadLetterMessage(letter)
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
        };
    }

    private static string TokenOf(DeadLetter letter) => $"{letter.Topic} {letter.Subscription} {letter.Event.Id} {letter.Time:O}";

    private static BinaryData Body(CloudEvent message) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Documents));

    private sealed record LiveMessage(ReceivedMessage Received) : EmbeddedMessage;

    private sealed record DeadLetterMessage(DeadLetter Letter) : EmbeddedMessage;
}
