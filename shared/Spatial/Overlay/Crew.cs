using System.Collections.Concurrent;

namespace Platform.Spatial.Overlay;

/// <summary>
/// Work that is done in any order and comes back in its own. The caller's thread works too, whenever it would have to wait; helpers from the thread pool are called
/// when more than one piece waits, so that a single piece never leaves the thread. For one caller.
/// </summary>
/// <param name="helpers">Threads beside the caller's.</param>
internal sealed class Crew<TResult>(int helpers)
{
    private readonly Queue<Task<TResult>> _open = new();
    private readonly ConcurrentQueue<Task<TResult>> _waiting = new();
    private readonly Task[] _helpers = [.. Enumerable.Repeat(Task.CompletedTask, helpers)];

    /// <summary>Pieces handed in whose results were not taken.</summary>
    public int Open => _open.Count;

    /// <summary>Hands a piece in.</summary>
    public void Add(Func<TResult> work)
    {
        var piece = new Task<TResult>(work);
        _open.Enqueue(piece);
        _waiting.Enqueue(piece);
        if (_waiting.Count < 2)
            return;

        // A helper that is about to go may miss the piece; then another is called with the next one, or the caller does it.
        var idle = Array.FindIndex(_helpers, helper => helper.IsCompleted);
        if (idle >= 0)
            _helpers[idle] = Task.Run(Help);
    }

    /// <summary>The result of the oldest piece; throws what it threw.</summary>
    public TResult Take()
    {
        var oldest = _open.Dequeue();
        while (!oldest.IsCompleted && _waiting.TryDequeue(out var piece))
            piece.RunSynchronously(TaskScheduler.Default);
        return oldest.GetAwaiter().GetResult();
    }

    /// <summary>Gives up what nobody has begun and waits until nobody works.</summary>
    public void Stop()
    {
        _waiting.Clear();
        Task.WaitAll(_helpers);
    }

    private void Help()
    {
        while (_waiting.TryDequeue(out var piece))
            piece.RunSynchronously(TaskScheduler.Default);
    }
}
