using BenchmarkDotNet.Running;
using Platform.Tests.Benchmarks;
using Platform.Tests.Benchmarks.Engine;
using Platform.Tests.Benchmarks.Formats;
using Platform.Tests.Benchmarks.Spatial;

// dotnet run -c Release --project tests/Benchmarks -- engine [--instances N] [--activities N] [--waiting N] [--folder DIR]
// dotnet run -c Release --project tests/Benchmarks -- engine-memory [--waiting N] [--folder DIR]
// dotnet run -c Release --project tests/Benchmarks -- overlay [--cases parcels,zones,coincident,cambridge,chicago,many,parcels-10x,parcels-100x] [--peers nts,legacy,shapely,geopandas,postgis] [--rounds N] [--sample N] [--folder DIR]
// dotnet run -c Release --project tests/Benchmarks -- overlay-files --case NAME --folder DIR
// dotnet run -c Release --project tests/Benchmarks -- kernels [BenchmarkDotNet's options]
// dotnet run -c Release --project tests/Benchmarks -- operations
// dotnet run -c Release --project tests/Benchmarks -- formats [--features N] [--rounds N] [--only shapefile|GeoPackage|FlatGeobuf|GeoJSON|convert] [--folder DIR]
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
        case "overlay":
            OverlayBenchmark.Run(options, Console.Out);
            return 0;
        case "operations":
            OperationsBenchmark.Run(Console.Out);
            return 0;
        case OverlayBenchmark.Once:
            OverlayBenchmark.RunOnce(args[1], Console.Out);
            return 0;
        case "overlay-files":
            OverlayCase.Make(options.Text("--case", "parcels")).WriteFiles(options.Folder);
            return 0;
        case "kernels":
            BenchmarkSwitcher.FromTypes([typeof(KernelBenchmarks)]).Run(args[1..]);
            return 0;
        case "formats":
            FormatsBenchmark.Run(options, Console.Out);
            return 0;
        case ResumeBenchmark.Victim:
            await ResumeBenchmark.WaitToBeKilledAsync(options);
            return 0;
        default:
            await Console.Error.WriteLineAsync("engine [--instances N] [--activities N] [--waiting N] [--folder DIR] | engine-memory [--waiting N] [--folder DIR] | overlay [--cases …] [--peers …] [--rounds N] [--sample N] [--folder DIR] | overlay-files --case NAME --folder DIR | kernels … | operations | formats [--features N] [--rounds N] [--only …] [--folder DIR]");
            return 64;
    }
}
finally
{
    options.RemoveOwnFolder();
}
