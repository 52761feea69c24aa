using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Hosting;
using Platform.Embedded.Messaging;

namespace Platform.Tests.Integration.Embedded;

/// <summary>Service Bus functions fed by the app's own message source.</summary>
public sealed class MessageTriggerTests
{
    [Fact]
    public async Task Message_IsDeliveredWithItsMetadata_AndSettled()
    {
        var recorder = new Recorder { Behaviour = entry => entry.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException("no") : Task.CompletedTask };
        var source = new Source();
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Inbox)], builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.Services.AddSingleton<IEmbeddedMessageSource>(source);
        });
        source.Send("m1", "good");
        source.Send("m2", "bad");
        await recorder.UntilAsync(2);
        await Eventually.TrueAsync(() => source.Settled.Count == 2, () => "two settled messages");
        Assert.Equal(["bad m2 plans/hebei", "good m1 plans/hebei"], recorder.Entries.Order(StringComparer.Ordinal));
        Assert.Equal(["abandoned m2 no", "completed m1"], source.Settled.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MissingSource_IsRefusedAtTheStart()
    {
        var refused = Assert.Throws<HostStartException>(() => EmbeddedTestHost.StartAsync([typeof(Inbox)]).GetAwaiter().GetResult());
        Assert.Contains(nameof(IEmbeddedMessageSource), refused.Message, StringComparison.Ordinal);
    }

    public sealed class Inbox(Recorder recorder)
    {
        [Function("Inbox")]
        public Task Run([ServiceBusTrigger("plans", "hebei")] string body, string messageId, FunctionContext context) =>
            recorder.RecordAsync($"{body} {messageId} {context.BindingContext.BindingData["Subject"]}");
    }

    private sealed class Source : IEmbeddedMessageSource
    {
        private readonly Channel<EmbeddedMessage> messages = Channel.CreateUnbounded<EmbeddedMessage>();

        public ConcurrentQueue<string> Settled { get; } = new();

        public void Send(string id, string body) => messages.Writer.TryWrite(new EmbeddedMessage
        {
            LockToken = id,
            MessageId = id,
            Body = BinaryData.FromString(body),
            DeliveryCount = 1,
            EnqueuedTime = DateTimeOffset.UnixEpoch,
            Subject = "plans/hebei",
        });

        public async Task<IReadOnlyList<EmbeddedMessage>> ReceiveAsync(EmbeddedMessageEntity entity, int most, CancellationToken cancellation)
        {
            Assert.Equal(new EmbeddedMessageEntity("plans", "hebei", Sessions: false), entity);
            return [await messages.Reader.ReadAsync(cancellation)];
        }

        public Task CompleteAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, CancellationToken cancellation)
        {
            Settled.Enqueue("completed " + message.MessageId);
            return Task.CompletedTask;
        }

        public Task AbandonAsync(EmbeddedMessageEntity entity, EmbeddedMessage message, string reason, CancellationToken cancellation)
        {
            Settled.Enqueue($"abandoned {message.MessageId} {reason}");
            return Task.CompletedTask;
        }
    }
}
