namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>
/// A request in the form of functions without ASP.NET Core. Functions of the embedded host receive the ASP.NET Core types; this one serves the signatures
/// that name it.
/// </summary>
public abstract class HttpRequestData
{
    /// <summary>Of an invocation.</summary>
    public HttpRequestData(FunctionContext functionContext) => FunctionContext = functionContext;

    /// <summary>The URL as requested.</summary>
    public abstract Uri Url { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }
}
