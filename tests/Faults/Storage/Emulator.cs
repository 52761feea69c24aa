using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Azurite;
using Platform.Embedded.Configuration;
using Platform.Tests.Faults.Child;

namespace Platform.Tests.Faults.Storage;

/// <summary>Azurite on free ports, apart from the platform, so that it outlives it; can be killed by itself. Its clock follows a file.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    private readonly AzuriteFiles files;
    private readonly AzuriteSettings settings;
    private readonly string location;
    private readonly string clock;
    private Process? process;

    private Emulator(AzuriteFiles files, AzuriteSettings settings, string connection, string location, string clock)
    {
        this.files = files;
        this.settings = settings;
        this.location = location;
        this.clock = clock;
        Connection = connection;
    }

    /// <summary>Connection string.</summary>
    public string Connection { get; }

    /// <summary>Starts it on an empty directory.</summary>
    /// <param name="location">The directory.</param>
    /// <param name="clock">The file that its clock follows.</param>
    /// <param name="install">Where its npm package is installed when the program runs outside of a clone.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<Emulator> StartAsync(string location, string clock, string install, CancellationToken cancellation)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["AZURITE_BLOB_PORT"] = DrawPort(), ["AZURITE_QUEUE_PORT"] = DrawPort(),
            [DataDirectory.Setting] = install,
        });
        AzuriteSettings.Apply(configuration);
        var files = AzuriteFiles.Locate(Environment.GetEnvironmentVariable("AZURITE_HOME"), DataDirectory.From(configuration, AppContext.BaseDirectory));
        await AzuriteInstaller.EnsureAsync(files, Console.Out, cancellation);
        Directory.CreateDirectory(location);
        var emulator = new Emulator(files, AzuriteSettings.Read(configuration)!, configuration["AzureWebJobsStorage"]!, location, clock);
        await emulator.StartAsync(cancellation);
        return emulator;
    }

    /// <summary>SIGKILL, which loses what it has not written yet, and start again on the same ports and files.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        process!.Kill();
        await process.WaitForExitAsync(cancellation);
        process.Dispose();
        await StartAsync(cancellation);
    }

    /// <summary>Lets it write its files and end.</summary>
    public async ValueTask DisposeAsync()
    {
        process!.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopTime);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static string DrawPort() => QuietPort.Draw().ToString(CultureInfo.InvariantCulture);

    // The ports of one that was killed may still be on their way to being free.
    private async Task StartAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            process = Spawn();
            if (await IsUpAsync(cancellation))
                return;
            process.Kill();
            process.Dispose();
        }

        throw new InvalidOperationException($"Azurite did not start in {location}.");
    }

    private async Task<bool> IsUpAsync(CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartTime && !process!.HasExited;)
        {
            if (await AzuriteProcess.ListensAsync(settings.BlobPort, cancellation) && await AzuriteProcess.ListensAsync(settings.QueuePort, cancellation))
                return true;
            await Task.Delay(50, cancellation);
        }

        return false;
    }

    // As the host does, with a clock of its own; what it says is not kept.
    private Process Spawn()
    {
        string[] arguments =
        [
            "--require", Path.Combine(AppContext.BaseDirectory, "clock.cjs"), files.Guard, files.EntryPoint,
            "--location", location, "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            "--blobHost", "127.0.0.1", "--blobPort", settings.BlobPort.ToString(CultureInfo.InvariantCulture),
            "--queueHost", "127.0.0.1", "--queuePort", settings.QueuePort.ToString(CultureInfo.InvariantCulture),
            "--tableHost", "127.0.0.1", "--tablePort", "0",
        ];
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = location, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment[JumpingClock.Variable] = clock;
        var started = Process.Start(start)!;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }
}
