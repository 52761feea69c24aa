using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Configuration;

namespace Platform.Embedded.Invocation;

/// <summary>Runs one invocation: a scope of services, the pipeline, the time limit of <c>host.json</c>, a trace span.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes, FunctionPipeline pipeline, HostSettings settings)
{
    /// <summary>Name of the source of trace spans.</summary>
    public const string SourceName = "Platform.Embedded";

    private static readonly ActivitySource Spans = new(SourceName);

    /// <summary>Runs in a scope of its own and returns what the function returned; its exception comes out as it was thrown.</summary>
    public async Task<object?> InvokeAsync(FunctionEntry function, TriggerInput input, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await InvokeAsync(function, input, scope.ServiceProvider, cancellation);
    }

    /// <summary>Runs in a scope that the caller has made.</summary>
    public async Task<object?> InvokeAsync(
        FunctionEntry function, TriggerInput input, IServiceProvider services, CancellationToken cancellation)
    {
        using var span = Spans.StartActivity(function.Name, ActivityKind.Internal);
        span?.SetTag("faas.name", function.Name).SetTag("faas.trigger", function.Trigger.BindingType);
        using var limit = Limit(function, cancellation);
        await using var context = new EmbeddedFunctionContext(
            function.Definition, function.CallAsync, input, services, limit?.Token ?? cancellation);
        try
        {
            await pipeline.RunAsync(context);
            return context.Result.Value;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().FullName);
            throw;
        }
    }

    private CancellationTokenSource? Limit(FunctionEntry function, CancellationToken cancellation)
    {
        if (settings.FunctionTimeout is not { } time || !function.Trigger.HasTimeLimit)
            return null;
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(time);
        return source;
    }
}
