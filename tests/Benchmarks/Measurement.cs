using System.Diagnostics;
using System.Globalization;

namespace Platform.Tests.Benchmarks;

/// <summary>What one part of a run took.</summary>
/// <param name="Name">The part.</param>
/// <param name="Count">How many things were done.</param>
/// <param name="Unit">What was counted.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Processor">Processor time of this process.</param>
/// <param name="BytesWritten">Bytes that this process gave to the file system, from <c>/proc/self/io</c>; 0 elsewhere.</param>
/// <param name="Commits">Transactions, that is flushes of the log.</param>
/// <param name="SyncsPerSecond">The disk's own rate, measured just before and after.</param>
internal sealed record Measurement(
    string Name, long Count, string Unit, TimeSpan Elapsed, TimeSpan Processor, long BytesWritten, long Commits, double SyncsPerSecond)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public static string Head =>
        "| part | count | wall s | per s | CPU s | CPU ms each | commits/s | in one commit | disk fsync/s | KiB written each |\n"
        + "|---|---|---|---|---|---|---|---|---|---|";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name} | {Count:n0} {Unit} | {Elapsed.TotalSeconds:f2} | {PerSecond:n0} | {Processor.TotalSeconds:f1} | {Processor.TotalMilliseconds / Count:f3} "
        + $"| {Commits / Elapsed.TotalSeconds:n0} | {(double)Count / Math.Max(1, Commits):f1} | {SyncsPerSecond:n0} | {BytesWritten / 1024.0 / Count:f1} |");

    /// <summary>Measures <paramref name="work"/>; the disk is probed before and after, when nothing else of ours runs.</summary>
    public static async Task<Measurement> OfAsync(string name, long count, string unit, string folder, Func<long> commits, Func<Task> work)
    {
        var before = DiskProbe.SyncsPerSecond(folder);
        using var process = Process.GetCurrentProcess();
        var (cpu, bytes, committed, clock) = (process.TotalProcessorTime, Written(), commits(), Stopwatch.StartNew());
        await work();
        var elapsed = clock.Elapsed;
        process.Refresh();
        return new Measurement(
            name, count, unit, elapsed, process.TotalProcessorTime - cpu, Written() - bytes, commits() - committed,
            (before + DiskProbe.SyncsPerSecond(folder)) / 2);
    }

    private static long Written() => File.Exists("/proc/self/io")
        ? File.ReadLines("/proc/self/io").Where(line => line.StartsWith("wchar:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.AsSpan(6).Trim(), CultureInfo.InvariantCulture)).Single()
        : 0;
}
