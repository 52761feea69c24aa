using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Embedded.Hosting;
using Platform.Orchestrations.Waking;

namespace Platform.Functions.Composition.Local;

/// <summary>
/// Messages to the platform and to departments that were given up, for the command <c>poison</c>. Ids: <c>message:TOPIC/SUBSCRIPTION/ID</c>. Made with the host, it opens no store before
/// it is asked: commands build a host on data directories that they must not touch.
/// </summary>
public sealed class MessagePoison(IServiceProvider services) : IPoisonSource
{
    private const string Operator = "operator";

    /// <inheritdoc/>
    public string Kind => "message";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PoisonItem>> ListAsync(CancellationToken cancellation)
    {
        var items = new List<PoisonItem>();
        await foreach (var dead in services.GetRequiredService<IDocumentStore>().EnumerateAsync<DeadMessage>(DeadLetterDesk.Waiting, cancellation).ConfigureAwait(false))
        {
            var message = dead.Value;
            var id = $"{Kind}:{message.Topic}/{message.Subscription}/{message.MessageId}";
            items.Add(new PoisonItem(id, $"{message.Topic}/{message.Subscription}", message.MessageId, message.Reason.Length > 0 ? message.Reason : null, message.At));
        }

        items.Reverse();
        return items;
    }

    /// <inheritdoc/>
    public async Task<bool> RedriveAsync(string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id[(Kind.Length + 1)..].Split('/') is not [var topic, var subscription, var message])
            return false;
        var redriven = await services.GetRequiredService<MessageIntake>().RedriveAsync(
            topic, subscription, message, Operator, services.GetRequiredService<DurableTaskClient>(), cancellation).ConfigureAwait(false);
        return redriven.Succeeded || (redriven.Refusal.Kind == Domain.RefusalKind.NotFound
            ? false
            : throw new InvalidOperationException($"{redriven.Refusal.Finding.Message} {redriven.Refusal.Finding.MessageEn}"));
    }
}
