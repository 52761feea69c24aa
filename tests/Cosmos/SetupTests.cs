using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>An account that does not keep what the platform relies on is refused before anything is written.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private static readonly ContainerDefinition Plain = new("things", ["owner"]);

    private GatewayServer gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayServer.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task MissingContainer_IsNamed_AndNotCreatedUnlessAskedFor()
    {
        await PrepareAsync(new ContainerDefinition("other", ["owner"]));
        using var store = new CosmosDocumentStore(Account.SettingsOf(gateway) with { CreateContainers = false }, [Plain], TimeProvider.System);

        var failure = await Assert.ThrowsAsync<DocumentStoreException>(() => store.PrepareAsync());

        Assert.Contains("'things'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cosmos-containers.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherPartitionKey_IsRefused()
    {
        await PrepareAsync(Plain);

        var failure = await Assert.ThrowsAsync<DocumentStoreException>(() => PrepareAsync(new ContainerDefinition("things", ["owner", "year"])));

        Assert.Equal(DocumentStoreFailure.Foreign, failure.Failure);
        Assert.Contains("/owner, /year", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingIndex_IsRefused_AndOneMoreIsNot()
    {
        await PrepareAsync(new ContainerDefinition("things", ["owner"], [IndexedField.Text("colour"), IndexedField.Number("size")], [["colour", "size"]]));

        await PrepareAsync(Plain);
        var field = await Assert.ThrowsAsync<DocumentStoreException>(() => PrepareAsync(new ContainerDefinition("things", ["owner"], [IndexedField.Text("shape")])));
        Assert.Contains("/shape/?", field.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Strong", true)]
    [InlineData("BoundedStaleness", true)]
    [InlineData("Session", true)]
    [InlineData("ConsistentPrefix", false)]
    [InlineData("Eventual", false)]
    public async Task Consistency_ThatLetsReadsBeStale_IsRefused(string consistency, bool good)
    {
        await using var account = await GatewayServer.StartAsync(new GatewayOptions { Consistency = consistency });
        using var store = new CosmosDocumentStore(Account.SettingsOf(account), [Plain], TimeProvider.System);

        var failure = await Record.ExceptionAsync(() => store.PrepareAsync());

        Assert.Equal(good, failure is null);
    }

    [Fact]
    public void Settings_WithoutEndpoint_AreNone_AndAWrongOneIsNamed()
    {
        Assert.Null(CosmosSettings.From(_ => null));
        Assert.Contains("COSMOS_ENDPOINT", Assert.Throws<ArgumentException>(() => CosmosSettings.From(_ => "not an address")).Message, StringComparison.Ordinal);
        var settings = CosmosSettings.From(name => name == "COSMOS_ENDPOINT" ? "https://account.example/" : null)!;
        Assert.Equal(("platform", null, false, false), (settings.Database, settings.Key, settings.CreateContainers, settings.LimitToEndpoint));
    }

    private async Task PrepareAsync(ContainerDefinition container)
    {
        using var store = new CosmosDocumentStore(Account.SettingsOf(gateway), [container], TimeProvider.System);
        await store.PrepareAsync();
    }
}
