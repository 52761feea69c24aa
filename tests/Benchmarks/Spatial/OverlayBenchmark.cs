using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>
/// Area by class against NTS, shapely, geopandas and PostGIS on the same polygons in one run. Times are processor seconds, so that a loaded machine does not decide;
/// the clock stands beside them. Ours runs some times before the peers and as often after them, and the median counts; the compiler is warm, as in the platform's
/// process. What a new process takes, compiling included, is a line of its own.
/// </summary>
internal static class OverlayBenchmark
{
    /// <summary>The verb of the process that overlays once: <c>overlay-once CASE THREADS</c>.</summary>
    public const string Once = "overlay-once";

    private const int WarmUps = 8;

    public static void Run(BenchmarkOptions options, TextWriter output)
    {
        var peers = options.Text("--peers", "nts,legacy,shapely,geopandas,postgis").Split(',');

        // As in the desk tool: no collector works beside us.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        output.WriteLine("| case | program | CPU s | wall s | times ours | sums differ |\n|---|---|---|---|---|---|");
        foreach (var name in options.Text("--cases", "parcels,zones,coincident").Split(','))
        {
            var work = OverlayCase.Make(name);
            var rounds = options.Number("--rounds", 5);
            Repeat(Math.Min(WarmUps, 2 * rounds), () => Ours(work, 2));
            List<PeerResult>[] ours = [[], []];
            Alternate(work, rounds, ours);
            var others = Others(options, work, peers).ToArray();
            Alternate(work, rounds, ours);
            var median = PeerResult.Median(ours[0]);
            foreach (var result in ours.Select(PeerResult.Median).Append(Fresh(name)).Concat(others))
                output.WriteLine(result.Line(name, median));
            output.Flush();
        }
    }

    /// <summary>Overlays one case once, in a process that has done nothing before, and writes what it took.</summary>
    public static void RunOnce(string name, TextWriter output)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var result = Ours(OverlayCase.Make(name), 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours, 1 thread, new process\t{result.Seconds}\t{result.Wall}\t{result.SquareMetres}\t1"));
    }

    // Compiled as the desk tool is.
    private static PeerResult Fresh(string name)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OverlayBenchmark).Assembly.Location, Once, name]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return PeerResult.Parse(line.Trim());
    }

    private static void Repeat(int times, Action work)
    {
        for (var i = 0; i < times; i++)
            work();
    }

    private static void Alternate(OverlayCase work, int rounds, List<PeerResult>[] ours) => Repeat(rounds, () =>
    {
        ours[0].Add(Ours(work, 1));
        ours[1].Add(Ours(work, 2));
    });

    private static IEnumerable<PeerResult> Others(BenchmarkOptions options, OverlayCase work, string[] peers)
    {
        var sample = Math.Min(work.Subjects.Length, options.Number("--sample", 2_000));
        if (peers.Contains("nts"))
            yield return OverlayNg(work, sample);
        if (peers.Contains("legacy"))
            yield return Legacy(work, Math.Min(sample, 200));
        foreach (var peer in Scripted(work, options.Part(work.Name), peers))
            yield return peer;
    }

    private static PeerResult Ours(OverlayCase work, int threads) => Measure($"ours, {threads} thread{(threads > 1 ? "s" : "")}", 1, () =>
    {
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: threads);
        var rows = work.Layer.Select((polygon, i) => new LayerRow(i, work.Classes[i], polygon));
        var subjects = work.Subjects.Select((polygon, i) => new OverlaySubject(i, polygon));
        return overlay.Run(subjects, () => rows, finding => throw new InvalidOperationException(finding.MessageEn)).Sum(areas => areas.Classes.Sum(c => c.AreaM2));
    });

    // The index and the prepared rows are apart: only the overlay of a sample can be scaled.
    private static PeerResult OverlayNg(OverlayCase work, int count)
    {
        var index = Index(work.Layer.Select(polygon => (polygon.EnvelopeInternal, PreparedGeometryFactory.Prepare(polygon))));
        return Measure("NTS OverlayNG, prepared, index apart", (double)count / work.Subjects.Length, () => Sample(work, count).Sum(subject =>
            index.Query(subject.EnvelopeInternal).Sum(row =>
                row.Covers(subject) ? subject.Area
                : row.Intersects(subject) ? OverlayNGRobust.Overlay(subject, row.Geometry, SpatialFunction.Intersection).Area : 0)));
    }

    private static PeerResult Legacy(OverlayCase work, int count)
    {
        var index = Index(work.Layer.Select(polygon => (polygon.EnvelopeInternal, polygon)));
        return Measure("NTS default overlay, index apart", (double)count / work.Subjects.Length, () => Sample(work, count).Sum(subject =>
            index.Query(subject.EnvelopeInternal).Sum(row => subject.Intersection(row).Area)));
    }

    private static HPRtree<T> Index<T>(IEnumerable<(Envelope Envelope, T Row)> rows)
    {
        var index = new HPRtree<T>();
        foreach (var (envelope, row) in rows)
            index.Insert(envelope, row);
        index.Build();
        return index;
    }

    // Every so-manieth, so that the sample lies everywhere.
    private static IEnumerable<Geometry> Sample(OverlayCase work, int count) =>
        Enumerable.Range(0, count).Select(i => work.Subjects[(int)((long)i * work.Subjects.Length / count)]);

    private static PeerResult Measure(string name, double share, Func<double> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var sum = work();
        var wall = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new PeerResult(name, (process.TotalProcessorTime - cpu).TotalSeconds, wall, sum, share);
    }

    private static IEnumerable<PeerResult> Scripted(OverlayCase work, string folder, string[] peers)
    {
        var wanted = peers.Where(peer => peer is "shapely" or "geopandas" or "postgis").ToArray();
        if (wanted.Length == 0)
            yield break;

        work.WriteText(folder);
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "Spatial", "peers.sh"), folder, .. wanted]) { RedirectStandardOutput = true };
        using var script = Process.Start(start)!;
        while (script.StandardOutput.ReadLine() is { } line)
            yield return PeerResult.Parse(line);
        script.WaitForExit();
        if (script.ExitCode != 0)
            throw new InvalidOperationException($"peers.sh ended with code {script.ExitCode}.");
    }
}
