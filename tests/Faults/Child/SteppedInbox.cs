using System.Collections.Concurrent;
using Platform.Domain.Messaging;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// Announces every message that is taken. When told to, hands every message out twice and those of one call in another order: a receiver of an at-least-once bus has
/// to bear it.
/// </summary>
internal sealed class SteppedInbox(IMessageInbox inner, DurableSteps steps, LifePlan plan) : IMessageInbox
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ReceivedMessage>> again = new(StringComparer.Ordinal);
    private readonly Random random = new(plan.Seed);

    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string topic, string subscription, int max, CancellationToken cancellation = default)
    {
        var messages = (await inner.ReceiveAsync(topic, subscription, max, cancellation).ConfigureAwait(false)).ToArray();
        if (!plan.Redeliver)
            return messages;
        var late = new List<ReceivedMessage>();
        var received = again.GetOrAdd($"{topic} {subscription}", _ => new ConcurrentQueue<ReceivedMessage>());
        while (received.TryDequeue(out var repeated))
            late.Add(repeated);
        foreach (var message in messages)
            received.Enqueue(message);
        var all = late.Concat(messages).ToArray();
        lock (random)
            random.Shuffle(all);
        return all;
    }

    public Task<bool> CompleteAsync(ReceivedMessage message, CancellationToken cancellation = default) =>
        steps.AroundAsync("message completed", () => inner.CompleteAsync(message, cancellation));

    public Task<bool> AbandonAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) =>
        inner.AbandonAsync(message, reason, cancellation);

    public Task<bool> DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) =>
        inner.DeadLetterAsync(message, reason, cancellation);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        string topic, string subscription, int max, CancellationToken cancellation = default) =>
        inner.DeadLettersAsync(topic, subscription, max, cancellation);

    public Task ForgetAsync(DeadLetter letter, CancellationToken cancellation = default) => inner.ForgetAsync(letter, cancellation);

    public Task ResendAsync(string topic, string subscription, string session, CloudEvent message, CancellationToken cancellation = default) =>
        inner.ResendAsync(topic, subscription, session, message, cancellation);
}
