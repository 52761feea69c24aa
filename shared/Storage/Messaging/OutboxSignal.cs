using System.Threading.Channels;

namespace Platform.Storage.Messaging;

/// <summary>Says inside this process that something waits in an outbox. Raised many times before anybody looks, it is raised once. Thread-safe; for one who waits.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A new signal is raised: what an earlier process left is looked for at once.</summary>
    public OutboxSignal() => Raise();

    /// <summary>Something waits.</summary>
    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Ends when the signal is raised, and lowers it.</summary>
    public Task WaitAsync(CancellationToken cancellation) => raised.Reader.ReadAsync(cancellation).AsTask();
}
