using Microsoft.Extensions.Time.Testing;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;
using Platform.Storage.Documents;
using Platform.Storage.Messaging;

namespace Platform.Tests.Unit.Storage.Messaging;

/// <summary>Who writes into an outbox wakes whoever sends.</summary>
public sealed class OutboxSignalTests : IDisposable
{
    private static readonly ContainerDefinition Work = new("work", ["unit"], [.. OutboxMessage.Indexes]);
    private static readonly PartitionKey Unit = PartitionKey.Of("u1");

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SqliteDocumentStore inner;
    private readonly OutboxSignal signal = new();
    private readonly SignallingDocumentStore store;

    public OutboxSignalTests()
    {
        inner = SqliteDocumentStore.Open(directory.File("documents.db"), [Work]);
        store = new SignallingDocumentStore(inner, signal);
    }

    public void Dispose()
    {
        inner.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task NewSignal_IsRaised_Once()
    {
        await signal.WaitAsync(default);
        Assert.False(await IsRaisedAsync());
        signal.Raise();
        signal.Raise();
        await signal.WaitAsync(default);
        Assert.False(await IsRaisedAsync());
    }

    [Fact]
    public async Task CommittedMessage_RaisesIt()
    {
        await signal.WaitAsync(default);
        await store.WriteAsync(DocumentBatch.In(Work, Unit).Upsert("state", "state", new { n = 1 }).CreateOutbox(Message("m1")));
        Assert.True(await IsRaisedAsync());
        await store.WriteAsync(DocumentBatch.In(Work, Unit).UpsertOutbox(Message("m1")));
        Assert.True(await IsRaisedAsync());
    }

    [Fact]
    public async Task WriteWithoutAMessage_ARefusedOne_AndTheMarkOfOneSent_DoNot()
    {
        await store.WriteAsync(DocumentBatch.In(Work, Unit).CreateOutbox(Message("m1")));
        await signal.WaitAsync(default);

        await store.WriteAsync(DocumentBatch.In(Work, Unit).Upsert("state", "state", new { n = 1 }));
        Assert.Equal(WriteOutcome.Conflict, (await store.WriteAsync(DocumentBatch.In(Work, Unit).CreateOutbox(Message("m1")))).Outcome);
        Assert.Equal(1, (await new OutboxDispatcher(store, new AnyBus(), [Work], time).RunAsync()).Published);

        Assert.False(await IsRaisedAsync());
    }

    private async Task<bool> IsRaisedAsync()
    {
        using var ended = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            await signal.WaitAsync(ended.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private OutboxMessage Message(string id) =>
        OutboxMessage.Pending(id, "tasks", "u1", "/platform/test", "test.happened", "u1", time.GetUtcNow(), new { id });

    private sealed class AnyBus : IMessageBus
    {
        public Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default) => Task.CompletedTask;
    }
}
