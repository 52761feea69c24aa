using Azure.Core;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Archive;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Messaging;
using Platform.Embedded.Composition;
using Platform.Embedded.Durable.Store;
using Platform.Functions.Composition;
using Platform.Functions.Composition.Local;
using Platform.Orchestrations.Campaigns;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// The platform as a child process: the program's own composition with decorators around its ports that announce durable steps and kill the process at
/// one of them. Obeys lines on standard input.
/// </summary>
internal static class ChildPlatform
{
    /// <summary>The hidden verb of this program.</summary>
    public const string Verb = "child";

    /// <summary>Runs until it is told to stop, or dies.</summary>
    public static async Task<int> RunAsync()
    {
        var (plan, voice) = (LifePlan.FromEnvironment(), new Voice());
        using var clock = new JumpingClock();
        using var host = PlatformHost.Build([$"--contentRoot={AppContext.BaseDirectory}"], builder =>
        {
            builder.AddOneMachine();
            Configure(builder, new DurableSteps(plan, voice), plan, clock);
        });
        await host.StartAsync().ConfigureAwait(false);
        voice.Say(Voice.Ready);
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is "inspect")
            voice.Say(Voice.Answer, await Inspection.MakeAsync(host.Services).ConfigureAwait(false));
        await host.StopAsync().ConfigureAwait(false);
        return 0;
    }

    private static void Configure(FunctionsApplicationBuilder builder, DurableSteps steps, LifePlan plan, JumpingClock clock)
    {
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(plan).AddSingleton(steps);
        Decorate<IDocumentStore>(services, inner => new SteppedDocuments(inner, steps));
        Decorate<IRawArchive>(services, inner => new SteppedArchive(inner, steps));
        Decorate<ILayerStore>(services, inner => new SteppedLayers(inner, steps));
        Decorate<IMessageBus>(services, inner => new SteppedBus(inner, steps));
        Decorate<IMessageInbox>(services, inner => new SteppedInbox(inner, steps, plan));
        services.AddSingleton(provider => Blobs(provider.GetRequiredService<IConfiguration>(), steps));
        if (plan.Redeliver)
            services.AddHostedService<Redelivery>();
        builder.UseMiddleware<Watch>();
        builder.ConfigureEmbeddedHost(options =>
        {
            options.Output = TextWriter.Null;
            options.TimeProvider = clock;
            options.OnEngineCommit = point => steps.Arrive(
                point.Moment == CommitMoment.Before ? Side.Before : Side.After, [.. point.Operations.Select(operation => $"engine {operation}")]);
            options.Assemblies.Add(typeof(PlatformHost).Assembly);
            options.Assemblies.Add(typeof(MonitoringCampaign).Assembly);
        });
    }

    private static BlobServiceClient Blobs(IConfiguration settings, DurableSteps steps)
    {
        var options = new BlobClientOptions();
        options.AddPolicy(new SteppedBlobs(steps), HttpPipelinePosition.PerCall);
        return new BlobServiceClient(settings["AzureWebJobsStorage"], options);
    }

    private static void Decorate<T>(IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory!;
        services.AddSingleton(provider => around((T)inner(provider)));
    }
}
