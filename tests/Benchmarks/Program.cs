using Platform.Tests.Benchmarks;
using Platform.Tests.Benchmarks.Engine;

// dotnet run -c Release --project tests/Benchmarks -- engine [--instances N] [--activities N] [--waiting N] [--folder DIR]
// dotnet run -c Release --project tests/Benchmarks -- engine-memory [--waiting N] [--folder DIR]
var options = new BenchmarkOptions(args);
try
{
    switch (args.FirstOrDefault())
    {
        case "engine":
            await EngineBenchmark.RunAsync(options, Console.Out);
            return 0;
        case "engine-memory":
            await WaitingMemory.RunAsync(options, Console.Out);
            return 0;
        case ResumeBenchmark.Victim:
            await ResumeBenchmark.WaitToBeKilledAsync(options);
            return 0;
        default:
            await Console.Error.WriteLineAsync("engine [--instances N] [--activities N] [--waiting N] [--folder DIR] | engine-memory [--waiting N] [--folder DIR]");
            return 64;
    }
}
finally
{
    options.RemoveOwnFolder();
}
