namespace Platform.Embedded.Durable.Store;

/// <summary>
/// A set of changes that become durable together. <see cref="Execute"/> may run more than once (when a neighbour in the same group fails)
/// and therefore changes nothing but the database and its own results, which it starts afresh.
/// </summary>
internal abstract class WriteOperation
{
    /// <summary>One of <see cref="OperationNames"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Makes the changes. An exception undoes this operation only.</summary>
    public abstract void Execute(StoreSession session);

    /// <summary>Called on the writer's thread once the changes are on disk: has to be quick.</summary>
    public abstract void Committed();

    /// <summary>Called on the writer's thread when nothing of this operation was kept.</summary>
    public abstract void Failed(Exception reason);
}

/// <summary>An operation whose result somebody awaits.</summary>
internal sealed class WriteOperation<T>(string name, Func<StoreSession, T> execute, Action<T>? committed = null) : WriteOperation
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Done => done.Task;

    public override string Name => name;

    public override void Execute(StoreSession session) => result = execute(session);

    public override void Committed()
    {
        committed?.Invoke(result!);
        done.SetResult(result!);
    }

    public override void Failed(Exception reason) => done.SetException(reason);
}
