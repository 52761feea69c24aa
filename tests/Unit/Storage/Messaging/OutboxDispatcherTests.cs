using Microsoft.Extensions.Time.Testing;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;
using Platform.Storage.Documents;
using Platform.Storage.Messaging;

namespace Platform.Tests.Unit.Storage.Messaging;

public sealed class OutboxDispatcherTests : IDisposable
{
    private static readonly ContainerDefinition Work = new("work", ["campaign", "unit"], [.. OutboxMessage.Indexes]);

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SqliteDocumentStore store;
    private readonly RecordingBus bus = new();

    public OutboxDispatcherTests() => store = SqliteDocumentStore.Open(directory.File("documents.db"), [Work]);

    public void Dispose()
    {
        store.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Run_PublishesInTimeOrderAndMarksSent()
    {
        await WriteAsync("u2", "late", minutes: 5);
        await WriteAsync("u1", "first", minutes: 1);
        await WriteAsync("u1", "middle", minutes: 3);

        var pass = await Dispatcher().RunAsync();

        Assert.Equal(3, pass.Published);
        Assert.Equal(["first", "middle", "late"], bus.Published);
        var row = await store.ReadAsync<OutboxMessage>(Work, PartitionKey.Of("c", "u1"), OutboxBatchExtensions.DocumentIdOf("first"));
        Assert.Equal((null, time.GetUtcNow()), (row!.Value.OutboxOrder, row.Value.Sent!.Value));
        Assert.Equal(0, (await Dispatcher().RunAsync()).Published);
    }

    [Fact]
    public async Task Row_IsWrittenWithItsStateOrNotAtAll()
    {
        await WriteAsync("u1", "m", minutes: 1);

        var again = await store.WriteAsync(Batch("u1", "m", 1));

        Assert.Equal(WriteOutcome.Conflict, again.Outcome);
        Assert.Equal(1, (await Dispatcher().RunAsync()).Published);
    }

    [Fact]
    public async Task BusThatFails_EndsThePassAndLosesNothing()
    {
        for (var i = 0; i < 150; i++)
            await WriteAsync("u1", $"m{i:000}", minutes: i);
        bus.FailAfter = 120;

        await Assert.ThrowsAsync<IOException>(() => Dispatcher().RunAsync());
        bus.FailAfter = int.MaxValue;
        var pass = await Dispatcher().RunAsync();

        Assert.Equal(30, pass.Published);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"m{i:000}"), bus.Published);
    }

    [Fact]
    public async Task PublishedButNotMarked_GoesOutAgainUnderTheSameId()
    {
        await WriteAsync("u1", "m", minutes: 1);
        bus.OnPublish = () => store.UpsertAsync(Work, PartitionKey.Of("c", "u1"), OutboxMessage.DocumentType, OutboxBatchExtensions.DocumentIdOf("m"), Message("u1", "m", 1));

        await Dispatcher().RunAsync();
        bus.OnPublish = null;
        await Dispatcher().RunAsync();

        Assert.Equal(["m", "m"], bus.Published);
        Assert.Equal(0, (await Dispatcher().RunAsync()).Published);
    }

    [Fact]
    public async Task MessageThatIsRefused_HoldsItsSessionOnly()
    {
        await WriteAsync("u1", "bad-1", minutes: 1, topic: "undeclared");
        await WriteAsync("u1", "bad-2", minutes: 2, topic: "undeclared");
        await WriteAsync("u1", "good", minutes: 3);
        await WriteAsync("u2", "other", minutes: 4);

        var pass = await Dispatcher().RunAsync();

        Assert.Equal(["good", "other"], bus.Published);
        Assert.Equal("bad-1", Assert.Single(pass.Refused).MessageId);
    }

    private OutboxDispatcher Dispatcher() => new(store, bus, [Work], time);

    private async Task WriteAsync(string unit, string id, int minutes, string topic = "tasks") =>
        Assert.True((await store.WriteAsync(Batch(unit, id, minutes, topic))).IsWritten);

    private DocumentBatch Batch(string unit, string id, int minutes, string topic = "tasks") => DocumentBatch.In(Work, PartitionKey.Of("c", unit))
        .Upsert("state", "state", new { minutes })
        .CreateOutbox(Message(unit, id, minutes, topic));

    private OutboxMessage Message(string unit, string id, int minutes, string topic = "tasks") =>
        OutboxMessage.Pending(id, topic, unit, "/platform/test", "test.happened", unit, time.GetUtcNow().AddMinutes(minutes), new { minutes });

    private sealed class RecordingBus : IMessageBus
    {
        public List<string> Published { get; } = [];

        public int FailAfter { get; set; } = int.MaxValue;

        public Func<Task>? OnPublish { get; set; }

        public async Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default)
        {
            if (topic == "undeclared")
                throw new ArgumentException("Topic 'undeclared' is not declared.", nameof(topic));
            if (Published.Count >= FailAfter)
                throw new IOException("The bus is away.");
            Published.Add(message.Id);
            if (OnPublish is not null)
                await OnPublish();
        }
    }
}
