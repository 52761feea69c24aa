using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Domain.Exchange;
using Platform.Domain.Json;
using Platform.Domain.Messaging;

namespace Platform.Storage.Webhooks;

/// <summary>
/// Posts a department's messages to its address: CloudEvents 1.0 in structured mode, signed. An answer of 2xx settles the message and leaves a receipt; anything
/// else tries again after growing pauses, in order within the session; after the bus's last delivery the message is a dead letter with a receipt that says why.
/// One instance serves one department.
/// </summary>
public sealed class WebhookDelivery(Department department, IMessageInbox inbox, ExchangeDesk desk, HttpClient http, TimeProvider time)
{
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
        }

        return delivered;
    }

    private async Task<bool> DeliverAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        var (accepted, answer) = await PostAsync(message.Event, cancellation).ConfigureAwait(false);
        var last = !accepted && message.DeliveryCount > Pauses.Length;
        if (accepted || last)
        {
            var receipt = new DeliveryReceipt(
                department.Code, message.Topic, message.Event.Id, message.Event.Type, message.DeliveryCount, accepted, answer, time.GetUtcNow());
            await desk.RecordAsync(receipt, cancellation).ConfigureAwait(false);
        }

        if (accepted)
            return await inbox.CompleteAsync(message, cancellation).ConfigureAwait(false);
        await inbox.AbandonAsync(message, answer, cancellation).ConfigureAwait(false);
        (failedAt, pause) = (time.GetTimestamp(), last ? TimeSpan.Zero : Pauses[message.DeliveryCount - 1]);
        return false;
    }

    private async Task<(bool Accepted, string Answer)> PostAsync(CloudEvent message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Options);
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, department.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvent.MediaType) } },
        };
        request.Headers.Add(WebhookSignature.IdHeader, message.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(department.Secret, message.Id, now, body));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return (answer.IsSuccessStatusCode, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return (false, e.Message);
        }
    }
}
