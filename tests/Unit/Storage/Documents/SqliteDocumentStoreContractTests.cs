using Platform.Domain.Documents;
using Platform.Storage.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

/// <summary>The contract, kept by SQLite.</summary>
public sealed class SqliteDocumentStoreContractTests : DocumentStoreContract
{
    private readonly TemporaryDirectory directory = new();

    public override Task DisposeAsync()
    {
        ((SqliteDocumentStore)Store).Dispose();
        directory.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IDocumentStore> OpenAsync() =>
        Task.FromResult<IDocumentStore>(SqliteDocumentStore.Open(directory.File("documents.db"), Containers));
}
