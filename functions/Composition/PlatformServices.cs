using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Access;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Indicators;
using Platform.Domain.Layers;
using Platform.Domain.Lineage;
using Platform.Domain.Messaging;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Functions.Http;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Tasks;
using Platform.Orchestrations.Waking;
using Platform.Spatial.Overlay;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Storage.Blobs;
using Platform.Storage.Derived;
using Platform.Storage.Identity;
using Platform.Storage.Layers;
using Platform.Storage.Messaging;
using Platform.Storage.Webhooks;

namespace Platform.Functions.Composition;

/// <summary>Puts the platform together.</summary>
public static class PlatformServices
{
    /// <summary>Everything that is the same wherever the platform runs.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(_ => ProfileCatalogue.Load(
            settings["PLATFORM_PROFILES"] is { Length: > 0 } profiles ? profiles : ProfileLoader.ShippedRoot, settings["PLATFORM_DEFAULT_PROFILE"] ?? "hebei"));
        services.AddCosmosDocuments(settings);
        services.AddSingleton(_ => Blobs(settings));
        services.AddSingleton<UploadContainer>().AddSingleton<DerivedFiles>();
        services.AddSingleton<IDerivedFiles>(provider => provider.GetRequiredService<DerivedFiles>());
        services.AddSingleton<CampaignDesk>().AddSingleton<TaskDesk>().AddSingleton<PatchDesk>().AddSingleton<AnswerDesk>().AddSingleton<DistrictDesk>();
        services.AddSingleton<LayerCatalogue>().AddSingleton<ProgressReader>().AddSingleton<OutcomeReader>();
        services.AddSingleton(_ => IndicatorCatalogue.Load(IndicatorCatalogue.ShippedFolder)).AddSingleton<IndicatorDesk>();
        services.AddSingleton<LayerMeasurer>().AddSingleton<LayerIndicatorDesk>();
        services.AddSingleton<DecisionExport>().AddSingleton<LineageReader>();
        services.AddSingleton<IAreaOverlay>(_ => new AreaOverlay());
        services.AddSingleton<TicketDesk>().AddSingleton<ReceiptDesk>().AddSingleton<AttemptDesk>().AddSingleton<UploadReader>();
        services.AddSingleton<IssueDesk>().AddSingleton<TaskOrders>().AddSingleton<SubmissionIntake>().AddSingleton<UploadQueue>();
        services.AddSingleton<RawDeliveries>().AddSingleton<AnswerIntake>().AddSingleton<MarkedForms>().AddSingleton<TaskPackages>();
        services.AddSingleton<Sweeper>().AddSingleton(provider => new OutboxDispatcher(
            provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<IMessageBus>(), Containers.WithOutbox,
            Clock(provider)));
        services.AddSingleton(OidcSettings.Read(settings[OidcSettings.Setting])).AddSingleton(Department.Read(settings[Department.Setting]));
        services.AddSingleton<ExchangeDesk>().AddSingleton<DeadLetterDesk>().AddSingleton<MessageIntake>();
        services.AddSingleton<LostFiles>().AddSingleton<PatchAccess>().AddSingleton<FunctionCatalogue>().AddSingleton<OpenApiDocument>().AddSingleton<PortalFiles>();
        services.AddHostedService<BlobContainers>();
        return services;
    }

    /// <summary>What keeps its data in the data directory of one machine; documents only when no account of Cosmos DB has been set.</summary>
    public static IServiceCollection AddLocalStorage(this IServiceCollection services, Func<IServiceProvider, string> dataDirectory)
    {
        services.AddSingleton(provider =>
        {
            var paths = new PlatformPaths(dataDirectory(provider));
            paths.Create();
            return paths;
        });
        services.AddSqliteDocuments();
        services.AddSingleton<IRawArchive>(provider => new FileRawArchive(Paths(provider).RawArchive, Clock(provider)));
        services.AddSingleton<ILayerStore>(provider => new FileLayerStore(Paths(provider).Layers, Clock(provider)));
        services.AddSingleton(provider => new Workspace(
            WorkFolder(provider.GetRequiredService<IConfiguration>(), Paths(provider).Root)));
        services.AddSingleton(Bus);
        services.AddSingleton<IMessageBus>(provider => provider.GetRequiredService<SqliteMessageBus>());
        services.AddSingleton<IMessageInbox>(provider => provider.GetRequiredService<SqliteMessageBus>());
        services.AddSingleton<IAccountStore>(provider => new FileAccountStore(Paths(provider).Keys));
        services.AddSingleton(provider => BuiltInIssuer.Open(
            Paths(provider).Keys, BuiltInIssuerOptions.Default with { Lifetime = TimeSpan.FromHours(8) }, Clock(provider)));
        services.AddSingleton<ITokenIssuer>(provider => provider.GetRequiredService<BuiltInIssuer>());
        services.AddSingleton<ITokenValidator>(provider =>
            new TokenValidator(provider.GetRequiredService<BuiltInIssuer>(), provider.GetRequiredService<IReadOnlyList<OidcIssuerOptions>>(), new HttpClient(), Clock(provider)));
        return services;
    }

    /// <summary>Where files in the making lie: below the directory that is set, else below <paramref name="otherwise"/>.</summary>
    internal static string WorkFolder(IConfiguration settings, string otherwise) =>
        Path.Combine(settings["PLATFORM_WORK_DIR"] is { Length: > 0 } chosen ? chosen : otherwise, "work");

    private static SqliteMessageBus Bus(IServiceProvider provider)
    {
        var subscribed = provider.GetRequiredService<IReadOnlyList<Department>>()
            .SelectMany(department => department.Topics.Select(topic => (topic, department.Code)));
        return SqliteMessageBus.Open(
            Paths(provider).MessageDatabase, new SqliteMessageBusOptions([.. PlatformTopics.With(subscribed)]), Clock(provider));
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static PlatformPaths Paths(IServiceProvider provider) => provider.GetRequiredService<PlatformPaths>();

    // A connection string on one's own machine, an identity in the cloud.
    private static BlobServiceClient Blobs(IConfiguration settings) => settings["AzureWebJobsStorage:blobServiceUri"] is { Length: > 0 } uri
        ? new BlobServiceClient(new Uri(uri), new DefaultAzureCredential())
        : new BlobServiceClient(settings["AzureWebJobsStorage"]);
}
