using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Domain.Exchange;
using Platform.Domain.Messaging;
using Platform.Storage.Webhooks;

namespace Platform.Functions.Composition.Local;

/// <summary>Delivers to departments' addresses while the platform runs; in the cloud they receive from Service Bus themselves.</summary>
public sealed partial class WebhookService(
    IReadOnlyList<Department> departments, IMessageInbox inbox, ExchangeDesk desk, DeadLetterDesk dead, TimeProvider time, ILogger<WebhookService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(departments.Where(department => department.Url is not null).Select(department => ServeAsync(department, stoppingToken)));

    private async Task ServeAsync(Department department, CancellationToken stopping)
    {
        // A redirect could lead anywhere; an answer that does not come holds up this department alone.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
        var delivery = new WebhookDelivery(department, inbox, desk, dead, http, time, logger);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await delivery.RunAsync(stopping).ConfigureAwait(false);
                await Task.Delay(Pause, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // What was under lock comes again when the lock ends, and is given up after its last delivery like any other.
                LogFailed(department.Code, e);
                await Task.Delay(PauseAfterFailure, stopping).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(EventId = 1211, Level = LogLevel.Error, Message = "Deliveries to {Department} wait for half a minute.")]
    private partial void LogFailed(string department, Exception exception);
}
