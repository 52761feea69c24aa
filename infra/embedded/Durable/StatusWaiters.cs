namespace Platform.Embedded.Durable;

/// <summary>Callers that wait for the status of an instance to change. Costs nothing for instances nobody waits for.</summary>
internal sealed class StatusWaiters
{
    private readonly Dictionary<string, List<TaskCompletionSource>> waiters = new(StringComparer.Ordinal);
    private bool closed;

    /// <summary>Watches for the next change after this call; dispose when no longer interested.</summary>
    public Waiter Watch(string instanceId)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiters)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(DurableEngine));
            if (!waiters.TryGetValue(instanceId, out var list))
            {
                waiters[instanceId] = list = [];
            }

            list.Add(source);
        }

        return new Waiter(this, instanceId, source);
    }

    public void Changed(string instanceId)
    {
        List<TaskCompletionSource>? list;
        lock (waiters)
        {
            waiters.Remove(instanceId, out list);
        }

        list?.ForEach(source => source.TrySetResult());
    }

    /// <summary>Lets everybody go: the engine stops.</summary>
    public void Close()
    {
        List<TaskCompletionSource> all;
        lock (waiters)
        {
            closed = true;
            all = [.. waiters.Values.SelectMany(list => list)];
            waiters.Clear();
        }

        all.ForEach(source => source.TrySetException(new ObjectDisposedException(nameof(DurableEngine), "The durable engine was stopped.")));
    }

    private void Leave(string instanceId, TaskCompletionSource source)
    {
        lock (waiters)
        {
            if (waiters.TryGetValue(instanceId, out var list) && list.Remove(source) && list.Count == 0)
            {
                waiters.Remove(instanceId);
            }
        }
    }

    /// <summary>One caller's wait for one change.</summary>
    internal sealed class Waiter(StatusWaiters owner, string instanceId, TaskCompletionSource source) : IDisposable
    {
        /// <summary>Completes at the change, or fails when the engine stops.</summary>
        public Task Changed => source.Task;

        public void Dispose() => owner.Leave(instanceId, source);
    }
}
