using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Queues;

/// <summary>
/// Fetches the messages of one queue in batches; a batch is fetched when no more than <c>newBatchThreshold</c> messages are still being
/// handled. An empty queue is asked less and less often, up to <c>maxPollingInterval</c>. A missing queue is an empty one.
/// </summary>
internal sealed partial class QueueListener(
    FunctionEntry function, QueueDeclaration trigger, StorageConnections storage, QueueHandler handler, QueueSettings settings, ILogger logger) : ITriggerListener
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private bool warned;

    public async Task RunAsync(TriggerLifetime lifetime)
    {
        using var slots = new Slots(settings.BatchSize + settings.NewBatchThreshold);
        var backoff = new Backoff(ShortestPause, settings.MaxPollingInterval < ShortestPause ? ShortestPause : settings.MaxPollingInterval);
        try
        {
            while (true)
            {
                var fetched = slots.Busy <= settings.NewBatchThreshold && await FetchAsync(slots, lifetime);
                if (!fetched)
                    await Task.Delay(backoff.Pause(slots.Busy > 0), lifetime.Stopping);
                else
                    backoff.Pause(busy: true);
                lifetime.Stopping.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (lifetime.Stopping.IsCancellationRequested)
        {
            await slots.DrainAsync();
        }
    }

    private async Task<bool> FetchAsync(Slots slots, TriggerLifetime lifetime)
    {
        var queue = storage.Queues(trigger.Connection).GetQueueClient(trigger.Queue);
        try
        {
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(settings.BatchSize, QueueHandler.Lease, lifetime.Stopping);
            warned = false;
            foreach (var message in messages)
                await slots.StartAsync(() => HandleAsync(queue, message, lifetime.Aborting), lifetime.Aborting);
            return messages.Length > 0;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (!warned)
                Unreachable(function.Name, trigger.Queue, e.Message);
            warned = true;
            return false;
        }
    }

    private async Task HandleAsync(QueueClient queue, QueueMessage message, CancellationToken aborting)
    {
        try
        {
            await handler.HandleAsync(function, queue, message, aborting);
        }
        catch (Exception e)
        {
            NotRecorded(function.Name, message.MessageId, e);
        }
    }

    [LoggerMessage(3301, LogLevel.Warning, "Queue function {Function} cannot reach queue {Queue} for now: {Reason}")]
    private partial void Unreachable(string function, string queue, string reason);

    [LoggerMessage(3302, LogLevel.Error, "Queue function {Function}: message {Message} could not be settled; it comes again")]
    private partial void NotRecorded(string function, string message, Exception exception);
}
