using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Partition;
using Platform.Spatial.Topology;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>
/// Overlaps within a layer, and the partition of an area by three layers, against OverlayNG pair by pair. Processor seconds of one thread, the best of three
/// runs in turn; the peer runs once.
/// </summary>
internal static class OperationsBenchmark
{
    public static void Run(TextWriter output)
    {
        output.WriteLine("| work | rows | ours, CPU s | OverlayNG, CPU s | times ours | sums differ |\n|---|---|---|---|---|---|");
        var made = new MadeLayers(20170101, degrees: true);
        Overlaps(output, "overlaps, parcels", made.Parcels(150, 150, 30));
        Overlaps(output, "overlaps, parcels, four times as many", made.Parcels(300, 300, 30));
        Overlaps(output, "overlaps, zones of 5,000 points", made.Zones(15, 20, 3000, 1250));
        var plan = made.Parcels(100, 100, 30);
        Overlaps(output, "overlaps, two editions in one layer", [.. plan, .. made.Reissued(plan)]);
        Partition(output, made, 50);
        Partition(output, made, 100);
        Partition(output, made, 200);
    }

    private static void Overlaps(TextWriter output, string name, Polygon[] rows)
    {
        var layer = rows.Select((polygon, i) => new LayerRow(i, string.Empty, polygon)).ToArray();
        var ours = Best(() => new LayerOverlaps(AreaMeasure.Ellipsoidal, 0.01, threads: 1)
            .Find(() => layer, finding => throw new InvalidOperationException(finding.MessageEn)).Sum(pair => pair.CommonM2));
        var peer = Measure(() =>
        {
            var index = Index(rows);
            return rows.Sum(row => index.Query(row.EnvelopeInternal).Where(other => (int)row.UserData < (int)other.UserData)
                .Select(other => EllipsoidalArea.Of(OverlayNGRobust.Overlay(row, other, SpatialFunction.Intersection))).Where(area => area > 0.01).Sum());
        });
        Print(output, name, rows.Length, ours, peer);
    }

    private static void Partition(TextWriter output, MadeLayers made, int across)
    {
        Polygon[][] layers = [made.Parcels(across, across, 30), made.Parcels(across * 3 / 4, across * 3 / 4, 40), made.Zones(5, 5, across * 6, 250)];
        var town = layers[0][0].Factory.ToGeometry(new Envelope(114.5005, 114.5 + (across * 0.00028), 38.0005, 38 + (across * 0.00028)));
        var partition = layers.Select((rows, k) => new PartitionLayer($"{k}", rows.Select((polygon, i) => new LayerRow(i, (i % 5).ToString(CultureInfo.InvariantCulture), polygon)))).ToArray();
        var ours = Best(() => new LayerPartition(partition, AreaMeasure.Ellipsoidal, threads: 1).Divide([new OverlaySubject(0, town)]).Single().Parts
            .Where(part => part.Classes.All(c => c.Count > 0)).Sum(part => part.AreaM2));
        var peer = Measure(() => Common([town], layers[2], layers[1], layers[0]).Sum(EllipsoidalArea.Of));
        Print(output, $"partition of {across * 28 / 1000.0:0.0} km squared by three layers", layers.Sum(rows => rows.Length), ours, peer);
    }

    /// <summary>The pieces that lie in a row of every layer, as an overlay one after the other makes them.</summary>
    private static IEnumerable<Geometry> Common(IEnumerable<Geometry> pieces, params Polygon[][] layers) => layers.Aggregate(pieces, (some, rows) =>
    {
        var index = Index(rows);
        return some.SelectMany(piece => index.Query(piece.EnvelopeInternal)
            .Select(row => OverlayNGRobust.Overlay(piece, row, SpatialFunction.Intersection)).Where(common => common.Dimension == Dimension.Surface)).ToArray();
    });

    private static HPRtree<Polygon> Index(Polygon[] rows)
    {
        var index = new HPRtree<Polygon>();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].UserData = i;
            index.Insert(rows[i].EnvelopeInternal, rows[i]);
        }

        index.Build();
        return index;
    }

    private static (double Seconds, double Sum) Best(Func<double> work) => Enumerable.Range(0, 3).Select(_ => Measure(work)).MinBy(m => m.Seconds);

    private static (double Seconds, double Sum) Measure(Func<double> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var sum = work();
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, sum);
    }

    private static void Print(TextWriter output, string name, int rows, (double Seconds, double Sum) ours, (double Seconds, double Sum) peer)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {rows:n0} | {ours.Seconds:f2} | {peer.Seconds:f2} | {peer.Seconds / ours.Seconds:f1} | {Math.Abs(ours.Sum - peer.Sum):e1} m² of {ours.Sum:e3} |"));
        output.Flush();
    }
}
