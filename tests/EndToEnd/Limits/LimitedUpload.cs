using System.Diagnostics;
using System.Net;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Tests.EndToEnd.Scenarios;
using Xunit.Abstractions;

namespace Platform.Tests.EndToEnd.Limits;

/// <summary>An upload of a large file, and what it took of the limits: 500 MB of local disk, 2 GB of memory.</summary>
internal static class LimitedUpload
{
    private const long MostDisk = 500L * 1000 * 1000;
    private const long MostMemory = 2L * 1000 * 1000 * 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Puts a file under a ticket and waits until it is handled; says and checks what it took.</summary>
    public static async Task<Attempt> RunAsync(Caller caller, TicketRequest request, string file, ITestOutputHelper output)
    {
        using var stop = new CancellationTokenSource();
        var disk = PeakAsync(new DirectoryInfo(Environment.GetEnvironmentVariable("PLATFORM_WORK_DIR")!), stop.Token);
        var watch = Stopwatch.StartNew();
        var attempt = await UploadAsync(caller, request with { Size = new FileInfo(file).Length }, file);
        watch.Stop();
        await stop.CancelAsync();
        using var self = Process.GetCurrentProcess();
        var (bytes, memory) = (await disk, self.PeakWorkingSet64);
        output.WriteLine(
            $"package={new FileInfo(file).Length} name={Path.GetFileName(file)} state={attempt.State} rows={attempt.RowsTaken} "
            + $"seconds={watch.Elapsed.TotalSeconds:0} peakDisk={bytes} peakMemory={memory}");
        Assert.True(bytes <= MostDisk, $"{bytes} bytes of local disk");
        Assert.True(memory <= MostMemory, $"{memory} bytes of memory");
        return attempt;
    }

    private static async Task<Attempt> UploadAsync(Caller caller, TicketRequest request, string file)
    {
        var ticket = await caller.PostAsync<TicketView>("api/uploads", request);
        using var http = new HttpClient { Timeout = Patience };
        using var put = new HttpRequestMessage(HttpMethod.Put, ticket.UploadUrl) { Content = new StreamContent(File.OpenRead(file)) };
        foreach (var (name, value) in ticket.Headers)
            put.Headers.Add(name, value);
        Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(put)).StatusCode);
        for (var until = DateTimeOffset.UtcNow + Patience; ;)
        {
            var upload = await caller.GetAsync<UploadView>($"api/uploads/{ticket.Ticket}");
            if (upload.Attempts is [{ State: not AttemptState.Received } attempt])
                return attempt;
            Assert.True(DateTimeOffset.UtcNow < until, $"{file} was not handled within {Patience}.");
            await Task.Delay(200);
        }
    }

    private static async Task<long> PeakAsync(DirectoryInfo folder, CancellationToken stopping)
    {
        var peak = 0L;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                peak = Math.Max(peak, folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
            }
            catch (IOException)
            {
                // A file went away while it was counted.
            }

            await Task.Delay(20, CancellationToken.None);
        }

        return peak;
    }
}
