using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Platform.Orchestrations;

namespace Platform.Functions.Http;

/// <summary>
/// Puts the work of a workflow into the trace of what it is about. An orchestrator has a span for each of its turns, an activity one for each execution: both may come more
/// than once, and so do their spans. A request keeps its caller's trace and is linked to the campaign's.
/// </summary>
public sealed class TraceMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return TriggerOf(context) switch
        {
            "orchestrationTrigger" => Turn(context, next),
            "activityTrigger" => ActivityAsync(context, next),
            "httpTrigger" => Request(context, next),
            _ => next(context),
        };
    }

    // Nothing is awaited around an orchestrator: the span covers what runs until the turn gives its thread back.
    private static Task Turn(FunctionContext context, FunctionExecutionDelegate next)
    {
        using var span = Start(context, "orchestration");
        return next(context);
    }

    private static async Task ActivityAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        using var span = Start(context, "activity");
        var from = Stopwatch.GetTimestamp();
        var failed = true;
        try
        {
            await next(context).ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            if (failed)
                span?.SetStatus(ActivityStatusCode.Error);
            PlatformMetrics.Ran(context.FunctionDefinition.Name, Stopwatch.GetElapsedTime(from), failed);
        }
    }

    private static Task Request(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext()?.Request.RouteValues["campaign"] is string campaign)
            Activity.Current?.AddLink(new ActivityLink(PlatformTrace.OfCampaign(campaign)));
        return next(context);
    }

    private static Activity? Start(FunctionContext context, string kind)
    {
        if (InstanceOf(context) is not { } instance || PlatformTrace.OfInstance(instance) is not { } trace)
            return null;
        return PlatformTrace.Spans.StartActivity($"{kind} {context.FunctionDefinition.Name}", ActivityKind.Internal, trace)?.SetTag("durabletask.task.instance_id", instance);
    }

    private static string? InstanceOf(FunctionContext context) => context.BindingContext.BindingData
        .FirstOrDefault(pair => string.Equals(pair.Key, "instanceId", StringComparison.OrdinalIgnoreCase)).Value?.ToString()?.Trim('"');

    private static string? TriggerOf(FunctionContext context) => context.FunctionDefinition.InputBindings.Values
        .FirstOrDefault(binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))?.Type;
}
