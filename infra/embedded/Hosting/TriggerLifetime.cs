namespace Platform.Embedded.Hosting;

/// <summary>
/// How triggers end: first <see cref="Stopping"/> (take nothing new, let what runs finish), and when that takes too long
/// <see cref="Aborting"/>, which is the token that functions see.
/// </summary>
internal sealed class TriggerLifetime : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();

    public CancellationToken Stopping => stopping.Token;

    public CancellationToken Aborting => aborting.Token;

    public Task StopAsync() => stopping.CancelAsync();

    public Task AbortAsync() => aborting.CancelAsync();

    public void Dispose()
    {
        stopping.Dispose();
        aborting.Dispose();
    }
}
