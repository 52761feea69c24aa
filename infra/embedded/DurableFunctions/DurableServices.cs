using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Durable;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.DurableFunctions;

/// <summary>Joins the durable engine to the app: its functions are the app's orchestrators and activities, its client is a service.</summary>
internal static class DurableServices
{
    public static void Add(IServiceCollection services, FunctionCatalogue catalogue)
    {
        services.AddSingleton(provider => Create(provider, catalogue));
        services.AddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<DurableEngine>().Client);
        services.AddSingleton<DurableWebhooks>();
        services.AddSingleton<IPoisonSource, ActivityPoison>();
        services.AddSingleton<IPoisonSource, WorkflowPoison>();
        services.AddHostedService<DurableHost>();
    }

    private static DurableEngine Create(IServiceProvider provider, FunctionCatalogue catalogue)
    {
        var host = provider.GetRequiredService<HostSettings>().Section("extensions:durableTask");
        var engine = new DurableEngine(DurableSettings.Read(
            host,
            provider.GetRequiredService<DataDirectory>().DurableDatabase,
            provider.GetRequiredService<EmbeddedHostOptions>().TimeProvider,
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<EmbeddedHostOptions>().OnEngineCommit));
        var invoker = provider.GetRequiredService<FunctionInvoker>();
        foreach (var (function, trigger) in catalogue.With<OrchestrationDeclaration>())
        {
            engine.AddOrchestrator(
                trigger.Name,
                context => invoker.InvokeAsync(function, new TriggerInput(new OrchestrationPayload(context), InstanceIs(context.InstanceId)), CancellationToken.None),
                function.Definition.EntryPoint);
        }

        foreach (var (function, trigger) in catalogue.With<ActivityDeclaration>())
        {
            engine.AddActivity(trigger.Name, (call, cancellation) => invoker.InvokeAsync(function, new TriggerInput(call, InstanceIs(call.InstanceId)), cancellation));
        }

        return engine;
    }

    private static Dictionary<string, object?> InstanceIs(string id) => new(StringComparer.OrdinalIgnoreCase) { ["InstanceId"] = id };

    private sealed class DurableHost(DurableEngine engine) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
    }
}
