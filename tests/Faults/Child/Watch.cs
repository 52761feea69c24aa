using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// Says which activities, blob and message functions begin and end, so that the parent knows in which the process died: one that ends a process five times is given up
/// as poison, and is therefore left alone in time.
/// </summary>
internal sealed class Watch(DurableSteps steps) : IFunctionsWorkerMiddleware
{
    // What names the activity's workflow, the blob, or the message: one that is never settled in five deliveries is dead.
    private static readonly string[] Subjects = ["InstanceId", "BlobTrigger", "MessageId"];

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var data = context.BindingContext.BindingData;
        var subject = Subjects.Select(name => data.GetValueOrDefault(name)).FirstOrDefault(found => found is not null);

        // An orchestrator runs on the engine's own context, and what goes around it must not leave that.
        var isOrchestrator = context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "orchestrationTrigger");
        return subject is null || isOrchestrator ? next(context) : WatchAsync($"{context.FunctionDefinition.Name} {subject}", () => next(context));
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
