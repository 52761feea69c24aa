using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// Says which activities and blob functions begin and end, so that the parent knows in which the process died: one that ends a process five times is given up
/// as poison, and is therefore left alone in time.
/// </summary>
internal sealed class Watch(DurableSteps steps) : IFunctionsWorkerMiddleware
{
    /// <summary>The timer function that takes messages; a message that is never settled in five deliveries is dead.</summary>
    private const string Sweep = "Sweep";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var data = context.BindingContext.BindingData;
        var isWatched = data.TryGetValue("InstanceId", out var subject) || data.TryGetValue("BlobTrigger", out subject)
            || context.FunctionDefinition.Name == Sweep;

        // An orchestrator runs on the engine's own context, and what goes around it must not leave that.
        return isWatched ? WatchAsync($"{context.FunctionDefinition.Name} {subject}", () => next(context)) : next(context);
    }

    private async Task WatchAsync(string name, Func<Task> run)
    {
        steps.Begin(name);
        try
        {
            await run().ConfigureAwait(false);
            steps.End(name);
        }
        catch
        {
            steps.Fail(name);
            throw;
        }
    }
}
