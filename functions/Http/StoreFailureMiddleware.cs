using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Platform.Domain.Documents;
using Platform.Findings;
using Platform.Storage.Files;

namespace Platform.Functions.Http;

/// <summary>
/// Answers what a store could not do as a typed problem: 503 when trying again helps, 507 when space is short. A command writes one batch or nothing, so that the caller may
/// send the same again. Functions without HTTP are left to their trigger, which comes again.
/// </summary>
public sealed partial class StoreFailureMiddleware(ILogger<StoreFailureMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string RetrySeconds = "5";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);

        // Orchestrators have to stay on the thread that the durable engine gives them: nothing is awaited around them.
        return context.GetHttpContext() is { } http ? InvokeAsync(context, http, next) : next(context);
    }

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception e) when (!http.Response.HasStarted && ProblemOf(e) is not null)
        {
            LogFailed(context.FunctionDefinition.Name, e);
            http.Response.Clear();
            http.Response.Headers.RetryAfter = RetrySeconds;
            await ProblemOf(e)!.WriteAsync(http.Response, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private static Problem? ProblemOf(Exception e) => e switch
    {
        DocumentStoreException { Failure: DocumentStoreFailure.Full } => Problem.Of(507, "No space left", HttpFindings.StoreFull.At(Location.Whole)),
        DocumentStoreException { IsTransient: true } => Problem.Of(503, "Busy", HttpFindings.StoreBusy.At(Location.Whole)),
        DocumentStoreException store => Problem.Of(503, "The database cannot answer", HttpFindings.StoreFailed.At(Location.Whole, store.Failure)),
        RequestFailedException { Status: 0 or >= 500 } => Problem.Of(503, "The file storage cannot answer", HttpFindings.StorageFailed.At(Location.Whole)),
        _ when FullDisk.IsSaidBy(e) => Problem.Of(507, "No space left", HttpFindings.StoreFull.At(Location.Whole)),
        _ => null,
    };

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "{Function} could not be carried out")]
    private partial void LogFailed(string function, Exception reason);
}
