using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Azurite;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Tests.Faults.Child;

namespace Platform.Tests.Faults.Storage;

/// <summary>Azurite on free ports, apart from the platform, so that it outlives it; can be killed by itself.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly AzuriteFiles files;
    private readonly AzuriteSettings settings;
    private readonly string location;
    private AzuriteProcess process;

    private Emulator(AzuriteFiles files, AzuriteSettings settings, string location, string connection, AzuriteProcess process)
    {
        this.files = files;
        this.settings = settings;
        this.location = location;
        this.process = process;
        Connection = connection;
    }

    /// <summary>Connection string.</summary>
    public string Connection { get; }

    /// <summary>Starts it on an empty directory; its clock follows <paramref name="clock"/>.</summary>
    public static async Task<Emulator> StartAsync(string location, string clock, CancellationToken cancellation)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["AZURITE_BLOB_PORT"] = "0", ["AZURITE_QUEUE_PORT"] = "0", [DataDirectory.Setting] = location,
        });
        AzuriteSettings.Apply(configuration);
        var settings = AzuriteSettings.Read(configuration)!;
        var files = AzuriteFiles.Locate(Environment.GetEnvironmentVariable("AZURITE_HOME"), DataDirectory.From(configuration, AppContext.BaseDirectory));
        await AzuriteInstaller.EnsureAsync(files, Console.Out, cancellation);
        Environment.SetEnvironmentVariable("NODE_OPTIONS", $"--require {Path.Combine(AppContext.BaseDirectory, "clock.cjs")}");
        Environment.SetEnvironmentVariable(JumpingClock.Variable, clock);
        var process = await AzuriteProcess.StartAsync(files, settings, location, cancellation);
        return new Emulator(files, settings, location, configuration["AzureWebJobsStorage"]!, process);
    }

    /// <summary>SIGKILL, which loses what it has not written yet, and start again on the same ports and files.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        using (var node = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(location, "guard.pid")), CultureInfo.InvariantCulture)))
        {
            node.Kill();
            await node.WaitForExitAsync(cancellation);
        }

        process.Dispose();
        process = await RestartAsync(cancellation);
    }

    // Its ports may still be on their way to being free.
    private async Task<AzuriteProcess> RestartAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AzuriteProcess.StartAsync(files, settings, location, cancellation);
            }
            catch (HostStartException) when (attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        process.Dispose();
    }
}
