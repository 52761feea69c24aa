using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Configuration;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Http;
using Platform.Embedded.Hosting;
using Platform.Embedded.Http;

namespace Platform.Embedded.DurableFunctions;

/// <summary>The durable engine's management URLs, opened by the engine's system key or the master key.</summary>
internal sealed class DurableWebhooks
{
    private readonly DurableHttpApi api;

    public DurableWebhooks(DurableEngine engine, HostKeys keys, EmbeddedHostInfo host)
    {
        api = new DurableHttpApi(engine, request => keys.Current.Opens(string.Empty, AuthorizationLevel.System, RequestKeys.Of(request)));
        engine.Management = () => new ManagementAddress(
            host.BaseAddress ?? throw new InvalidOperationException("The host has not started."), keys.Current.Durable);
    }

    public IEnumerable<Endpoint> Build() => [AdminEndpoints.Endpoint("runtime/webhooks/durabletask/{**rest}", [], api.HandleAsync)];
}
