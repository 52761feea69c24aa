using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>What is asked of the service on each path: the cheapest kind of request that does it.</summary>
public sealed class AccessPathTests : IAsyncLifetime
{
    private static readonly ContainerDefinition Work = new("work", ["campaign", "unit"]);
    private static readonly PartitionKey Unit = PartitionKey.Of("c", "u");

    private readonly Account account = Account.OfStandIn();
    private CosmosDocumentStore store = null!;

    public async Task InitializeAsync()
    {
        await account.InitializeAsync();
        store = await account.OpenAsync(Work);
        await store.CreateAsync(Work, Unit, "task", "t", new { n = 1 });
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await account.DisposeAsync();
    }

    [Fact]
    public async Task Read_IsOnePointRead() => Assert.Equal(["Read 200 1"], await AskedAsync(() => store.ReadAsync(Work, Unit, "t")));

    [Fact]
    public async Task OneOperation_IsOnePointWrite() =>
        Assert.Equal(["Write 200 1"], await AskedAsync(() => store.UpsertAsync(Work, Unit, "task", "t", new { n = 2 })));

    [Fact]
    public async Task SeveralOperations_AreOneBatch() => Assert.Equal(
        ["Batch 200 1"], await AskedAsync(() => store.WriteAsync(DocumentBatch.In(Work, Unit).Create("a", "a", new { n = 1 }).Create("b", "b", new { n = 1 }))));

    [Fact]
    public async Task QueryInOnePartition_AsksOnePhysicalPartition() => Assert.Equal(
        ["Query 200 1"], await AskedAsync(() => store.QueryAsync(DocumentQuery.In(Work, Unit).OfType("task"))));

    [Fact]
    public async Task QueryBelowAPrefix_AsksTheOnePhysicalPartitionThatHoldsIt() => Assert.Equal(
        ["Query 200 1"], await AskedAsync(() => store.QueryAsync(DocumentQuery.In(Work, PartitionKey.Of("c")).OfType("task"))));

    [Fact]
    public async Task QueryAcrossPartitions_AsksThemAll() => Assert.Equal(
        ["Query 200 3"], await AskedAsync(() => store.QueryAsync(DocumentQuery.AcrossPartitions(Work).OfType("task"))));

    [Fact]
    public async Task Refusal_IsLookedIntoByOnePointRead() => Assert.Equal(
        ["Read 200 1", "Write 409 1"], await AskedAsync(() => store.CreateAsync(Work, Unit, "task", "t", new { n = 1 })));

    private async Task<string[]> AskedAsync(Func<Task> act)
    {
        var before = Lines();
        await act();
        return [.. Lines().Select(l => (l.Key, Requests: l.Value - before.GetValueOrDefault(l.Key))).Where(l => l.Requests > 0).Select(l => $"{l.Key} {l.Requests}").Order(StringComparer.Ordinal)];
    }

    private Dictionary<string, long> Lines() => account.Gateway.Traffic.Lines
        .Where(l => l.Kind is not (GatewayCallKind.Metadata or GatewayCallKind.QueryPlan)).ToDictionary(l => $"{l.Kind} {l.Status}", l => l.Requests, StringComparer.Ordinal);
}
