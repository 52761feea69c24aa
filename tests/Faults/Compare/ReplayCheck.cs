using System.Diagnostics;
using Platform.Storage;
using Platform.Tests.Faults.Lives;

namespace Platform.Tests.Faults.Compare;

/// <summary>What the campaign left, made again by the desk from the raw archive and the exported log of decisions alone: must be the same, byte for byte.</summary>
internal static class ReplayCheck
{
    /// <summary>What is not the same, in the data directory of a platform that has stopped.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Home home, CancellationToken cancellation)
    {
        var directory = Path.GetDirectoryName(home.Data)!;
        var (log, target) = (Path.Combine(directory, "decisions.ndjson"), Path.Combine(directory, "replayed"));
        var export = home.Program("Platform.Functions", "decisions", "--out", log);
        if (await RunAsync(export, cancellation) is { } failed)
            return [$"the decisions could not be exported: {failed}"];
        var replay = home.Program("desk", "replay", "--raw", new PlatformPaths(home.Data).RawArchive, "--log", log, "--out", target, "--profiles", home.Profiles);
        return await RunAsync(replay, cancellation) is { } differs ? [$"replay: {differs}"] : [];
    }

    // Null when the program ended well, otherwise what it said.
    private static async Task<string?> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        var said = $"{await errors}{await output}".Trim();
        return process.ExitCode == 0 ? null : $"exit code {process.ExitCode}: {said}";
    }
}
