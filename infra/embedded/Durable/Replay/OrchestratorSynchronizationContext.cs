namespace Platform.Embedded.Durable.Replay;

/// <summary>
/// Keeps an orchestrator on the one thread of its turn. A continuation posted from another thread belongs to a task that is not durable:
/// it is not run but reported, also when it comes after the turn, where the code seemed to wait for something else.
/// </summary>
/// <param name="report">Called from any thread when the code was somewhere else than in its turn.</param>
internal sealed class OrchestratorSynchronizationContext(Action report) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> queue = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool closed;
    private volatile bool foreign;

    /// <summary>Whether the code has left its turn.</summary>
    public bool HasStrayed => foreign;

    /// <summary>Whether the caller is the orchestrator inside its turn.</summary>
    public bool IsCurrent => !closed && Environment.CurrentManagedThreadId == thread;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (StaysInTurn())
        {
            queue.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            throw new InvalidOperationException("Orchestrator code was called from another thread than that of its turn.");
        }

        d(state);
    }

    /// <summary>Whether the caller is inside the turn; reports it if not.</summary>
    public bool StaysInTurn()
    {
        if (IsCurrent)
        {
            return true;
        }

        foreign = true;
        report();
        return false;
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what was posted until nothing is left.</summary>
    public void Drain()
    {
        while (queue.TryDequeue(out var work))
        {
            work.Callback(work.State);
        }
    }

    /// <summary>The turn is over: nothing runs here any more.</summary>
    public void Close() => closed = true;
}
