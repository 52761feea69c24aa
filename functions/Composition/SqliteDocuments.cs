using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Storage;
using Platform.Storage.Documents;
using Platform.Storage.Messaging;

namespace Platform.Functions.Composition;

/// <summary>Keeps documents in the data directory and sends what they put into the outboxes at once.</summary>
public static class SqliteDocuments
{
    /// <summary>Adds it, unless documents are kept elsewhere already.</summary>
    public static IServiceCollection AddSqliteDocuments(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(IDocumentStore)))
            return services;
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(provider => SqliteDocumentStore.Open(provider.GetRequiredService<PlatformPaths>().DocumentDatabase, Containers.All));
        services.AddSingleton<IDocumentStore>(provider =>
            new SignallingDocumentStore(provider.GetRequiredService<SqliteDocumentStore>(), provider.GetRequiredService<OutboxSignal>()));
        services.AddHostedService(provider => new OutboxPump(
            provider.GetRequiredService<OutboxSignal>().WaitAsync, provider.GetRequiredService<OutboxDispatcher>().RunAsync,
            provider.GetRequiredService<ILogger<OutboxPump>>()));
        return services;
    }
}
