using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Archive;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Messaging;
using Platform.Embedded.Durable.Store;
using Platform.Embedded.Hosting;
using Platform.Storage;
using Platform.Storage.Documents;
using Platform.Storage.Integrity;
using Platform.Storage.Messaging;

namespace Platform.Functions.Composition.Local;

/// <summary>
/// Refuses to start on a data directory from which something is missing or damaged, opens every store before anything uses it, and records after the start
/// which stores there are.
/// </summary>
public sealed class StoreChecks(IServiceProvider services) : IStartupCheck, IHostedLifecycleService
{
    public IEnumerable<string> Refusals(EmbeddedHostInfo host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Guard(new PlatformPaths(host.DataDirectory)).Check().Select(finding => $"{finding.Message} {finding.MessageEn}");
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var store in new[] { typeof(IDocumentStore), typeof(IMessageBus), typeof(IRawArchive), typeof(ILayerStore) })
            services.GetRequiredService(store);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Guard(services.GetRequiredService<PlatformPaths>()).Confirm();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The host's own records carry no id of their own.
    private StoreGuard Guard(PlatformPaths paths) => new(
        paths,
        [
            .. services.HasCosmosDocuments() ? Enumerable.Empty<SqliteStore>() : [SqliteDocumentStore.Store(paths.DocumentDatabase)],
            SqliteMessageBus.Store(paths.MessageDatabase),
            new SqliteStore(paths.EngineDatabase, DurableDatabase.ApplicationId, DurableDatabase.Version),
            new SqliteStore(paths.HostDatabase, ApplicationId: 0, Version: 0),
        ]);
}
