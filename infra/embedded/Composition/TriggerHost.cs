using Microsoft.Extensions.Hosting;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Composition;

/// <summary>Starts all listeners with the app and lets them finish when it stops.</summary>
internal sealed class TriggerHost(IEnumerable<ITriggerListener> listeners) : IHostedService, IDisposable
{
    /// <summary>How long running functions may go on before their token is signalled.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);

    private readonly TriggerLifetime lifetime = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(listeners.Select(listener => Task.Run(() => listener.RunAsync(lifetime), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifetime.StopAsync();
        if (await Task.WhenAny(running, Task.Delay(Drain, cancellationToken)) != running)
            await lifetime.AbortAsync();
        await running.WaitAsync(cancellationToken);
    }

    public void Dispose() => lifetime.Dispose();
}
