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

    private static Task ExecuteAsync(FunctionContext context) => ((EmbeddedFunctionContext)context).CallAsync();
}
