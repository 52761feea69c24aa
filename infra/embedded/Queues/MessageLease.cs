using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Platform.Embedded.Queues;

/// <summary>Keeps a fetched message invisible while it is being handled. Every prolongation changes the receipt that settles it.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly QueueClient queue;
    private readonly QueueMessage message;
    private readonly TimeSpan lease;
    private readonly CancellationTokenSource ended = new();
    private readonly Task prolonging;
    private string receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan lease, TimeProvider time)
    {
        this.queue = queue;
        this.message = message;
        this.lease = lease;
        receipt = message.PopReceipt;
        prolonging = ProlongAsync(time);
    }

    /// <summary>Stops prolonging; returns the receipt that is valid now.</summary>
    public async Task<string> EndAsync()
    {
        await ended.CancelAsync();
        await prolonging;
        return receipt;
    }

    /// <summary>Lets the message be seen again after a while.</summary>
    public async Task ReleaseAsync(TimeSpan visibleAfter)
    {
        var current = await EndAsync();
        await queue.UpdateMessageAsync(message.MessageId, current, visibilityTimeout: visibleAfter);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        ended.Dispose();
    }

    private async Task ProlongAsync(TimeProvider time)
    {
        try
        {
            for (var pause = lease / 2; ; pause = await TryProlongAsync() ? lease / 2 : lease / 10)
                await Task.Delay(pause, time, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // Handled in time: nothing to prolong.
        }
        catch (RequestFailedException)
        {
            // The message is gone or another has it: settling it will say so.
        }
    }

    /// <summary>False when the storage could not answer: there is time to try again before the message is seen by others.</summary>
    private async Task<bool> TryProlongAsync()
    {
        try
        {
            UpdateReceipt update = await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: lease);
            receipt = update.PopReceipt;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 0 or >= 500)
        {
            return false;
        }
    }
}
