using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Azurite;
using Platform.Embedded.Blobs;
using Platform.Embedded.Configuration;
using Platform.Embedded.Discovery;
using Platform.Embedded.DurableFunctions;
using Platform.Embedded.Hosting;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;
using Platform.Embedded.Messaging;
using Platform.Embedded.Queues;
using Platform.Embedded.Timers;

namespace Platform.Embedded.Composition;

/// <summary>Puts the host together.</summary>
internal static class HostComposition
{
    /// <summary>Azure Functions' own limit of a request.</summary>
    private const long LargestRequest = 210L * 1024 * 1024;

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var given = CommandLineSettings.Read(args);
        var root = Path.GetFullPath(given.GetValueOrDefault("contentRoot") ?? AppContext.BaseDirectory);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = root,
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name,
            EnvironmentName = given.GetValueOrDefault("environment") ?? Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production,
        });
        HostConfiguration.AddSources(builder.Configuration, root, args);
        // The app reads the same directory that the host takes, absolute.
        builder.Configuration[DataDirectory.Setting] = DataDirectory.From(builder.Configuration, root).Root;
        AzuriteSettings.Apply(builder.Configuration);
        builder.Logging.AddConfiguration(HostConfiguration.ReadHostFile(root, builder.Configuration).GetSection("logging"));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        return builder;
    }

    public static IHost Build(
        WebApplicationBuilder builder,
        EmbeddedHostOptions options,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool http)
    {
        var root = builder.Environment.ContentRootPath;
        var settings = new HostSettings(HostConfiguration.ReadHostFile(root, builder.Configuration));
        var catalogue = Discover(builder.Configuration, settings, options);
        AppRules.Check(builder.Services, catalogue, http);
        var data = DataDirectory.From(builder.Configuration, root);
        AddServices(builder.Services, options, settings, catalogue, data);
        builder.Services.AddSingleton(new FunctionPipeline(middleware));
        var listening = ListeningAddress.From(builder.Configuration);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = builder.Configuration.GetValue<long?>("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT") ?? LargestRequest;
        });
        builder.WebHost.UseUrls(listening.Urls);
        var app = builder.Build();
        MapHttp(app);
        return new EmbeddedHost(app, data, listening);
    }

    private static FunctionCatalogue Discover(IConfiguration configuration, HostSettings settings, EmbeddedHostOptions options)
    {
        IEnumerable<Type> types = options.FunctionTypes;
        if (options.FunctionTypes.Count == 0)
        {
            IEnumerable<Assembly> assemblies = options.Assemblies.Count > 0
                ? options.Assemblies
                : AppAssemblies.Find(Assembly.GetEntryAssembly() ?? throw new HostStartException("There is no entry assembly to search for functions."));
            types = assemblies.SelectMany(FunctionDiscovery.TypesOf);
        }

        return new FunctionDiscovery(configuration, settings).Discover(types);
    }

    private static void AddServices(
        IServiceCollection services, EmbeddedHostOptions options, HostSettings settings, FunctionCatalogue catalogue, DataDirectory data)
    {
        services.AddSingleton(options).AddSingleton(settings).AddSingleton(catalogue).AddSingleton(data);
        services.AddSingleton(new EmbeddedHostInfo(data.Root));
        services.TryAddSingleton(options.TimeProvider);
        services.AddOptions<WorkerOptions>();
        services.AddRouting();
        services.AddMvcCore();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, MethodPolicy>());
        services.AddSingleton<HostKeys>().AddSingleton<HostState>().AddSingleton<StorageConnections>().AddSingleton<AzuriteService>();
        services.AddSingleton<FunctionInvoker>().AddSingleton<FunctionEndpoints>().AddSingleton<AdminEndpoints>().AddSingleton<PoisonEndpoints>();
        services.AddSingleton<PoisonReasons>().AddSingleton<IPoisonSource, BlobPoison>().AddSingleton<IPoisonSource, QueuePoison>();
        services.AddSingleton<TimerStore>().AddSingleton<TimerListeners>().AddSingleton<BlobReceipts>().AddSingleton<BlobHandler>().AddSingleton<QueueHandler>();
        DurableServices.Add(services, catalogue);
        services.AddSingleton<ITriggerListener>(provider => provider.GetRequiredService<TimerListeners>());
        foreach (var (function, trigger) in catalogue.With<BlobDeclaration>())
            services.AddSingleton<ITriggerListener>(provider => ActivatorUtilities.CreateInstance<BlobListener>(provider, function, trigger, settings.Blobs, Logger<BlobListener>(provider)));
        foreach (var (function, trigger) in catalogue.With<QueueDeclaration>())
            services.AddSingleton<ITriggerListener>(provider => ActivatorUtilities.CreateInstance<QueueListener>(provider, function, trigger, settings.Queues, Logger<QueueListener>(provider)));
        foreach (var (function, trigger) in catalogue.With<ServiceBusDeclaration>())
            services.AddSingleton<ITriggerListener>(provider => ActivatorUtilities.CreateInstance<MessageListener>(provider, function, trigger, Logger<MessageListener>(provider)));
        services.AddHostedService<TriggerHost>();
    }

    private static ILogger Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();

    private static void MapHttp(WebApplication app)
    {
        app.UseMiddleware<FailureMiddleware>();
        app.UseRouting();
        Endpoints(app).Add(new DefaultEndpointDataSource(
        [
            .. app.Services.GetRequiredService<AdminEndpoints>().Build(),
            .. app.Services.GetRequiredService<DurableWebhooks>().Build(),
            .. app.Services.GetRequiredService<FunctionEndpoints>().Build(),
        ]));
        app.UseEndpoints(_ => { });
        app.Run(AdminEndpoints.NotFound);
    }

    private static ICollection<EndpointDataSource> Endpoints(WebApplication app) => ((IEndpointRouteBuilder)app).DataSources;
}
