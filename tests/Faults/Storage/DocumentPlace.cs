using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Storage;
using Platform.Storage.Cosmos;
using Platform.Storage.Documents;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.Faults.Storage;

/// <summary>
/// Where the platform of a run keeps its documents: in its data directory, or in a Cosmos DB account. The account is the stand-in, in this process: it outlives every life of the
/// platform.
/// </summary>
internal sealed class DocumentPlace : IAsyncDisposable
{
    private const string Database = "platform";

    private readonly string dataDirectory;

    private DocumentPlace(string dataDirectory, GatewayServer? account) => (this.dataDirectory, Account) = (dataDirectory, account);

    /// <summary>The account; null when documents lie in the data directory.</summary>
    public GatewayServer? Account { get; }

    /// <summary>Settings of the platform, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => Account is null ? new Dictionary<string, string>() : new()
    {
        ["COSMOS_ENDPOINT"] = Account.Endpoint.ToString(), ["COSMOS_KEY"] = GatewayServer.Key, ["COSMOS_DATABASE"] = Database, ["COSMOS_CREATE_CONTAINERS"] = "true",
        ["AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX"] = "true",
    };

    /// <summary>Makes a place for a platform with this data directory.</summary>
    public static async Task<DocumentPlace> MakeAsync(string dataDirectory, bool inCosmos) =>
        new(dataDirectory, inCosmos ? await GatewayServer.StartAsync() : null);

    /// <summary>Reads the documents of a platform that has stopped.</summary>
    public async Task<T> ReadAsync<T>(Func<IDocumentStore, Task<T>> read)
    {
        if (Account is null)
        {
            using var local = SqliteDocumentStore.Open(new PlatformPaths(dataDirectory).DocumentDatabase, Containers.All);
            return await read(local);
        }

        var settings = new CosmosSettings(Account.Endpoint, Database) { Key = GatewayServer.Key };
        using var store = new CosmosDocumentStore(settings, Containers.All, TimeProvider.System);
        await store.PrepareAsync();
        return await read(store);
    }

    public ValueTask DisposeAsync() => Account?.DisposeAsync() ?? ValueTask.CompletedTask;
}
