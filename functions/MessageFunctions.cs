using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Platform.Domain.Exchange;
using Platform.Domain.Messaging;
using Platform.Orchestrations.Waking;

namespace Platform.Functions;

/// <summary>What the platform receives from its own bus and from other departments. Delivered at least once; nothing here minds a repetition.</summary>
public sealed partial class MessageFunctions(MessageIntake intake, DeadLetterDesk dead, TimeProvider time, ILogger<MessageFunctions> logger)
{
    private const string Connection = "ServiceBusConnection";
    private const string DeadLetters = "/$DeadLetterQueue";

    /// <summary>A campaign or task changed: its workflow looks again. The wake-up call that follows a command at once may be lost with its process; the message is not.</summary>
    [Function("WakeByMessage")]
    public Task WakeAsync(
        [ServiceBusTrigger(PlatformTopics.Monitoring, PlatformTopics.Workflows, Connection = Connection, IsSessionsEnabled = true)] string body,
        [DurableClient] DurableTaskClient workflows,
        CancellationToken cancellation) => MessageIntake.WakeAsync(body, workflows, cancellation);

    /// <summary>A department sent something: it is recorded, and a receipt goes out.</summary>
    [Function("DepartmentMessage")]
    public async Task TakeAsync(
        [ServiceBusTrigger(PlatformTopics.Incoming, PlatformTopics.Platform, Connection = Connection, IsSessionsEnabled = true)] string body,
        CancellationToken cancellation)
    {
        if (await intake.TakeAsync(body, cancellation).ConfigureAwait(false) is { } refusal)
            throw new FormatException(refusal.Finding.MessageEn);
    }

    /// <summary>A department's message failed for good: operations show it.</summary>
    [Function("DepartmentMessageDead")]
    public Task DepartmentMessageDeadAsync(
        [ServiceBusTrigger(PlatformTopics.Incoming, PlatformTopics.Platform + DeadLetters, Connection = Connection)] string body,
        string messageId, FunctionContext context, CancellationToken cancellation) =>
        RecordAsync(PlatformTopics.Incoming, PlatformTopics.Platform, messageId, body, context, cancellation);

    /// <summary>A wake-up message failed for good: operations show it.</summary>
    [Function("WakeByMessageDead")]
    public Task WakeDeadAsync(
        [ServiceBusTrigger(PlatformTopics.Monitoring, PlatformTopics.Workflows + DeadLetters, Connection = Connection)] string body,
        string messageId, FunctionContext context, CancellationToken cancellation) =>
        RecordAsync(PlatformTopics.Monitoring, PlatformTopics.Workflows, messageId, body, context, cancellation);

    private async Task RecordAsync(string topic, string subscription, string messageId, string body, FunctionContext context, CancellationToken cancellation)
    {
        var data = context.BindingContext.BindingData;
        var (session, reason) = (data.GetValueOrDefault("SessionId") as string ?? "", ReasonOf(data));
        await dead.RecordAsync(new DeadMessage(topic, subscription, session, messageId, body, reason, time.GetUtcNow()), cancellation).ConfigureAwait(false);
        LogDead(topic, subscription, messageId, reason);
    }

    // The bus puts the reason among the message's own properties.
    private static string ReasonOf(IReadOnlyDictionary<string, object?> data)
    {
        if (!data.TryGetValue("ApplicationProperties", out var properties) || properties is not string json)
            return "";
        using var read = JsonDocument.Parse(json);
        return read.RootElement.TryGetProperty("DeadLetterReason", out var reason) ? reason.ToString() : "";
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "{Topic}/{Subscription}: message {MessageId} was given up: {Reason}")]
    private partial void LogDead(string topic, string subscription, string messageId, string reason);
}
