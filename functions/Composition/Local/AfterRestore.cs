using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Orchestrations.Waking;
using Platform.Storage;

namespace Platform.Functions.Composition.Local;

/// <summary>
/// After a restore, tells every workflow to look again: a wake-up call between the copy of the engine and that of the documents is in neither. The note of the restore goes
/// when all are told, so that a process that dies meanwhile tells them again.
/// </summary>
public sealed partial class AfterRestore(IServiceProvider services, ILogger<AfterRestore> logger) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var paths = services.GetRequiredService<PlatformPaths>();
        if (!File.Exists(paths.RestoredNote))
            return;

        // The client exists only once the engine has started.
        var woken = await services.GetRequiredService<DurableTaskClient>().WakeAllAsync(cancellationToken).ConfigureAwait(false);
        File.Delete(paths.RestoredNote);
        LogWoken(woken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "First start after a restore: {Count} workflows were told to look again.")]
    private partial void LogWoken(int count);
}
