using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Domain.Documents;
using Platform.Storage.Messaging;

namespace Platform.Functions.Composition;

/// <summary>Keeps the outbox empty while the process lives, by the feed of what is written; the sweep finds what it did not send.</summary>
public sealed partial class OutboxPump(OutboxFeed feed, TimeProvider time, ILogger<OutboxPump> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await feed.RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is DocumentStoreException or IOException or TimeoutException)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(EventId = 1105, Level = LogLevel.Warning, Message = "The outbox could not be sent now; the next turn or the sweep does it.")]
    private partial void LogFailed(Exception exception);
}
