using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Platform.Embedded.Invocation;

/// <summary>The app's middleware around the call of the function itself.</summary>
internal sealed class FunctionPipeline
{
    private readonly FunctionExecutionDelegate run;

    public FunctionPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        run = ExecuteAsync;
        for (var i = middleware.Count - 1; i >= 0; i--)
            run = middleware[i](run);
    }

    public Task RunAsync(EmbeddedFunctionContext context) => run(context);

    // No ConfigureAwait(false) on this path: orchestrators have to stay on the durable engine's context.
    private static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (EmbeddedFunctionContext)context;
        var function = invocation.Function;
        var arguments = new object?[function.Sources.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await function.Sources[i](invocation);
        invocation.Result.Value = await function.Method.InvokeAsync(invocation.InstanceServices, arguments);
    }
}
