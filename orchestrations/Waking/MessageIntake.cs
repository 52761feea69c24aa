using System.Text.Json;
using Microsoft.DurableTask.Client;
using Platform.Domain;
using Platform.Domain.Exchange;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Findings;

namespace Platform.Orchestrations.Waking;

/// <summary>
/// Handles what arrives in the platform's own subscriptions, and what was given up there or on the way to a department once more. Nothing here minds a repetition.
/// </summary>
/// <param name="exchange">Records what departments sent.</param>
/// <param name="dead">What was given up.</param>
/// <param name="departments">The subscriptions of departments, where the platform delivers itself; null where they receive from Service Bus.</param>
public sealed class MessageIntake(ExchangeDesk exchange, DeadLetterDesk dead, IMessageInbox? departments = null)
{
    /// <summary>A campaign or task changed: its workflow looks again.</summary>
    public static Task WakeAsync(string body, DurableTaskClient workflows, CancellationToken cancellation) =>
        workflows.WakeAsync(Event(body).Subject, cancellation);

    /// <summary>A department sent something: it is recorded, and a receipt goes out. The refusal when it is no message of a department.</summary>
    public async Task<Refusal?> TakeAsync(string body, CancellationToken cancellation)
    {
        var read = ExchangeDesk.Read(body);
        if (read.Succeeded)
            await exchange.TakeAsync(read.Value, cancellation).ConfigureAwait(false);
        return read.Refusal;
    }

    /// <summary>Handles a dead message again, or sends it to its department again; see <see cref="DeadLetterDesk.RedriveAsync"/>.</summary>
    public Task<Result<RedriveReceipt>> RedriveAsync(
        string topic, string subscription, string messageId, string by, DurableTaskClient workflows, CancellationToken cancellation) =>
        dead.RedriveAsync(topic, subscription, messageId, by, message => AgainAsync(message, workflows, cancellation), cancellation);

    private async Task<Refusal?> AgainAsync(DeadMessage message, DurableTaskClient workflows, CancellationToken cancellation)
    {
        switch (message.Topic, message.Subscription)
        {
            case (PlatformTopics.Incoming, PlatformTopics.Platform):
                return await TakeAsync(message.Body, cancellation).ConfigureAwait(false);
            case (PlatformTopics.Monitoring, PlatformTopics.Workflows):
                await WakeAsync(message.Body, workflows, cancellation).ConfigureAwait(false);
                return null;
            case var (topic, department) when departments is not null:
                await departments.ResendAsync(topic, department, message.Session, Event(message.Body), cancellation).ConfigureAwait(false);
                return null;
            default:
                return new Refusal(RefusalKind.Conflict, ExchangeFindings.DepartmentsOwn.At(Location.Whole, message.Subscription));
        }
    }

    private static CloudEvent Event(string body) => JsonSerializer.Deserialize<CloudEvent>(body, PlatformJson.Documents)!;
}
