using Microsoft.DurableTask.Client;

namespace Platform.Tests.Benchmarks.Engine;

/// <summary>Speed of the durable engine with full durability: every acknowledged change is flushed to the disk.</summary>
internal static class EngineBenchmark
{
    private const int InFlight = 512;

    public static async Task RunAsync(BenchmarkOptions options, TextWriter output)
    {
        var instances = options.Number("--instances", 4000);
        var activities = options.Number("--activities", 20_000);
        var waiting = options.Number("--waiting", 100_000);
        await WarmUpAsync(options);
        await output.WriteLineAsync(Measurement.Head);
        await output.WriteLineAsync((await SequencesAsync(options, instances)).ToString());
        await output.WriteLineAsync((await FanOutAsync(options, activities)).ToString());
        if (waiting > 0)
        {
            await ResumeBenchmark.RunAsync(options, waiting, output);
        }
    }

    private static async Task WarmUpAsync(BenchmarkOptions options)
    {
        var folder = options.Part("warm");
        await using var engine = new MeasuredEngine(folder);
        await engine.StartAsync();
        await RunSequencesAsync(engine, 300);
        await RunFanOutAsync(engine, 1000);
    }

    private static async Task<Measurement> SequencesAsync(BenchmarkOptions options, int count)
    {
        var folder = options.Part("sequence");
        await using var engine = new MeasuredEngine(folder);
        await engine.StartAsync();
        return await Measurement.OfAsync(
            "three activities in sequence", count, "orchestrations", folder, () => engine.Commits, () => RunSequencesAsync(engine, count));
    }

    private static async Task<Measurement> FanOutAsync(BenchmarkOptions options, int count)
    {
        var folder = options.Part("fan-out");
        await using var engine = new MeasuredEngine(folder);
        await engine.StartAsync();
        return await Measurement.OfAsync("one fan-out/fan-in", count, "activities", folder, () => engine.Commits, () => RunFanOutAsync(engine, count));
    }

    private static Task RunSequencesAsync(MeasuredEngine engine, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = InFlight },
        async (n, cancellation) =>
        {
            var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(MeasuredEngine.Sequence, n, cancellation);
            var result = await engine.Client.WaitForInstanceCompletionAsync(id, true, cancellation);
            Expect(result, n + 3);
        });

    private static async Task RunFanOutAsync(MeasuredEngine engine, int width)
    {
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(MeasuredEngine.FanOut, width);
        Expect(await engine.Client.WaitForInstanceCompletionAsync(id, true), width);
    }

    private static void Expect(OrchestrationMetadata result, int output)
    {
        if (result.RuntimeStatus != OrchestrationRuntimeStatus.Completed || result.ReadOutputAs<int>() != output)
        {
            throw new InvalidOperationException($"{result} ended in {result.SerializedOutput} instead of {output}: {result.FailureDetails}");
        }
    }
}
