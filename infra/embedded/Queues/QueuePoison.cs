using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Queues;

/// <summary>
/// Messages in the poison queues of the app's queue functions, at most 32 of each, which is what a queue shows. Re-driving sends the message to its queue again before it is
/// taken out of the poison queue: a process that dies between the two leaves it in both, and it runs at least once.
/// </summary>
internal sealed class QueuePoison(FunctionCatalogue catalogue, StorageConnections storage, PoisonReasons reasons) : IPoisonSource
{
    private const int MostShown = 32;
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    public string Kind => "queue";

    public async Task<IReadOnlyList<PoisonItem>> ListAsync(CancellationToken cancellation)
    {
        var items = new List<PoisonItem>();
        foreach (var (function, trigger) in catalogue.With<QueueDeclaration>())
        {
            foreach (var message in await PeekAsync(Poison(trigger), cancellation))
            {
                var reason = await reasons.FindAsync(message.MessageId, cancellation);
                items.Add(new PoisonItem(Id(trigger, message.MessageId), function.Name, Shown(message.Body), reason, message.InsertedOn ?? default));
            }
        }

        return [.. items.OrderBy(item => item.At)];
    }

    public async Task<bool> RedriveAsync(string id, CancellationToken cancellation)
    {
        foreach (var (_, trigger) in catalogue.With<QueueDeclaration>().Where(found => id.StartsWith(Id(found.Trigger, ""), StringComparison.Ordinal)))
        {
            if (await MoveAsync(trigger, id[Id(trigger, "").Length..], cancellation))
                return true;
        }

        return false;
    }

    private async Task<bool> MoveAsync(QueueDeclaration trigger, string messageId, CancellationToken cancellation)
    {
        var poison = Poison(trigger);
        QueueMessage[] received = await PeekAsync(poison, cancellation) is { Length: > 0 } ? await poison.ReceiveMessagesAsync(MostShown, Hold, cancellation) : [];
        var moved = false;
        foreach (var message in received)
        {
            if (message.MessageId == messageId)
            {
                await storage.Queues(trigger.Connection).GetQueueClient(trigger.Queue).SendMessageAsync(message.Body, cancellationToken: cancellation);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
                await reasons.ForgetAsync(message.MessageId, cancellation);
                moved = true;
            }
            else
            {
                await poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero, cancellation);
            }
        }

        return moved;
    }

    private static async Task<PeekedMessage[]> PeekAsync(QueueClient queue, CancellationToken cancellation)
    {
        try
        {
            return await queue.PeekMessagesAsync(MostShown, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    private QueueClient Poison(QueueDeclaration trigger) => storage.Queues(trigger.Connection).GetQueueClient(QueueHandler.PoisonQueueOf(trigger.Queue));

    private string Id(QueueDeclaration trigger, string messageId) => $"{Kind}:{trigger.Queue}/{messageId}";

    private static string Shown(BinaryData body) => body.ToString() is { Length: > 200 } text ? text[..200] : body.ToString();
}
