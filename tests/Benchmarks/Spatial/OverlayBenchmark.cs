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
/// Area by class against NTS, shapely, geopandas and PostGIS on the same polygons in one run. Times are processor seconds of one thread, so that a loaded machine
/// does not decide; the clock stands beside them. The first run of ours warms the compiler up and is not counted.
/// </summary>
internal static class OverlayBenchmark
{
    public static void Run(BenchmarkOptions options, TextWriter output)
    {
        var peers = options.Text("--peers", "nts,legacy,shapely,geopandas,postgis").Split(',');

        // As in the desk tool: no collector works beside us.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        Ours(OverlayCase.Make("parcels"), 1);
        output.WriteLine("| case | program | CPU s | wall s | times ours | sums differ |\n|---|---|---|---|---|---|");
        foreach (var name in options.Text("--cases", "parcels,zones,coincident").Split(','))
        {
            var work = OverlayCase.Make(name);
            var ours = Ours(work, 1);
            output.WriteLine(ours.Line(name, ours));
            output.WriteLine(Ours(work, 2).Line(name, ours));
            var sample = Math.Min(work.Subjects.Length, options.Number("--sample", 2_000));
            if (peers.Contains("nts"))
                output.WriteLine(OverlayNg(work, sample).Line(name, ours));
            if (peers.Contains("legacy"))
                output.WriteLine(Legacy(work, Math.Min(sample, 200)).Line(name, ours));
            foreach (var peer in Scripted(work, options.Part(name), peers))
                output.WriteLine(peer.Line(name, ours));
            output.Flush();
        }
    }

    private static PeerResult Ours(OverlayCase work, int threads) => Measure($"ours, {threads} thread{(threads > 1 ? "s" : "")}", 1, () =>
    {
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: threads);
        var rows = work.Layer.Select((polygon, i) => new LayerRow(i, (i % OverlayCase.Classes).ToString(CultureInfo.InvariantCulture), polygon));
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
    private static IEnumerable<Polygon> Sample(OverlayCase work, int count) =>
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

        work.Write(folder);
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "Spatial", "peers.sh"), folder, .. wanted]) { RedirectStandardOutput = true };
        using var script = Process.Start(start)!;
        while (script.StandardOutput.ReadLine() is { } line)
            yield return PeerResult.Parse(line);
        script.WaitForExit();
        if (script.ExitCode != 0)
            throw new InvalidOperationException($"peers.sh ended with code {script.ExitCode}.");
    }
}
