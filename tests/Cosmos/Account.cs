using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>The account that a test class runs against: its own stand-in, or the account or emulator that <c>COSMOS_ENDPOINT</c> names.</summary>
public sealed class Account : IAsyncLifetime
{
    private static readonly CosmosSettings? Real = CosmosSettings.From(Environment.GetEnvironmentVariable);

    private GatewayServer? gateway;

    /// <summary>The stand-in; tests that make things go wrong need it.</summary>
    public GatewayServer Gateway => gateway ?? throw new InvalidOperationException("COSMOS_ENDPOINT is set: there is no stand-in.");

    public CosmosSettings Settings { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        gateway = Real is null ? await GatewayServer.StartAsync() : null;
        Settings = Real ?? SettingsOf(gateway!);
    }

    public async Task DisposeAsync()
    {
        if (gateway is not null)
            await gateway.DisposeAsync();
    }

    public static CosmosSettings SettingsOf(GatewayServer gateway) =>
        new(gateway.Endpoint, "tests") { Key = GatewayServer.Key, CreateContainers = true };

    public async Task<CosmosDocumentStore> OpenAsync(params IReadOnlyCollection<ContainerDefinition> containers)
    {
        var store = new CosmosDocumentStore(Settings, containers, TimeProvider.System);
        await store.PrepareAsync();
        return store;
    }
}
