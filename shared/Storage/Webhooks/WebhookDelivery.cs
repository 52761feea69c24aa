using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Domain.Exchange;
using Platform.Domain.Json;
using Platform.Domain.Messaging;

namespace Platform.Storage.Webhooks;

/// <summary>
/// Posts a department's messages to its address: CloudEvents 1.0 in structured mode, signed. An answer of 2xx settles the message and leaves a receipt; anything
/// else, an error of the program too, tries again after growing pauses, in order within the session; after the bus's last delivery the message is given up: recorded as a dead
/// message, with a receipt that says why. One instance serves one department.
/// </summary>
public sealed partial class WebhookDelivery(
    Department department, IMessageInbox inbox, ExchangeDesk desk, DeadLetterDesk dead, HttpClient http, TimeProvider time, ILogger logger)
{
    private const int DeadAtOnce = 100;
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    // By the clock that nobody sets.
    private long failedAt;
    private TimeSpan pause;

    /// <summary>Delivers what waits; ends at the first failure, after which nothing is tried before the pause is over. Says how many were delivered.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var delivered = 0;
        foreach (var topic in department.Topics)
        {
            while (time.GetElapsedTime(failedAt) >= pause
                && await inbox.ReceiveAsync(topic, department.Code, 1, cancellation).ConfigureAwait(false) is [var message])
            {
                if (await DeliverAsync(message, cancellation).ConfigureAwait(false))
                    delivered++;
            }

            await RecordDeadAsync(topic, cancellation).ConfigureAwait(false);
        }

        return delivered;
    }

    private async Task<bool> DeliverAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        var (accepted, answer) = await PostAsync(message.Event, cancellation).ConfigureAwait(false);
        if (accepted)
        {
            await RecordAsync(message.Topic, message.Event, message.DeliveryCount, accepted, answer, time.GetUtcNow(), cancellation).ConfigureAwait(false);
            return await inbox.CompleteAsync(message, cancellation).ConfigureAwait(false);
        }

        await inbox.AbandonAsync(message, answer, cancellation).ConfigureAwait(false);
        (failedAt, pause) = (time.GetTimestamp(), message.DeliveryCount > Pauses.Length ? TimeSpan.Zero : Pauses[message.DeliveryCount - 1]);
        return false;
    }

    // Gone from the bus only when it is recorded; a process that dies between the two records it again.
    private async Task RecordDeadAsync(string topic, CancellationToken cancellation)
    {
        foreach (var letter in await inbox.DeadLettersAsync(topic, department.Code, DeadAtOnce, cancellation).ConfigureAwait(false))
        {
            await RecordAsync(topic, letter.Event, letter.DeliveryCount, false, letter.Reason, letter.Time, cancellation).ConfigureAwait(false);
            var body = JsonSerializer.Serialize(letter.Event, PlatformJson.Documents);
            await dead.RecordAsync(
                new DeadMessage(topic, department.Code, letter.Session, letter.Event.Id, body, letter.Reason, letter.Time), cancellation).ConfigureAwait(false);
            await inbox.ForgetAsync(letter, cancellation).ConfigureAwait(false);
            LogDead(department.Code, letter.Event.Id, letter.Reason);
        }
    }

    private Task RecordAsync(string topic, CloudEvent message, int attempts, bool delivered, string answer, DateTimeOffset at, CancellationToken cancellation) =>
        desk.RecordAsync(new DeliveryReceipt(department.Code, topic, message.Id, message.Type, attempts, delivered, answer, at), cancellation);

    private async Task<(bool Accepted, string Answer)> PostAsync(CloudEvent message, CancellationToken cancellation)
    {
        try
        {
            using var request = RequestOf(message);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return (answer.IsSuccessStatusCode, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return (false, e.Message);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogUnexpected(department.Code, message.Id, e);
            return (false, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private HttpRequestMessage RequestOf(CloudEvent message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Options);
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, department.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvent.MediaType) } },
        };
        request.Headers.Add(WebhookSignature.IdHeader, message.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(department.Secret, message.Id, now, body));
        return request;
    }

    [LoggerMessage(EventId = 1212, Level = LogLevel.Error, Message = "{Department}: the delivery of {MessageId} failed in a way that the program does not know; it counts as a failed attempt.")]
    private partial void LogUnexpected(string department, string messageId, Exception exception);

    [LoggerMessage(EventId = 1213, Level = LogLevel.Error, Message = "{Department}: message {MessageId} was given up: {Reason}")]
    private partial void LogDead(string department, string messageId, string reason);
}
