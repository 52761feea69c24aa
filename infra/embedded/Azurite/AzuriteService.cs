using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Azurite;

/// <summary>
/// Runs Azurite while the host runs, when the app uses development storage and nobody else serves it; starts it again when it ends.
/// </summary>
internal sealed partial class AzuriteService(
    IConfiguration configuration, DataDirectory data, EmbeddedHostOptions options, ILogger<AzuriteService> logger) : IAsyncDisposable
{
    private static readonly TimeSpan PauseBeforeRestart = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private AzuriteProcess? process;
    private Task watching = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellation)
    {
        var settings = AzuriteSettings.Read(configuration);
        if (settings is null)
            return;

        // An Azurite whose host was killed answers for some seconds while it ends; it must not be taken for one that stays.
        await AzuriteLeftover.WaitAsync(data.Azurite, cancellation);
        if (!settings.Own && await IsServedAsync(settings, cancellation))
            return;
        var files = AzuriteFiles.Locate(configuration["AZURITE_HOME"], data);
        await AzuriteInstaller.EnsureAsync(files, options.Output, cancellation);
        process = await AzuriteProcess.StartAsync(files, settings, data.Azurite, cancellation);
        watching = WatchAsync(files, settings);
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await watching;
        if (process is null)
            return;
        await process.StopAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private static async Task<bool> IsServedAsync(AzuriteSettings settings, CancellationToken cancellation)
    {
        var blob = await AzuriteProcess.ListensAsync(settings.BlobPort, cancellation);
        var queue = await AzuriteProcess.ListensAsync(settings.QueuePort, cancellation);
        if (blob != queue)
        {
            throw new HostStartException(
                $"Of Azurite's ports {settings.BlobPort} and {settings.QueuePort} one is taken and one is free; end the other program or set AZURITE_BLOB_PORT and AZURITE_QUEUE_PORT.");
        }

        if (!blob)
            return false;
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{settings.BlobPort}/"), cancellation);
            if (answer.Headers.Contains("x-ms-request-id") || answer.Headers.Server.ToString().StartsWith("Azurite", StringComparison.Ordinal))
                return true;
        }
        catch (HttpRequestException)
        {
            // Not HTTP: certainly not a storage emulator.
        }

        throw new HostStartException(
            $"Port {settings.BlobPort} is taken by a program that is not a storage emulator; set AZURITE_BLOB_PORT and AZURITE_QUEUE_PORT to other ports (0: any free one).");
    }

    private async Task WatchAsync(AzuriteFiles files, AzuriteSettings settings)
    {
        try
        {
            while (true)
            {
                await process!.Exited.WaitAsync(stopping.Token);
                Ended();
                await Task.Delay(PauseBeforeRestart, stopping.Token);
                await RestartAsync(files, settings);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; StopAsync ends the process.
        }
    }

    private async Task RestartAsync(AzuriteFiles files, AzuriteSettings settings)
    {
        try
        {
            var fresh = await AzuriteProcess.StartAsync(files, settings, data.Azurite, stopping.Token);
            process!.Dispose();
            process = fresh;
        }
        catch (HostStartException e)
        {
            NotRestarted(e.Message);
        }
    }

    [LoggerMessage(3501, LogLevel.Error, "Azurite ended unexpectedly; it is started again")]
    private partial void Ended();

    [LoggerMessage(3502, LogLevel.Error, "Azurite could not be started again; the next try follows: {Reason}")]
    private partial void NotRestarted(string reason);
}
