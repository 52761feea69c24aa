using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>An account that is away for a while: what can wait waits, and what cannot is told as a failure of the store, never as an exception of the SDK.</summary>
public sealed class UnavailableTests : IAsyncLifetime
{
    private static readonly ContainerDefinition Work = new("work", ["campaign", "unit"], [IndexedField.Text("name")]);
    private static readonly DocumentQuery All = DocumentQuery.AcrossPartitions(Work).OrderBy("name");

    private readonly Account account = Account.OfStandIn();

    public Task InitializeAsync() => account.InitializeAsync();

    public Task DisposeAsync() => account.DisposeAsync();

    [Fact]
    public async Task Query_NeverAnswered_IsAFailureOfTheStoreThatMayPass()
    {
        using var store = await OpenAsync();
        account.Gateway.Fault = call => call.Kind == GatewayCallKind.Query ? GatewayFault.Unavailable : GatewayFault.None;

        var failure = await Assert.ThrowsAsync<DocumentStoreException>(() => store.QueryAsync(All));

        Assert.Equal((DocumentStoreFailure.Busy, true), (failure.Failure, failure.IsTransient));
    }

    [Fact]
    public async Task Feed_NeverAnswered_IsAFailureOfTheStoreThatMayPass()
    {
        using var store = await OpenAsync();
        account.Gateway.Fault = call => call.Kind is GatewayCallKind.ChangeFeed ? GatewayFault.Unavailable : GatewayFault.None;

        Assert.Equal(DocumentStoreFailure.Busy, (await Assert.ThrowsAsync<DocumentStoreException>(() => store.ReadAsync(Work, (string?)null))).Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FirstQuery_WithoutAnswersAboutTheContainer_IsAFailureOfTheStoreThatMayPass(bool feed)
    {
        using var store = new CosmosDocumentStore(account.Settings, [Work], TimeProvider.System);
        await store.PrepareAsync();
        account.Gateway.Fault = call => call.Kind is GatewayCallKind.Metadata ? GatewayFault.Unavailable : GatewayFault.None;

        Task ask = feed ? store.ReadAsync(Work, (string?)null) : store.QueryAsync(All);

        Assert.Equal(DocumentStoreFailure.Busy, (await Assert.ThrowsAsync<DocumentStoreException>(() => ask)).Failure);
    }

    [Fact]
    public async Task Query_AnsweredAtLast_GivesEverything()
    {
        using var store = await OpenAsync();
        var asked = 0;
        account.Gateway.Fault = call => call.Kind == GatewayCallKind.Query && Interlocked.Increment(ref asked) <= 4 ? GatewayFault.Unavailable : GatewayFault.None;

        Assert.Equal(9, await store.EnumerateAsync(All).CountAsync());
    }

    [Fact]
    public async Task Start_WaitsForAnAccountThatIsAwayForAMoment()
    {
        var asked = 0;
        account.Gateway.Fault = _ => Interlocked.Increment(ref asked) <= 2 ? GatewayFault.Unavailable : GatewayFault.None;

        using var store = await account.OpenAsync(Work);

        Assert.Null(await store.ReadAsync(Work, PartitionKey.Of("c", "u0"), "nobody"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Start_WithoutAnAccount_IsAFailureOfTheStore(int answered)
    {
        var asked = 0;
        account.Gateway.Fault = _ => Interlocked.Increment(ref asked) > answered ? GatewayFault.Unavailable : GatewayFault.None;

        Assert.Equal(DocumentStoreFailure.Busy, (await Assert.ThrowsAsync<DocumentStoreException>(() => account.OpenAsync(Work))).Failure);
    }

    [Fact]
    public async Task AccountThatComesBack_HasEverything()
    {
        using var store = await OpenAsync();
        var away = account.Gateway.RestartAsync(TimeSpan.FromMilliseconds(300));

        Assert.Equal(9, await store.EnumerateAsync(All).CountAsync());
        await away;
    }

    private async Task<CosmosDocumentStore> OpenAsync()
    {
        var store = await account.OpenAsync(Work);
        for (var i = 0; i < 9; i++)
            await store.CreateAsync(Work, PartitionKey.Of("c", $"u{i}"), "patch", "p", new { name = $"n{i}" });
        return store;
    }
}
