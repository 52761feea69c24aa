using Platform.Tests.Benchmarks;
using Platform.Tests.Benchmarks.Engine;
using Platform.Tests.Benchmarks.Formats;
using Platform.Tests.Benchmarks.Spatial;

// dotnet run -c Release --project tests/Benchmarks -- engine [--instances N] [--activities N] [--waiting N] [--folder DIR]
// dotnet run -c Release --project tests/Benchmarks -- engine-memory [--waiting N] [--folder DIR]
// dotnet run -c Release --project tests/Benchmarks -- overlay [--cases parcels,zones,coincident,parcels-10x,many] [--peers nts,legacy,shapely,geopandas,postgis] [--sample N] [--folder DIR]
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
        case "formats":
            FormatsBenchmark.Run(options, Console.Out);
            return 0;
        case ResumeBenchmark.Victim:
            await ResumeBenchmark.WaitToBeKilledAsync(options);
            return 0;
        default:
            await Console.Error.WriteLineAsync("engine [--instances N] [--activities N] [--waiting N] [--folder DIR] | engine-memory [--waiting N] [--folder DIR] | overlay [--cases …] [--peers …] [--sample N] [--folder DIR] | formats [--features N] [--rounds N] [--only …] [--folder DIR]");
            return 64;
    }
}
finally
{
    options.RemoveOwnFolder();
}
