using System.Net;
using Microsoft.Azure.Cosmos;
using Platform.Tests.CosmosGateway;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.Cosmos;

/// <summary>The stand-in answers the real SDK as Cosmos DB does.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private readonly SteppedClock clock = new();
    private GatewayServer gateway = null!;
    private CosmosClient client = null!;
    private Container items = null!;

    private static PartitionKey Key(string part) => new PartitionKeyBuilder().Add("c").Add(part).Build();

    public async Task InitializeAsync()
    {
        gateway = await GatewayServer.StartAsync(new GatewayOptions { Time = clock });
        client = new CosmosClient(
            gateway.Endpoint.ToString(),
            GatewayServer.Key,
            new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, MaxRetryAttemptsOnRateLimitedRequests = 0 });
        Database database = await client.CreateDatabaseAsync("tests");
        items = await database.CreateContainerAsync(Definition(defaultTtl: -1));
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task PointOperations_HaveTheStatusCodesOfTheService()
    {
        Thing created = await items.CreateItemAsync(new Thing("c", "u", "a", 1), Key("u"));
        Assert.Equal("a", created.id);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => items.ReadItemAsync<Thing>("b", Key("u"))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => items.ReadItemAsync<Thing>("a", Key("v"))));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(() => items.CreateItemAsync(created, Key("u"))));
        var stale = new ItemRequestOptions { IfMatchEtag = "\"stale\"" };
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync(() => items.ReplaceItemAsync(created, "a", Key("u"), stale)));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync(() => items.DeleteItemAsync<Thing>("a", Key("u"), stale)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(() => items.CreateItemAsync(new Thing("c", "other", "x", 1), Key("u"))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(() => items.UpsertItemAsync(new Thing("c", "u", "x", 1, new string('x', 2_100_000)), Key("u"))));
        Assert.Equal(HttpStatusCode.NoContent, (await items.DeleteItemAsync<Thing>("a", Key("u"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => items.DeleteItemAsync<Thing>("a", Key("u"))));
    }

    [Fact]
    public async Task Throttled_Is429WithATimeToWait()
    {
        gateway.Fault = call => call.Kind == GatewayCallKind.Read ? GatewayFault.Throttled : GatewayFault.None;

        var failure = await Assert.ThrowsAsync<CosmosException>(() => items.ReadItemAsync<Thing>("a", Key("u")));

        Assert.Equal((HttpStatusCode.TooManyRequests, 3200), (failure.StatusCode, failure.SubStatusCode));
        Assert.NotNull(failure.RetryAfter);
    }

    [Fact]
    public async Task Batch_ThatFails_NamesTheOperationAndChangesNothing()
    {
        await items.CreateItemAsync(new Thing("c", "u", "taken", 1), Key("u"));

        using var answer = await items.CreateTransactionalBatch(Key("u"))
            .CreateItem(new Thing("c", "u", "new", 1)).CreateItem(new Thing("c", "u", "taken", 2)).DeleteItem("taken").ExecuteAsync();

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal([HttpStatusCode.FailedDependency, HttpStatusCode.Conflict, HttpStatusCode.FailedDependency], answer.Select(r => r.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => items.ReadItemAsync<Thing>("new", Key("u"))));
    }

    [Fact]
    public async Task Batch_BeyondTwoMegabytes_Is413()
    {
        var batch = items.CreateTransactionalBatch(Key("u"));
        for (var i = 0; i < 3; i++)
            batch.CreateItem(new Thing("c", "u", $"n{i}", i, new string('x', 800_000)));

        using var answer = await batch.ExecuteAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => items.ReadItemAsync<Thing>("n0", Key("u"))));
    }

    [Theory]
    [InlineData("SELECT * FROM c ORDER BY c.text", "excluded from the index")]
    [InlineData("SELECT * FROM c ORDER BY c.n, c.id", "composite index")]
    [InlineData("SELECT * FROM c ORDER BY c.campaign, c.unit DESC, c.id", "composite index")]
    [InlineData("SELECT * FROM c WHERE c.id LIKE 'a%'", "Syntax error")]
    [InlineData("SELECT * FROM c WHERE LOWER(c.id) = 'a'", "not understood")]
    [InlineData("SELECT c.n FROM c GROUP BY c.n", "Syntax error")]
    [InlineData("SELECT TOP 1 * FROM c", "not understood")]
    public async Task Query_WithoutAnIndexForItsOrder_OrBeyondTheStandIn_IsRefused(string query, string reason)
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(async () => await ListAsync(query));

        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OverSeveralPartitions_IsMergedInOrder()
    {
        for (var i = 0; i < 40; i++)
            await items.CreateItemAsync(new Thing("c", $"u{i % 7}", $"i{i:00}", 40 - i), Key($"u{i % 7}"));

        Assert.Equal(Enumerable.Range(1, 40), (await ListAsync("SELECT * FROM c ORDER BY c.n")).Select(t => t.n));
        Assert.Equal(Enumerable.Range(1, 40).Reverse(), (await ListAsync("SELECT * FROM c ORDER BY c.n DESC")).Select(t => t.n));
    }

    [Fact]
    public async Task TimeToLive_OfTheDocumentOrTheContainer_EndsIt()
    {
        await items.CreateItemAsync(new Thing("c", "u", "short", 1, ttl: 10), Key("u"));
        await items.CreateItemAsync(new Thing("c", "u", "long", 1), Key("u"));

        clock.Ahead = TimeSpan.FromSeconds(11);

        Assert.Equal(["long"], (await ListAsync("SELECT * FROM c")).Select(t => t.id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(() => items.ReadItemAsync<Thing>("short", Key("u"))));
    }

    // Values of the SDK's own PartitionKeyInternal.GetEffectivePartitionKeyString, version 3.64.0.
    [Theory]
    [InlineData("o1", "2D633033DCE54EBBCBEBDEB7047C6C17")]
    [InlineData("甲campaign-0123456789abcdef/130100", "05FB50E224F3C9FEC152785CEAE714F2034078422BF77713DC6E13CC1E28002B")]
    [InlineData("a/b/c", "3A5381E1114EB8D3FCC90795045B49B7195644569A78B1E22D200348AF9416CE2562D4841EF4AF76D90EC904CEE5FA9A")]
    public void EffectivePartitionKey_IsTheSdks(string parts, string expected) => Assert.Equal(expected, EffectivePartitionKey.Of(parts.Split('/')));

    private static ContainerProperties Definition(int defaultTtl)
    {
        var container = new ContainerProperties("items", ["/campaign", "/unit"]) { DefaultTimeToLive = defaultTtl, IndexingPolicy = new IndexingPolicy() };
        container.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        container.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = "/n/?" });
        container.IndexingPolicy.CompositeIndexes.Add([new CompositePath { Path = "/campaign" }, new CompositePath { Path = "/unit" }, new CompositePath { Path = "/id" }]);
        return container;
    }

    private static async Task<HttpStatusCode> StatusAsync(Func<Task> act) => (await Assert.ThrowsAsync<CosmosException>(act)).StatusCode;

    private async Task<List<Thing>> ListAsync(string query)
    {
        using var pages = items.GetItemQueryIterator<Thing>(query);
        var found = new List<Thing>();
        while (pages.HasMoreResults)
            found.AddRange(await pages.ReadNextAsync());
        return found;
    }

#pragma warning disable IDE1006, SA1300, CA1707 // Members are named as in the documents.
    private sealed record Thing(
        string campaign, string unit, string id, int n, string text = "",
        [property: Newtonsoft.Json.JsonProperty(NullValueHandling = Newtonsoft.Json.NullValueHandling.Ignore)] int? ttl = null);
#pragma warning restore IDE1006, SA1300, CA1707

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
