using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Cosmos;

/// <summary>The account that a test class runs against: its own stand-in, or the account or emulator that <c>COSMOS_ENDPOINT</c> names.</summary>
public sealed class Account : IAsyncLifetime
{
    private static readonly CosmosSettings? Real = CosmosSettings.From(Environment.GetEnvironmentVariable);

    private readonly CosmosSettings? real;
    private GatewayServer? gateway;

    public Account()
        : this(Real)
    {
    }

    private Account(CosmosSettings? real) => this.real = real;

    /// <summary>The stand-in.</summary>
    public GatewayServer Gateway => gateway ?? throw new InvalidOperationException("COSMOS_ENDPOINT is set: there is no stand-in.");

    public CosmosSettings Settings { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        gateway = real is null ? await GatewayServer.StartAsync() : null;
        Settings = real ?? SettingsOf(gateway!);
    }

    public async Task DisposeAsync()
    {
        if (gateway is not null)
            await gateway.DisposeAsync();
    }

    /// <summary>A stand-in whatever <c>COSMOS_ENDPOINT</c> says, for tests that make things go wrong or look at what was asked.</summary>
    public static Account OfStandIn() => new(real: null);

    public static CosmosSettings SettingsOf(GatewayServer gateway) =>
        new(gateway.Endpoint, "tests") { Key = GatewayServer.Key, CreateContainers = true };

    public async Task<CosmosDocumentStore> OpenAsync(params IReadOnlyCollection<ContainerDefinition> containers)
    {
        var store = new CosmosDocumentStore(Settings, containers, TimeProvider.System);
        await store.PrepareAsync();
        return store;
    }
}
