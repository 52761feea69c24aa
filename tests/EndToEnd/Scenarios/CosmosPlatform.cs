using Platform.Tests.CosmosGateway;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>The platform with its documents in Cosmos DB: its own stand-in, asked through the real SDK.</summary>
public sealed class CosmosPlatform : IAsyncLifetime
{
    private GatewayServer? gateway;
    private ScenarioPlatform? platform;

    internal GatewayServer Gateway => gateway!;

    /// <summary>The platform; one that cannot start is never asked for anything.</summary>
    public ScenarioPlatform Platform => platform!;

    public async Task InitializeAsync()
    {
        gateway = await GatewayServer.StartAsync();
        platform = new ScenarioPlatform(Directory.CreateTempSubdirectory("cosmos-").FullName, _ => { })
        {
            Settings = [$"--COSMOS_ENDPOINT={gateway.Endpoint}", $"--COSMOS_KEY={GatewayServer.Key}", "--COSMOS_CREATE_CONTAINERS=true"],
        };
        await platform.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await platform!.DisposeAsync();
        await gateway!.DisposeAsync();
    }
}
