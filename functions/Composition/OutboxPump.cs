using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Functions.Composition;

/// <summary>Empties the outboxes as soon as there may be news, while the process lives; what it did not send, the sweep does. No failure ends it.</summary>
/// <param name="news">Ends when something may wait.</param>
/// <param name="send">Sends what waits.</param>
/// <param name="logger">Told of what could not be sent.</param>
public sealed partial class OutboxPump(Func<CancellationToken, Task> news, Func<CancellationToken, Task> send, ILogger<OutboxPump> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await news(stoppingToken).ConfigureAwait(false);
            try
            {
                await send(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "The outbox could not be sent now; the next turn or the sweep does it.")]
    private partial void LogFailed(Exception exception);
}
