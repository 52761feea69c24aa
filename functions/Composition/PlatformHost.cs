using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Functions.Http;

namespace Platform.Functions.Composition;

/// <summary>Builds the platform's host: the one composition that the program and the tests run.</summary>
public static class PlatformHost
{
    /// <summary>A host that is built and not started.</summary>
    /// <param name="args">The command line; <c>--name value</c> sets a setting.</param>
    /// <param name="configure">Adds what the machine provides, and replaces services: what it adds last wins.</param>
    public static IHost Build(string[] args, Action<FunctionsApplicationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<TraceMiddleware>();
        builder.UseMiddleware<StoreFailureMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPlatform(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        configure(builder);
        return builder.Build();
    }
}
