using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Tests.EndToEnd.Scenarios;
using Xunit.Abstractions;

namespace Platform.Tests.EndToEnd.Limits;

/// <summary>A verification result of a gigabyte, nearly all of it photographs, on a plan with 500 MB of local disk and 2 GB of memory.</summary>
public sealed class LimitScenarios(ITestOutputHelper output)
{
    private const int Photographs = 256;
    private const int PhotographBytes = 4 * 1024 * 1024;
    private const long MostDisk = 500L * 1000 * 1000;
    private const long MostMemory = 2L * 1000 * 1000 * 1000;

    [LimitsFact]
    public async Task PackageOfAGigabyte_IsTaken_WithinTheLimits()
    {
        var data = Path.Combine(Environment.GetEnvironmentVariable(LimitsFactAttribute.Variable)!, "package");
        var work = new DirectoryInfo(Environment.GetEnvironmentVariable("PLATFORM_WORK_DIR")!);
        var platform = new ScenarioPlatform(Directory.CreateDirectory(Path.Combine(data, "platform")).FullName, _ => { });
        await platform.StartAsync();
        try
        {
            await platform.PublishLayersAsync();
            await platform.IssueAsync("large", ["N01"], 3);
            var bureau = await platform.ReceivedAsync("N01", "large");
            var package = Path.Combine(data, "package.zip");
            Write(package, bureau);

            using var stop = new CancellationTokenSource();
            var disk = PeakAsync(work, stop.Token);
            var watch = Stopwatch.StartNew();
            var attempt = await UploadAsync(bureau, package);
            watch.Stop();
            await stop.CancelAsync();

            using var self = Process.GetCurrentProcess();
            var (bytes, memory) = (await disk, self.PeakWorkingSet64);
            output.WriteLine($"package={new FileInfo(package).Length} seconds={watch.Elapsed.TotalSeconds:0} peakDisk={bytes} peakMemory={memory}");
            Assert.Equal((AttemptState.Taken, 3), (attempt.State, attempt.RowsTaken));
            Assert.True(bytes <= MostDisk, $"{bytes} bytes of local disk");
            Assert.True(memory <= MostMemory, $"{memory} bytes of memory");
        }
        finally
        {
            await platform.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static void Write(string path, Bureau bureau)
    {
        using var form = new ZipArchive(new MemoryStream(bureau.Form().Approved(bureau.Patches).Zip()));
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in form.Entries)
        {
            using var from = entry.Open();
            using var to = package.CreateEntry(entry.FullName).Open();
            from.CopyTo(to);
        }

        // A JPEG's head and noise, which no reader can shorten.
        var random = new Random(1);
        var picture = new byte[PhotographBytes];
        for (var i = 0; i < Photographs; i++)
        {
            random.NextBytes(picture);
            byte[] head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
            head.CopyTo(picture, 0);
            picture[^2] = 0xFF;
            picture[^1] = 0xD9;
            using var entry = package.CreateEntry($"照片/{bureau.Patches[i % bureau.Patches.Count].Number}_{i:000}.jpg", CompressionLevel.NoCompression).Open();
            entry.Write(picture);
        }
    }

    private static async Task<Attempt> UploadAsync(Bureau bureau, string package)
    {
        var ticket = await bureau.Clerk.PostAsync<TicketView>("api/uploads", bureau.Answers() with { Size = new FileInfo(package).Length });
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var put = new HttpRequestMessage(HttpMethod.Put, ticket.UploadUrl) { Content = new StreamContent(File.OpenRead(package)) };
        foreach (var (name, value) in ticket.Headers)
            put.Headers.Add(name, value);
        Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(put)).StatusCode);
        for (var until = DateTimeOffset.UtcNow.AddMinutes(10); ;)
        {
            var upload = await bureau.Clerk.GetAsync<UploadView>($"api/uploads/{ticket.Ticket}");
            if (upload.Attempts is [{ State: not AttemptState.Received } attempt])
                return attempt;
            Assert.True(DateTimeOffset.UtcNow < until, "The package was not handled within ten minutes.");
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
