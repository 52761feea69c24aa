using Microsoft.DurableTask;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>
/// External events of one execution: the latest waiter of a name is served first (an abandoned wait in a loop does not swallow events),
/// events that nobody waits for are kept in the order of arrival. Names ignore case.
/// </summary>
internal sealed class EventInbox(DataConverter converter, OrchestratorSynchronizationContext thread)
{
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<EventReceived>> buffer = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits that are not cancelled and not served.</summary>
    public int OpenWaits { get; private set; }

    /// <summary>Events nobody took, in the order of arrival.</summary>
    public List<EventReceived> Unprocessed => [.. buffer.Values.SelectMany(queue => queue).OrderBy(e => e.Seq)];

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        var waiter = new Waiter<T>(converter);
        if (buffer.TryGetValue(name, out var queue) && queue.TryDequeue(out var early))
        {
            waiter.Deliver(early.Payload);
            return waiter.Task;
        }

        if (!waiters.TryGetValue(name, out var stack))
        {
            waiters[name] = stack = [];
        }

        stack.Add(waiter);
        OpenWaits++;
        cancellation.Register(() =>
        {
            if (thread.StaysInTurn() && stack.Remove(waiter))
            {
                OpenWaits--;
                waiter.Cancel(cancellation);
            }
        });
        return waiter.Task;
    }

    public void Receive(EventReceived e)
    {
        if (waiters.TryGetValue(e.Name, out var stack) && stack.Count > 0)
        {
            var waiter = stack[^1];
            stack.RemoveAt(stack.Count - 1);
            OpenWaits--;
            waiter.Deliver(e.Payload);
            return;
        }

        if (!buffer.TryGetValue(e.Name, out var queue))
        {
            buffer[e.Name] = queue = new Queue<EventReceived>();
        }

        queue.Enqueue(e);
    }

    private abstract class Waiter
    {
        public abstract void Deliver(string? payload);
    }

    private sealed class Waiter<T>(DataConverter converter) : Waiter
    {
        private readonly TaskCompletionSource<T> source = new();

        public Task<T> Task => source.Task;

        public void Cancel(CancellationToken token) => source.TrySetCanceled(token);

        public override void Deliver(string? payload)
        {
            T value;
            try
            {
                value = converter.Deserialize<T>(payload)!;
            }
#pragma warning disable CA1031 // A payload that cannot be read is the waiting code's failure, whatever the converter throws.
            catch (Exception e)
#pragma warning restore CA1031
            {
                source.TrySetException(e);
                return;
            }

            source.TrySetResult(value);
        }
    }
}
