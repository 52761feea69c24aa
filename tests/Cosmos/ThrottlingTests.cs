using Platform.Domain.Documents;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>What outruns its throughput is slowed down, and nothing is lost or doubled.</summary>
public sealed class ThrottlingTests : IAsyncLifetime
{
    private const int Units = 6;
    private const int Batches = 5;

    private static readonly ContainerDefinition Work = new("work", ["campaign", "unit"]);

    private readonly Account account = Account.OfStandIn();

    public Task InitializeAsync() => account.InitializeAsync();

    public Task DisposeAsync() => account.DisposeAsync();

    [Fact]
    public async Task Import_ThrottledEveryThirdRequest_WritesEverythingOnce()
    {
        using var store = await account.OpenAsync(Work);
        account.Gateway.Fault = call => call.Kind == GatewayCallKind.Batch && call.Number % 3 == 0 ? GatewayFault.Throttled : GatewayFault.None;

        await Task.WhenAll(Enumerable.Range(0, Units).Select(async unit =>
        {
            for (var b = 0; b < Batches; b++)
                Assert.True((await store.WriteAsync(Batch(unit, b))).IsWritten);
        }));

        Assert.True(account.Gateway.Traffic.Count(GatewayCallKind.Batch, 429) >= Units, "nothing was throttled");
        Assert.Equal(Units * Batches, account.Gateway.Traffic.Count(GatewayCallKind.Batch, 200));
        Assert.Equal(Units * Batches * DocumentLimits.BatchOperations, await store.CountAsync(DocumentQuery.In(Work, PartitionKey.Of("c"))));
    }

    [Fact]
    public async Task Query_ThrottledOnEveryPage_GivesEachDocumentOnce()
    {
        using var store = await account.OpenAsync(Work);
        for (var unit = 0; unit < Units; unit++)
            await store.WriteAsync(Batch(unit, 0));
        var queries = 0;
        account.Gateway.Fault = call =>
            call.Kind == GatewayCallKind.Query && Interlocked.Increment(ref queries) % 2 == 0 ? GatewayFault.Throttled : GatewayFault.None;

        var ids = await store.EnumerateAsync(DocumentQuery.In(Work, PartitionKey.Of("c")).Take(70)).Select(d => $"{d.Partition}/{d.Id}").ToListAsync();

        Assert.True(account.Gateway.Traffic.Count(GatewayCallKind.Query, 429) > 0, "nothing was throttled");
        Assert.Equal(Units * DocumentLimits.BatchOperations, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    private static DocumentBatch Batch(int unit, int number)
    {
        var batch = DocumentBatch.In(Work, PartitionKey.Of("c", $"u{unit}"));
        for (var i = 0; i < DocumentLimits.BatchOperations; i++)
            batch.Create("patch", $"{number}-{i:00}", new { i });
        return batch;
    }
}
