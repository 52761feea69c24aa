using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Functions.Http;

/// <summary>
/// The wake-up call after a command. The command is recorded already, and the sweeper wakes the workflow by the record: whatever keeps the call from arriving is logged and
/// never told to the caller as a failure of the command.
/// </summary>
internal static partial class WakeUpCall
{
    /// <summary>Wakes; does not throw but when the caller is gone.</summary>
    public static async Task AfterCommandAsync(HttpRequest request, Func<CancellationToken, Task> wake)
    {
        try
        {
            await wake(request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // See above: the engine's faults differ by host, and none of them undoes the command.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogLater(request.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WakeUpCall)), request.Path, e);
        }
    }

    [LoggerMessage(EventId = 1202, Level = LogLevel.Warning, Message = "{Path} is recorded; its workflow could not be woken now, the sweeper will do it")]
    private static partial void LogLater(ILogger logger, PathString path, Exception reason);
}
