using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Storage.Cosmos;
using Platform.Storage.Messaging;

namespace Platform.Functions.Composition;

/// <summary>Keeps documents in Cosmos DB where the setting <c>COSMOS_ENDPOINT</c> names an account.</summary>
public static class CosmosDocuments
{
    private static readonly TimeSpan FeedPause = TimeSpan.FromSeconds(1);

    /// <summary>Adds it; nothing without the setting.</summary>
    public static IServiceCollection AddCosmosDocuments(this IServiceCollection services, IConfiguration settings)
    {
        if (CosmosSettings.From(name => settings[name]) is not { } account)
            return services;
        services.AddSingleton(account);
        services.AddSingleton(provider => new CosmosDocumentStore(account, Containers.All, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<CosmosDocumentStore>());
        services.AddSingleton<IDocumentFeed>(provider => provider.GetRequiredService<CosmosDocumentStore>());
        services.AddSingleton(provider => new OutboxFeed(
            provider.GetRequiredService<IDocumentFeed>(), provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<OutboxDispatcher>(),
            (Containers.Operations, PartitionKey.Of("feeds")), Containers.WithOutbox));
        services.AddHostedService<Preparation>().AddHostedService(Pump);
        return services;
    }

    /// <summary>Whether documents lie in Cosmos DB and not in the data directory.</summary>
    public static bool HasCosmosDocuments(this IServiceProvider services) => services.GetService<CosmosSettings>() is not null;

    private static OutboxPump Pump(IServiceProvider provider)
    {
        var (feed, time) = (provider.GetRequiredService<OutboxFeed>(), provider.GetRequiredService<TimeProvider>());
        return new OutboxPump(stop => Task.Delay(FeedPause, time, stop), feed.RunAsync, provider.GetRequiredService<ILogger<OutboxPump>>());
    }

    // Before any service that may ask for a document is started.
    private sealed class Preparation(CosmosDocumentStore store) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => store.PrepareAsync(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
