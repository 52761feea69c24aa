using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Tests.Integration.Embedded;

/// <summary>One Azurite for all tests of the collection, started by an embedded host without functions on free ports.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    internal static readonly string[] FreePorts = ["--AzureWebJobsStorage=UseDevelopmentStorage=true", "--AZURITE_BLOB_PORT=0", "--AZURITE_QUEUE_PORT=0"];

    private EmbeddedTestHost? host;

    /// <summary>Connection string of the running Azurite.</summary>
    public string Connection => host!.Services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!;

    public async Task InitializeAsync()
    {
        if (NodeFactAttribute.CanRun)
            host = await EmbeddedTestHost.StartAsync([typeof(Nothing)], args: FreePorts);
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    public sealed class Nothing;
}

[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
