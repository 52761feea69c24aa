using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.Tests.Faults;

/// <summary>
/// The built platform as a child process on a data directory of its own, that can be killed and started again on the same ports. What it prints goes to
/// <c>platform.log</c> beside the data directory.
/// </summary>
internal sealed class PlatformProcess : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);

    private readonly int port = FreePort();
    private readonly int blobPort = FreePort();
    private readonly int queuePort = FreePort();
    private readonly StreamWriter log;
    private Process? process;

    public PlatformProcess(string dataDirectory)
    {
        DataDirectory = dataDirectory;
        Directory.CreateDirectory(dataDirectory);
        log = new StreamWriter(dataDirectory + ".log", append: true) { AutoFlush = true };
    }

    public string DataDirectory { get; }

    public Uri Address => new($"http://127.0.0.1:{port}/");

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        process = Start();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var waited = Stopwatch.StartNew();
        while (!await AnswersAsync(http, cancellation))
        {
            if (process.HasExited || waited.Elapsed > StartTime)
                throw new InvalidOperationException($"The platform did not start; see {DataDirectory}.log.");
            await Task.Delay(100, cancellation);
        }
    }

    /// <summary>
    /// SIGKILL. With <paramref name="storageToo"/> its Azurite is killed as well, which loses what that has not written yet, like a power cut; without, Azurite
    /// notices that its host is gone and ends by itself.
    /// </summary>
    public async Task KillAsync(bool storageToo)
    {
        process!.Kill(entireProcessTree: storageToo);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
            process.Kill(entireProcessTree: true);
        process?.Dispose();
        log.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Platform.Functions.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["PLATFORM_DATA_DIR"] = DataDirectory;
        start.Environment["FUNCTIONS_PORT"] = Text(port);
        start.Environment["AZURITE_BLOB_PORT"] = Text(blobPort);
        start.Environment["AZURITE_QUEUE_PORT"] = Text(queuePort);
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Keep(line.Data);
        started.ErrorDataReceived += (_, line) => Keep(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "health"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException || (notYet is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (log)
        {
            if (line is not null && log.BaseStream is { CanWrite: true })
                log.WriteLine(line);
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
