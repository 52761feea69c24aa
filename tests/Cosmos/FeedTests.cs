using Platform.Domain.Documents;
using Platform.Domain.Messaging;
using Platform.Storage.Cosmos;
using Platform.Storage.Messaging;

namespace Platform.Tests.Cosmos;

/// <summary>The change feed, and the outbox that is emptied by it.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private static readonly ContainerDefinition Work = new("work", ["campaign", "unit"], OutboxMessage.Indexes);
    private static readonly ContainerDefinition Operations = new("operations", ["day"]);

    private readonly Account account = Account.OfStandIn();
    private CosmosDocumentStore store = null!;

    public async Task InitializeAsync()
    {
        await account.InitializeAsync();
        store = await account.OpenAsync(Work, Operations);
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await account.DisposeAsync();
    }

    [Fact]
    public async Task Feed_ShowsEveryDocumentInItsLatestForm_AndOnlyWhatIsNewAfterwards()
    {
        for (var unit = 0; unit < 9; unit++)
            await WriteAsync(unit, "a", 1);
        await WriteAsync(3, "a", 2);

        var (first, position) = await ReadToEndAsync(null);
        await WriteAsync(5, "b", 1);
        var (second, end) = await ReadToEndAsync(position);
        var (third, _) = await ReadToEndAsync(end);

        Assert.Equal(Enumerable.Range(0, 9).Select(u => $"u{u} a {(u == 3 ? 2 : 1)}"), first.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["u5 b 1"], second);
        Assert.Empty(third);
    }

    [Fact]
    public async Task Outbox_IsEmptiedByTheFeed_EachMessageOnce_AlsoByANewProcess()
    {
        var bus = new RecordingBus();
        for (var i = 0; i < 5; i++)
            await SendAsync($"m{i}");

        Assert.Equal(5, await Outbox(bus).RunAsync(CancellationToken.None));
        Assert.Equal(0, await Outbox(bus).RunAsync(CancellationToken.None));
        await SendAsync("m5");
        Assert.Equal(1, await Outbox(bus).RunAsync(CancellationToken.None));

        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5"], bus.Published);
        Assert.Equal(0, await store.CountAsync(DocumentQuery.AcrossPartitions(Work).Where(Filter.GreaterOrEqual(OutboxMessage.OrderPath, ""))));
    }

    [Fact]
    public async Task Outbox_OfABusThatFails_IsSentLater()
    {
        var bus = new RecordingBus { Fails = true };
        await SendAsync("m0");

        await Assert.ThrowsAsync<IOException>(() => Outbox(bus).RunAsync(CancellationToken.None));
        bus.Fails = false;

        Assert.Equal(1, await Outbox(bus).RunAsync(CancellationToken.None));
    }

    private OutboxFeed Outbox(IMessageBus bus) => new(
        store, store, new OutboxDispatcher(store, bus, [Work], TimeProvider.System), (Operations, PartitionKey.Of("feeds")), [Work]);

    private async Task SendAsync(string id)
    {
        var time = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        var message = OutboxMessage.Pending(id, "topic", "u0", "/tests", "happened", "subject", time, new { id });
        Assert.True((await store.WriteAsync(DocumentBatch.In(Work, PartitionKey.Of("c", "u0")).CreateOutbox(message))).IsWritten);
    }

    private Task<WriteResult> WriteAsync(int unit, string id, int n) => store.UpsertAsync(Work, PartitionKey.Of("c", $"u{unit}"), "thing", id, new { n });

    private async Task<(List<string> Seen, string Position)> ReadToEndAsync(string? position)
    {
        var seen = new List<string>();
        while (true)
        {
            var page = await store.ReadAsync(Work, position);
            position = page.Position;
            if (page.Documents.Count == 0)
                return (seen, position);
            seen.AddRange(page.Documents.Select(d => $"{d.Partition.Parts[1]} {d.Id} {d.As<Dictionary<string, System.Text.Json.JsonElement>>()["n"]}"));
        }
    }

    private sealed class RecordingBus : IMessageBus
    {
        public List<string> Published { get; } = [];

        public bool Fails { get; set; }

        public Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default)
        {
            if (Fails)
                throw new IOException("The bus does not answer.");
            Published.Add(message.Id);
            return Task.CompletedTask;
        }
    }
}
