using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask.Client;

namespace Platform.Tests.Benchmarks.Engine;

/// <summary>Many waiting instances in a process that is killed: how long until another process has them again.</summary>
internal static class ResumeBenchmark
{
    /// <summary>Verb of the process that is killed.</summary>
    public const string Victim = "engine-victim";

    private const int InFlight = 512;

    public static async Task RunAsync(BenchmarkOptions options, int waiting, TextWriter output)
    {
        var folder = options.Part("resume");
        await KillOneThatHasAsync(folder, waiting);
        await using var engine = new MeasuredEngine(folder);
        var opening = await Measurement.OfAsync("open after SIGKILL", waiting, "waiting", folder, () => engine.Commits, engine.StartAsync);
        var first = await Measurement.OfAsync("first of them answered", 1, "instance", folder, () => engine.Commits, () => AnswerAsync(engine, 0, default));
        var rest = await Measurement.OfAsync("all others answered", waiting - 1, "instances", folder, () => engine.Commits, () => Parallel.ForEachAsync(
            Enumerable.Range(1, waiting - 1), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, (n, stop) => new ValueTask(AnswerAsync(engine, n, stop))));
        foreach (var part in new[] { opening, first, rest })
        {
            await output.WriteLineAsync(part.ToString());
        }
    }

    /// <summary>The process that is killed: says when all instances wait.</summary>
    public static async Task WaitToBeKilledAsync(BenchmarkOptions options)
    {
        await using var engine = new MeasuredEngine(options.Folder);
        await engine.StartAsync();
        await engine.StartWaitingAsync(0, options.Number("--waiting", 0));
        Console.Out.WriteLine("waiting");
        await Task.Delay(Timeout.Infinite);
    }

    private static async Task AnswerAsync(MeasuredEngine engine, int number, CancellationToken cancellation)
    {
        await engine.Client.RaiseEventAsync(MeasuredEngine.Id(number), MeasuredEngine.Done, number, cancellation);
        var result = await engine.Client.WaitForInstanceCompletionAsync(MeasuredEngine.Id(number), true, cancellation);
        if (result.RuntimeStatus != OrchestrationRuntimeStatus.Completed || result.ReadOutputAs<int>() != number)
        {
            throw new InvalidOperationException($"{result} ended in {result.SerializedOutput} instead of {number}: {result.FailureDetails}");
        }
    }

    private static async Task KillOneThatHasAsync(string folder, int waiting)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
            ["exec", typeof(ResumeBenchmark).Assembly.Location, Victim, "--folder", folder, "--waiting", waiting.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync();
        process.Kill();
        await process.WaitForExitAsync();
        if (said != "waiting")
        {
            throw new InvalidOperationException("The process that was to be killed ended before its instances waited.");
        }
    }
}
