using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Tests.Unit.Storage.Documents;

namespace Platform.Tests.Cosmos;

/// <summary>The contract, kept by Cosmos DB through its real SDK.</summary>
public sealed class CosmosDocumentStoreContractTests(Account account) : DocumentStoreContract, IClassFixture<Account>
{
    public override Task DisposeAsync()
    {
        ((CosmosDocumentStore)Store).Dispose();
        return Task.CompletedTask;
    }

    protected override async Task<IDocumentStore> OpenAsync() => await account.OpenAsync(Containers);
}
