using System.Diagnostics;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>What a run of the desk tool came to.</summary>
internal sealed record DeskRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs <c>desk</c> as a process of its own.</summary>
    public static async Task<DeskRun> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "desk.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new DeskRun(process.ExitCode, await output, await errors);
    }
}
