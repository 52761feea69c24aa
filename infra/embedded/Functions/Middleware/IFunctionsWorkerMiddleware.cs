namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>A step around every invocation; created once per host, by the app's services.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Does its work around <paramref name="next"/>; not calling it skips the function.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
