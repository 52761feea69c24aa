using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>A write whose answer is lost has happened: whoever asks again learns so, and nothing happens twice.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private static readonly ContainerDefinition Work = new("work", ["campaign", "unit"]);

    private readonly PartitionKey unit = PartitionKey.Of("c", "130100");

    private GatewayServer gateway = null!;

    public static TheoryData<GatewayFault, bool> Losses => new()
    {
        { GatewayFault.AnswerLost, true },
        { GatewayFault.AnswerLost, false },
        { GatewayFault.AnswerUnavailable, true },
    };

    public async Task InitializeAsync() => gateway = await GatewayServer.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Create_AnswerLost_IsWrittenOnce(GatewayFault fault, bool oneEndpoint)
    {
        using var store = await OpenAsync(oneEndpoint);
        Lose(fault, 1);

        var result = await store.CreateAsync(Work, unit, "state", "s", new { n = 1 });

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.Equal(result.ETag, (await store.ReadAsync(Work, unit, "s"))!.ETag);
        Assert.Equal(1, gateway.Traffic.Count(GatewayCallKind.Write, 409));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Replace_AnswerLost_GivesTheETagThatIsCurrent(GatewayFault fault, bool oneEndpoint)
    {
        using var store = await OpenAsync(oneEndpoint);
        var created = await store.CreateAsync(Work, unit, "state", "s", new { n = 1 });
        Lose(fault, 1);

        var replaced = await store.WriteAsync(DocumentBatch.In(Work, unit).Replace("state", "s", new { n = 2 }, created.ETag));

        Assert.Equal(WriteOutcome.Written, replaced.Outcome);
        Assert.True((await store.WriteAsync(DocumentBatch.In(Work, unit).Replace("state", "s", new { n = 3 }, replaced.ETag))).IsWritten);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Batch_AnswerLost_IsAppliedOnceWithAllItsETags(GatewayFault fault, bool oneEndpoint)
    {
        using var store = await OpenAsync(oneEndpoint);
        var state = await store.CreateAsync(Work, unit, "state", "s", new { n = 1 });
        await store.CreateAsync(Work, unit, "note", "old", new { n = 1 });
        Lose(fault, 1);

        var result = await store.WriteAsync(DocumentBatch.In(Work, unit)
            .Delete("old").Replace("state", "s", new { n = 2 }, state.ETag).Create("history", "h1", new { n = 2 }).Upsert("note", "new", new { n = 2 }));

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        var documents = await store.EnumerateAsync(DocumentQuery.In(Work, unit)).ToListAsync();
        Assert.Equal(["h1", "new", "s"], documents.Select(d => d.Id));
        Assert.Equal(["", documents[2].ETag, documents[0].ETag, documents[1].ETag], result.ETags.AsEnumerable());
    }

    [Fact]
    public async Task Batch_AnswerLostThreeTimes_IsStillWritten()
    {
        using var store = await OpenAsync(oneEndpoint: true);
        Lose(GatewayFault.AnswerUnavailable, 3);

        var result = await store.WriteAsync(DocumentBatch.In(Work, unit).Create("a", "a", new { n = 1 }).Create("b", "b", new { n = 1 }));

        Assert.True(result.IsWritten);
        Assert.Equal(2, await store.CountAsync(DocumentQuery.In(Work, unit)));
    }

    [Fact]
    public async Task Delete_AnswerLost_IsWritten()
    {
        using var store = await OpenAsync(oneEndpoint: true);
        await store.CreateAsync(Work, unit, "state", "s", new { n = 1 });
        Lose(GatewayFault.AnswerLost, 1);

        Assert.Equal(WriteOutcome.Written, (await store.DeleteAsync(Work, unit, "s")).Outcome);
        Assert.Equal(WriteOutcome.NotFound, (await store.DeleteAsync(Work, unit, "s")).Outcome);
    }

    [Fact]
    public async Task Replace_RefusedBecauseOfSomebodyElse_StaysRefused()
    {
        using var store = await OpenAsync(oneEndpoint: true);
        var created = await store.CreateAsync(Work, unit, "state", "s", new { n = 1 });
        await store.UpsertAsync(Work, unit, "state", "s", new { n = 2 });
        gateway.Fault = FirstWrites(1, GatewayFault.Unavailable);

        var stale = await store.WriteAsync(DocumentBatch.In(Work, unit).Replace("state", "s", new { n = 3 }, created.ETag).Create("history", "h", new { n = 3 }));

        Assert.Equal((WriteOutcome.PreconditionFailed, 0), (stale.Outcome, stale.FailedOperation));
        Assert.Null(await store.ReadAsync(Work, unit, "h"));
    }

    [Fact]
    public async Task EveryRequestUnavailable_IsBusyAfterAFewTries()
    {
        using var store = await OpenAsync(oneEndpoint: true);
        gateway.Fault = _ => GatewayFault.Unavailable;

        var failure = await Assert.ThrowsAsync<DocumentStoreException>(() => store.CreateAsync(Work, unit, "state", "s", new { n = 1 }));

        Assert.True(failure.IsTransient, failure.Message);
    }

    private async Task<CosmosDocumentStore> OpenAsync(bool oneEndpoint)
    {
        var store = new CosmosDocumentStore(Account.SettingsOf(gateway) with { LimitToEndpoint = oneEndpoint }, [Work], TimeProvider.System);
        await store.PrepareAsync();
        return store;
    }

    private void Lose(GatewayFault fault, int times) => gateway.Fault = FirstWrites(times, fault);

    private static Func<GatewayCall, GatewayFault> FirstWrites(int times, GatewayFault fault)
    {
        var left = times;
        return call => call.Kind is GatewayCallKind.Write or GatewayCallKind.Batch && Interlocked.Decrement(ref left) >= 0 ? fault : GatewayFault.None;
    }
}
