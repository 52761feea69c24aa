using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Messaging;

/// <summary>Takes the messages of one Service Bus trigger from the app's <see cref="IEmbeddedMessageSource"/>.</summary>
internal sealed partial class MessageListener(
    FunctionEntry function, ServiceBusDeclaration trigger, IEmbeddedMessageSource source, FunctionInvoker invoker, ILogger logger) : ITriggerListener
{
    private const int AtOnce = 16;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    public async Task RunAsync(TriggerLifetime lifetime)
    {
        using var slots = new Slots(AtOnce);
        try
        {
            while (true)
            {
                foreach (var message in await ReceiveAsync(lifetime.Stopping))
                    await slots.StartAsync(() => HandleAsync(message, lifetime.Aborting), lifetime.Aborting);
            }
        }
        catch (OperationCanceledException) when (lifetime.Stopping.IsCancellationRequested)
        {
            await slots.DrainAsync();
        }
    }

    private async Task<IReadOnlyList<EmbeddedMessage>> ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            return await source.ReceiveAsync(trigger.Entity, AtOnce, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Unreachable(function.Name, trigger.Entity.Name, e);
            await Task.Delay(PauseAfterFailure, stopping);
            return [];
        }
    }

    private async Task HandleAsync(EmbeddedMessage message, CancellationToken aborting)
    {
        try
        {
            if (await TryInvokeAsync(message, aborting) is { } reason)
                await source.AbandonAsync(trigger.Entity, message, reason, CancellationToken.None);
            else
                await source.CompleteAsync(trigger.Entity, message, CancellationToken.None);
        }
        catch (Exception e)
        {
            NotSettled(function.Name, message.MessageId, e);
        }
    }

    private async Task<string?> TryInvokeAsync(EmbeddedMessage message, CancellationToken aborting)
    {
        try
        {
            await invoker.InvokeAsync(function, new TriggerInput(message, Data(message)), aborting);
            return null;
        }
        catch (Exception e)
        {
            Failed(function.Name, message.MessageId, message.DeliveryCount, e);
            return e.Message;
        }
    }

    private static Dictionary<string, object?> Data(EmbeddedMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message.MessageId,
        ["DeliveryCount"] = message.DeliveryCount.ToString(CultureInfo.InvariantCulture),
        ["SessionId"] = message.SessionId,
        ["Subject"] = message.Subject,
        ["ContentType"] = message.ContentType,
        ["CorrelationId"] = message.CorrelationId,
        ["EnqueuedTimeUtc"] = JsonSerializer.Serialize(message.EnqueuedTime.UtcDateTime),
        ["ApplicationProperties"] = JsonSerializer.Serialize(message.ApplicationProperties),
    };

    [LoggerMessage(3401, LogLevel.Warning, "Message function {Function} cannot receive from {Entity} for now")]
    private partial void Unreachable(string function, string entity, Exception exception);

    [LoggerMessage(3402, LogLevel.Error, "Message function {Function} failed for message {Message} (delivery {Delivery})")]
    private partial void Failed(string function, string message, int delivery, Exception exception);

    [LoggerMessage(3403, LogLevel.Error, "Message function {Function}: message {Message} could not be settled; it comes again")]
    private partial void NotSettled(string function, string message, Exception exception);
}
