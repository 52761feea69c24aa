using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Monitor.OpenTelemetry.Exporter;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Access;
using Platform.Domain.Archive;
using Platform.Domain.Layers;
using Platform.Domain.Messaging;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Storage.Identity;
using Platform.Storage.Layers;

namespace Platform.Functions.Composition.Cloud;

/// <summary>What Azure provides, reached by the app's managed identity: archive, layers, bus, tokens. No key is read anywhere.</summary>
public static class CloudStorage
{
    // Flex Consumption has 0.8 GB of local disk; the rest is room for files in the making.
    private const long LayerCacheBytes = 250L * 1024 * 1024;

    /// <summary>Adds it to a host that is being built.</summary>
    public static FunctionsApplicationBuilder AddCloud(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = builder.Configuration;
        var services = builder.Services;

#pragma warning disable CS0618 // Obsolete since true became its default: with that, what an activity throws arrives at the orchestrator as "(unknown)".
        services.Configure<WorkerOptions>(options => options.EnableUserCodeException = false);
#pragma warning restore CS0618
        Required(settings, "COSMOS_ENDPOINT");
        services.AddSingleton<TokenCredential>(new DefaultAzureCredential());
        services.AddSingleton(_ => new Workspace(PlatformServices.WorkFolder(settings, Scratch(""))));
        services.AddSingleton<IRawArchive>(provider => new BlobRawArchive(
            new BlobServiceClient(new Uri(Required(settings, "RawArchiveStorage__blobServiceUri")), provider.GetRequiredService<TokenCredential>())
                .GetBlobContainerClient(BlobRawArchive.ContainerName)));
        services.AddSingleton<ILayerStore>(provider => new BlobLayerStore(
            provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(BlobLayerStore.ContainerName), new LayerCache(Scratch("layers"), LayerCacheBytes)));
        services.AddSingleton(provider => new ServiceBusClient(
            Required(settings, "ServiceBusConnection__fullyQualifiedNamespace"), provider.GetRequiredService<TokenCredential>()));
        services.AddSingleton<IMessageBus>(provider => new ServiceBusMessageBus(provider.GetRequiredService<ServiceBusClient>(), PlatformTopics.With([])));
        services.AddSingleton<ITokenValidator>(provider => new TokenValidator(
            builtIn: null, provider.GetRequiredService<IReadOnlyList<OidcIssuerOptions>>(), new HttpClient(), provider.GetRequiredService<TimeProvider>()));
        services.AddOpenTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter(options => options.Credential = new DefaultAzureCredential());
        return builder;
    }

    private static string Scratch(string folder) => Path.Combine(Path.GetTempPath(), "platform", folder);

    private static string Required(ConfigurationManager settings, string name) =>
        settings[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The setting {name} is missing.");
}
