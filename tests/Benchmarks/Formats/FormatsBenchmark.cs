using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;
using Platform.Formats.Shapefiles;

namespace Platform.Tests.Benchmarks.Formats;

/// <summary>
/// Reading and converting beside GDAL: the same files, all features, attributes and geometries decoded, alternating runs, the best of each. GDAL reads with a
/// C program compiled by the run, and converts with ogr2ogr. Needs the Debian packages gdal-bin, libgdal-dev and gcc.
/// </summary>
internal static class FormatsBenchmark
{
    public static void Run(BenchmarkOptions options, TextWriter output)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var (features, rounds) = (options.Number("--features", 200_000), options.Number("--rounds", 5));
        var folder = options.Part("formats");
        var program = Compile(folder);
        var file = new MadeFile(folder);
        file.Write(features);
        output.WriteLine("| what | features | ours wall s | GDAL wall s | ours CPU s | GDAL CPU s | GDAL / ours, CPU | same content |\n|---|---|---|---|---|---|---|---|");
        foreach (var (name, path) in new[] { ("shapefile", file.Shapefile), ("GeoPackage", file.GeoPackage), ("FlatGeobuf", file.FlatGeobuf), ("GeoJSON", file.GeoJson) })
        {
            if (options.Text("--only") is not { } only || only == name)
                Read(name, path, program, rounds, output);
        }

        if (options.Text("--only") is null or "convert")
        {
            Convert("shapefile → GeoPackage", file.Shapefile, ("gpkg", ["-f", "GPKG", "-nlt", "PROMOTE_TO_MULTI"]), program, rounds, output, (path, layer) => GeoPackageWriter.Write(path, [layer]));
            Convert("GeoPackage → shapefile", file.GeoPackage, ("shp", ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"]), program, rounds, output, (path, layer) => ShapefileWriter.Write(path, layer, new FindingLog()));
        }
    }

    private static void Read(string name, string path, string program, int rounds, TextWriter output)
    {
        var same = ReadResult.Ours(path, checks: true).IsSameAs(ReadResult.Gdal(program, path, checks: true));
        var (ours, gdal) = (new List<ReadResult>(), new List<ReadResult>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(ReadResult.Ours(path, checks: false));
            gdal.Add(ReadResult.Gdal(program, path, checks: false));
        }

        Line("read " + name, ours[0].Features, (ours.Min(r => r.Wall), ours.Min(r => r.Cpu)), (gdal.Min(r => r.Wall), gdal.Min(r => r.Cpu)), same, output);
    }

    private static void Convert(string what, string source, (string Extension, string[] Options) to, string program, int rounds, TextWriter output, Action<string, LayerToWrite> write)
    {
        var (own, other) = ($"{source}.own.{to.Extension}", $"{source}.ogr.{to.Extension}");
        var (ours, gdal) = (new List<(double Wall, double Cpu)>(), new List<(double Wall, double Cpu)>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(ConvertOurs(source, own, write));
            Array.ForEach(Directory.GetFiles(Path.GetDirectoryName(other)!, Path.GetFileNameWithoutExtension(other) + ".*"), File.Delete);
            gdal.Add(MadeFile.Ogr2Ogr([.. to.Options, other, source]));
        }

        var written = ReadResult.Gdal(program, own, checks: true);
        var same = written.IsSameAs(ReadResult.Gdal(program, other, checks: true));
        Line(what, written.Features, (ours.Min(r => r.Wall), ours.Min(r => r.Cpu)), (gdal.Min(r => r.Wall), gdal.Min(r => r.Cpu)), same, output);
    }

    private static (double Wall, double Cpu) ConvertOurs(string source, string target, Action<string, LayerToWrite> write)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        using (var delivery = Deliveries.Open(source, DeliveryLimits.LayerFile))
        {
            var layer = delivery.Layers[0];
            write(target, new LayerToWrite(layer.Schema, layer.ReadRows().Select(row => new FeatureToWrite(row.Geometry, row.Values))));
        }

        process.Refresh();
        return (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds);
    }

    private static void Line(string what, long features, (double Wall, double Cpu) ours, (double Wall, double Cpu) gdal, bool same, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {features:n0} | {ours.Wall:f3} | {gdal.Wall:f3} | {ours.Cpu:f3} | {gdal.Cpu:f3} | {gdal.Cpu / ours.Cpu:f2} | {(same ? "yes" : "NO")} |"));
        output.Flush();
    }

    private static string Compile(string folder)
    {
        var program = Path.Combine(folder, "gdal_read");
        string[] arguments = ["-O2", "-I/usr/include/gdal", "-o", program, Path.Combine(AppContext.BaseDirectory, "Formats", "gdal_read.c"), "-lgdal"];
        using var process = Process.Start(new ProcessStartInfo("gcc", arguments))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? program : throw new InvalidOperationException("gcc failed: apt-get install gcc libgdal-dev gdal-bin");
    }
}
