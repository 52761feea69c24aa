using System.Diagnostics;
using System.Globalization;

namespace Platform.Tests.Benchmarks.Engine;

/// <summary>Memory while more and more instances wait.</summary>
internal static class WaitingMemory
{
    private const int Steps = 10;

    public static async Task RunAsync(BenchmarkOptions options, TextWriter output)
    {
        var waiting = options.Number("--waiting", 1_000_000);
        var folder = options.Part("memory");
        await using (var engine = new MeasuredEngine(folder))
        {
            await engine.StartAsync();
            await output.WriteLineAsync("| waiting | resident MiB | managed MiB | database MiB | s |\n|---|---|---|---|---|");
            var clock = Stopwatch.StartNew();
            await RowAsync(output, folder, 0, clock);
            for (var step = 1; step <= Steps; step++)
            {
                var (from, to) = ((int)((long)waiting * (step - 1) / Steps), (int)((long)waiting * step / Steps));
                await engine.StartWaitingAsync(from, to);
                await RowAsync(output, folder, to, clock);
            }
        }

        var opening = Stopwatch.StartNew();
        await using var again = new MeasuredEngine(folder);
        await again.StartAsync();
        await output.WriteLineAsync("after a restart:");
        await RowAsync(output, folder, waiting, opening);
    }

    private static Task RowAsync(TextWriter output, string folder, int waiting, Stopwatch clock)
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        var database = Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length);
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {waiting:n0} | {MiB(process.WorkingSet64)} | {MiB(managed)} | {MiB(database)} | {clock.Elapsed.TotalSeconds:f1} |"));
    }

    private static string MiB(long bytes) => (bytes / 1048576.0).ToString("n0", CultureInfo.InvariantCulture);
}
