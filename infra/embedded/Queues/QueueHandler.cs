using System.Globalization;
using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Queues;

/// <summary>
/// Runs a function for one message and settles it: deleted after success, visible again after a failure, moved to <c>&lt;queue&gt;-poison</c>
/// when it has failed as often as allowed. While the function runs the message's invisibility is prolonged.
/// </summary>
internal sealed partial class QueueHandler(
    FunctionInvoker invoker, StorageConnections storage, HostSettings settings, EmbeddedHostOptions options, PoisonReasons reasons, ILogger<QueueHandler> logger)
{
    /// <summary>How long a fetched message stays invisible unless it is prolonged.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    // A poison message waits for a person: it does not expire.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Where a queue's messages go that were given up.</summary>
    public static string PoisonQueueOf(string queue) => queue + "-poison";

    public async Task HandleAsync(FunctionEntry function, QueueClient queue, QueueMessage message, CancellationToken aborting)
    {
        var trigger = (QueueDeclaration)function.Trigger;
        if (message.DequeueCount > settings.Queues.MaxDequeueCount)
        {
            await PoisonAsync(function, trigger, queue, message, message.PopReceipt, "The process ended during each attempt.");
            return;
        }

        await using var lease = new MessageLease(queue, message, Lease, options.TimeProvider);
        try
        {
            await invoker.InvokeAsync(function, new TriggerInput(message, Data(message)), aborting);
        }
        catch (OperationCanceledException) when (aborting.IsCancellationRequested)
        {
            await lease.ReleaseAsync(TimeSpan.Zero);
            return;
        }
        catch (Exception e)
        {
            Failed(function.Name, message.MessageId, message.DequeueCount, settings.Queues.MaxDequeueCount, e);
            if (message.DequeueCount >= settings.Queues.MaxDequeueCount)
                await PoisonAsync(function, trigger, queue, message, await lease.EndAsync(), e.Message);
            else
                await lease.ReleaseAsync(settings.Queues.VisibilityTimeout);
            return;
        }

        await queue.DeleteMessageAsync(message.MessageId, await lease.EndAsync(), CancellationToken.None);
    }

    private async Task PoisonAsync(
        FunctionEntry function, QueueDeclaration trigger, QueueClient queue, QueueMessage message, string receipt, string reason)
    {
        var poison = storage.Queues(trigger.Connection).GetQueueClient(PoisonQueueOf(trigger.Queue));
        await poison.CreateIfNotExistsAsync();
        var sent = await poison.SendMessageAsync(message.Body, timeToLive: Forever);
        await reasons.AddAsync(sent.Value.MessageId, reason);
        await queue.DeleteMessageAsync(message.MessageId, receipt);
        GivenUp(function.Name, message.MessageId, poison.Name);
    }

    private static Dictionary<string, object?> Data(QueueMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = TextOf(message.Body),
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["InsertionTime"] = Time(message.InsertedOn),
        ["ExpirationTime"] = Time(message.ExpiresOn),
        ["NextVisibleTime"] = Time(message.NextVisibleOn),
    };

    private static string TextOf(BinaryData body) => Encoding.UTF8.GetString(body);

    private static string Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty;

    [LoggerMessage(3311, LogLevel.Error, "Queue function {Function} failed for message {Message} (attempt {Attempt} of {Most})")]
    private partial void Failed(string function, string message, long attempt, int most, Exception exception);

    [LoggerMessage(3312, LogLevel.Error, "Queue function {Function} gives message {Message} up; it is in queue {Queue}")]
    private partial void GivenUp(string function, string message, string queue);
}
