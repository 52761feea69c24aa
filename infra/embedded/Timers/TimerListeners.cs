using Microsoft.Extensions.Logging;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Timers;

/// <summary>The listeners of all timer functions.</summary>
internal sealed class TimerListeners(
    FunctionCatalogue catalogue, FunctionInvoker invoker, TimerStore store, TimeProvider time, ILogger<TimerListener> logger) : ITriggerListener
{
    private readonly Dictionary<string, TimerListener> timers = catalogue.With<TimerDeclaration>().ToDictionary(
        found => found.Function.Name,
        found => new TimerListener(found.Function, found.Trigger, invoker, store, time, logger),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks for a run; false when there is no such timer function.</summary>
    public bool TryRunNow(string function)
    {
        if (!timers.TryGetValue(function, out var timer))
            return false;
        timer.RunNow();
        return true;
    }

    public Task RunAsync(TriggerLifetime lifetime) => Task.WhenAll(timers.Values.Select(timer => timer.RunAsync(lifetime)));
}
