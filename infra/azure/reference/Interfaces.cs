#nullable enable annotations
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The interfaces that the genuine classes implement explicitly and that the app relies on.
namespace Microsoft.Azure.Functions.Worker.Builder
{
    public partial class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
    {
        IConfigurationManager IHostApplicationBuilder.Configuration => throw null!;

        IFunctionsWorkerApplicationBuilder IFunctionsWorkerApplicationBuilder.Use(System.Func<Middleware.FunctionExecutionDelegate, Middleware.FunctionExecutionDelegate> middleware) =>
            throw null!;

        void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, System.Action<TContainerBuilder>? configure) => throw null!;
    }
}

namespace Microsoft.DurableTask
{
    public partial class AsyncPageable<T> : System.Collections.Generic.IAsyncEnumerable<T>;
}

namespace Microsoft.DurableTask.Client
{
    public partial class DurableTaskClient : System.IAsyncDisposable;
}

namespace Azure.Messaging.ServiceBus
{
    public partial class ServiceBusMessageBatch : System.IDisposable;
}

// Named by a member that the app does not use; its package is not listed.
namespace DurableTask.Core.History
{
    public abstract class HistoryEvent;
}
