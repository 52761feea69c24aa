using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Embedded.Http;

/// <summary>
/// Outermost step of every request: turns what was thrown into an answer without a stack trace, and logs answers that are later than
/// the 230 seconds after which Azure's front end gives up.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger, TimeProvider time)
{
    /// <summary>Azure's limit for the first byte of an answer.</summary>
    public static readonly TimeSpan ResponseLimit = TimeSpan.FromSeconds(230);

    public async Task InvokeAsync(HttpContext http)
    {
        using var watch = time.CreateTimer(_ => Watch(http), null, ResponseLimit, Timeout.InfiniteTimeSpan);
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(http, e.StatusCode, e.Message);
        }
        catch (Exception e)
        {
            Failed(http.Request.Method, http.Request.Path, e);
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, null);
        }
    }

    private static async Task AnswerAsync(HttpContext http, int status, string? detail)
    {
        if (http.Response.HasStarted)
            http.Abort();
        else
            await Problem.WriteAsync(http, status, detail);
    }

    private void Watch(HttpContext http)
    {
        if (!http.Response.HasStarted)
            Late(http.Request.Method, http.Request.Path, ResponseLimit.TotalSeconds);
    }

    [LoggerMessage(3001, LogLevel.Error, "{Method} {Path} failed")]
    private partial void Failed(string method, PathString path, Exception exception);

    [LoggerMessage(3002, LogLevel.Warning, "{Method} {Path} has not answered within {Seconds} s; Azure's front end would have given up")]
    private partial void Late(string method, PathString path, double seconds);
}
