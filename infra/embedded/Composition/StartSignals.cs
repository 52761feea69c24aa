using System.Runtime.InteropServices;

namespace Platform.Embedded.Composition;

/// <summary>Listens to Ctrl+C and termination before the app's own lifetime does, so that what is being started is ended with the host.</summary>
internal sealed class StartSignals : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly PosixSignalRegistration[] registrations;

    public StartSignals(CancellationToken cancellation)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)];
    }

    /// <summary>Cancelled by the caller or by a signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether a signal has come.</summary>
    public bool Received { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Receive(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Received = true;
        source.Cancel();
    }
}
