using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects what a Function App is made of; <see cref="Build"/> checks all of it.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder inner;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private bool http;

    internal FunctionsApplicationBuilder(string[]? args) => inner = HostComposition.CreateBuilder(args ?? []);

    /// <summary>Room for extensions to share values while the app is built.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)inner).Properties;

    /// <summary>The app's settings.</summary>
    public ConfigurationManager Configuration => inner.Configuration;

    /// <summary>Names and directories of the app.</summary>
    public IHostEnvironment Environment => inner.Environment;

    /// <summary>The app's logging.</summary>
    public ILoggingBuilder Logging => inner.Logging;

    /// <summary>The app's metrics.</summary>
    public IMetricsBuilder Metrics => inner.Metrics;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => inner.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => inner.Configuration;

    internal EmbeddedHostOptions HostOptions { get; } = new();

    /// <summary>Finds and checks all functions and builds the host.</summary>
    /// <exception cref="HostStartException">Something about the app or its settings is wrong.</exception>
    public IHost Build() => HostComposition.Build(inner, HostOptions, middleware, http);

    /// <summary>Replaces the container of the app's services.</summary>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)inner).ConfigureContainer(factory, configure);

    /// <summary>Adds a step around every invocation; the first added is the outermost.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        this.middleware.Add(middleware);
        return this;
    }

    internal void AddHttp() => http = true;
}
