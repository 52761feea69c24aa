using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Azurite;

/// <summary>
/// One running Azurite. It is started through <c>guard.cjs</c>, which ends it when this process's end of the pipe closes: by
/// <see cref="StopAsync"/>, or by the system when this process is killed.
/// </summary>
internal sealed class AzuriteProcess : IDisposable
{
    // Longer than the guard waits: an Azurite that is killed before it has written its indexes loses uploads in transit.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(40);

    private readonly Process process;
    private readonly StringBuilder said = new();

    private AzuriteProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends when the process has ended.</summary>
    public Task Exited => process.WaitForExitAsync();

    /// <summary>Starts it and waits until both services answer.</summary>
    /// <exception cref="HostStartException">Node is missing, or Azurite ends or does not answer in time.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteFiles files, AzuriteSettings settings, string location, CancellationToken cancellation)
    {
        Directory.CreateDirectory(location);
        await AzuriteLeftover.WaitAsync(location, cancellation);
        var azurite = new AzuriteProcess(Spawn(files, settings, location));
        try
        {
            await azurite.WaitUntilUpAsync(settings, cancellation);
            return azurite;
        }
        catch
        {
            await azurite.StopAsync();
            azurite.Dispose();
            throw;
        }
    }

    /// <summary>Whether something listens on a loopback port.</summary>
    public static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Lets it write its files and end; kills it when it does not.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopTime);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => process.Dispose();

    private static Process Spawn(AzuriteFiles files, AzuriteSettings settings, string location)
    {
        var start = new ProcessStartInfo(
            "node",
            [
                files.Guard, files.EntryPoint, "--location", location, "--skipApiVersionCheck", "--silent", "--disableTelemetry",
                "--blobHost", "127.0.0.1", "--blobPort", Text(settings.BlobPort),
                "--queueHost", "127.0.0.1", "--queuePort", Text(settings.QueuePort),
                "--tableHost", "127.0.0.1", "--tablePort", "0",
            ])
        {
            WorkingDirectory = location,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new HostStartException(
                "node was not found, which Azurite needs: install Node.js 20 or newer, or set AzureWebJobsStorage to the connection string of a storage account.");
        }
    }

    private async Task WaitUntilUpAsync(AzuriteSettings settings, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (!(await ListensAsync(settings.BlobPort, limit.Token) && await ListensAsync(settings.QueuePort, limit.Token)))
            {
                if (process.HasExited)
                    throw new HostStartException($"Azurite ended with code {process.ExitCode}: {Said()}");
                await Task.Delay(50, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HostStartException($"Azurite did not answer within 60 s on ports {settings.BlobPort} and {settings.QueuePort}: {Said()}");
        }

        if (process.HasExited)
            throw new HostStartException($"Azurite ended with code {process.ExitCode}: {Said()}");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private void Keep(string? line)
    {
        lock (said)
        {
            if (line is not null && said.Length < 4000)
                said.AppendLine(line);
        }
    }

    private string Said()
    {
        lock (said)
            return said.ToString().Trim();
    }
}
