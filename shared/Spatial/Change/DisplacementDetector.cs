using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Change;

/// <summary>
/// Holds a polygon layer against a reference layer of the same objects and tells whether its coordinates are displaced: like GCJ-02, like
/// BD-09, or by some other common vector. Each
/// explanation is tried by taking it out of the data and matching the layers; the one that leaves least stands.
/// </summary>
/// <remarks>Both layers are in degrees (x = longitude). Objects may be drawn differently; the median over the matched ones decides.
/// Thread-safe.</remarks>
public static class DisplacementDetector
{
    private const int LeastPairs = 5;
    private const double LooseRatio = 0.3;
    private const int Rounds = 3;
    private const double LeastMetres = 50;
    private const double MuchTheSame = 0.8;
    private const double ExplainedTo = 0.5;

    /// <summary>Tells how <paramref name="data"/> lie against <paramref name="reference"/>. Unsound geometries are left out.</summary>
    public static DisplacementReport Detect(IReadOnlyList<Geometry> data, IReadOnlyList<Geometry> reference)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(reference);
        var extent = new Envelope();
        foreach (var geometry in reference)
            extent.ExpandToInclude(geometry.EnvelopeInternal);
        if (extent.IsNull)
            return DisplacementReport.Unknown;

        var zone = ProjectedZone.For(extent.Centre.X);
        if (!CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, zone, RegisteredParameters.None, out var toPlane, out _))
            return DisplacementReport.Unknown;

        var target = Shapes(reference, g => toPlane.Transform(g));
        var raw = Shapes(data, g => toPlane.Transform(g));
        var trials = Array.ConvertAll(Enum.GetValues<MapService>(), service => Try(service, data, raw, target, toPlane));
        var most = trials.Max(trial => trial.Report.Pairs);
        if (most < LeastPairs)
            return DisplacementReport.Unknown;

        // Small shapes match under the right explanation only; for large ones what is left after it decides, and it has to explain most of
        // the displacement.
        var matching = trials.Where(trial => trial.Report.Pairs >= MuchTheSame * most).ToArray();
        var best = matching.MinBy(trial => trial.Residual);
        return matching[0].Report.Service == MapService.None && best.Residual > ExplainedTo * matching[0].Residual ? matching[0].Report : best.Report;
    }

    private static (double Residual, DisplacementReport Report) Try(
        MapService service, IReadOnlyList<Geometry> data, Shape[] raw, Shape[] target, CrsTransformation toPlane)
    {
        var corrected = service == MapService.None ? raw : Shapes(data, g => toPlane.Transform(Undisplace(g, service)));
        var pairs = Match(corrected, target);
        var byRow = raw.ToDictionary(s => s.Rows[0]);
        var left = MedianVector(pairs, target, pair => corrected[pair.Old]);
        var plain = MedianVector(pairs, target, pair => byRow[corrected[pair.Old].Rows[0]]);
        return (
            Math.Sqrt((left.East * left.East) + (left.North * left.North)),
            new DisplacementReport(service, plain.East, plain.North, left.Error, pairs.Count));
    }

    // A shift of a good part of a shape's width matches some with their neighbours: taking out the first estimate and matching again mends
    // that.
    private static IReadOnlyList<ShapePair> Match(Shape[] data, Shape[] target)
    {
        var pairs = ShapeMatcher.Match(data, target, LooseRatio, Environment.ProcessorCount);
        for (var round = 0; round < Rounds; round++)
        {
            var left = MedianVector(pairs, target, pair => data[pair.Old]);
            var moved = new CoarseShift(-left.East, -left.North).Move(data);
            pairs = ShapeMatcher.Match(moved, target, LooseRatio, Environment.ProcessorCount);
        }

        return pairs;
    }

    // Error: three standard errors of the median, of the worse of the two components.
    private static (double East, double North, double Error) MedianVector(IReadOnlyList<ShapePair> pairs, Shape[] target, Func<ShapePair, Shape> data)
    {
        var vectors = pairs.Select(pair => (From: target[pair.New].Geometry.Centroid, To: data(pair).Geometry.Centroid)).ToArray();
        double[] east = [.. vectors.Select(v => v.To.X - v.From.X)];
        double[] north = [.. vectors.Select(v => v.To.Y - v.From.Y)];
        var deviation = Math.Max(Quantiles.Deviation(east), Quantiles.Deviation(north));
        var error = Quantiles.MedianErrorFactor * deviation / Math.Sqrt(Math.Max(1, pairs.Count));
        return (Quantiles.Median(east), Quantiles.Median(north), 3 * error);
    }

    private static Shape[] Shapes(IReadOnlyList<Geometry> geometries, Func<Geometry, Geometry> toPlane)
    {
        var shapes = new List<Shape>();
        for (var i = 0; i < geometries.Count; i++)
        {
            var repaired = GeometryRepair.Repair(geometries[i], GeometryLimits.Degrees, AreaMeasure.Ellipsoidal, Location.Whole);
            if (repaired.Geometry is not null)
                shapes.Add(new Shape(shapes.Count, [i], PolygonalPart.Of(Sound(toPlane(repaired.Geometry))), null));
        }

        return [.. shapes];
    }

    // Taking a displacement out bends edges by centimetres: a touching boundary may come to cross.
    private static Geometry Sound(Geometry geometry) =>
        GeometryRepair.Repair(geometry, GeometryLimits.Projected, AreaMeasure.PlanarMetres, Location.Whole).Geometry ?? geometry;

    private static Geometry Undisplace(Geometry geometry, MapService service)
    {
        var copy = geometry.Copy();
        copy.Apply(new VertexMove(service == MapService.Gcj02 ? MapServiceShift.FromGcj02 : MapServiceShift.FromBd09));
        return copy;
    }

    /// <summary>The finding that a report amounts to; null when the layers lie on each other, or too little matches to say.</summary>
    public static Finding? Judge(DisplacementReport report, Location at)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (east, north) = (Math.Round(report.East), Math.Round(report.North));
        if (report.Pairs == 0 || Math.Max(Math.Abs(east), Math.Abs(north)) < Math.Max(LeastMetres, report.Error))
            return null;
        return report.Service == MapService.None
            ? SpatialFindings.Displaced.At(at, east, north, report.Pairs)
            : SpatialFindings.DisplacedLikeMapService.At(at, report.Service == MapService.Gcj02 ? "GCJ-02" : "BD-09", east, north, report.Pairs);
    }

    private sealed class VertexMove(Func<double, double, (double Longitude, double Latitude)> move) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq)
        {
            for (var i = 0; i < seq.Count; i++)
            {
                var (x, y) = move(seq.GetX(i), seq.GetY(i));
                seq.SetX(i, x);
                seq.SetY(i, y);
            }
        }
    }
}

/// <summary>How a layer lies against a reference.</summary>
/// <param name="Service">The map service whose displacement explains it best; none when the plain coordinates fit best.</param>
/// <param name="East">Median of the matched shapes' displacement from the reference, metres.</param>
/// <param name="North">The same to the north.</param>
/// <param name="Error">What the difference in drawing leaves uncertain, metres (three standard errors).</param>
/// <param name="Pairs">Matched shapes; 0 when too few match to say anything.</param>
public sealed record DisplacementReport(MapService Service, double East, double North, double Error, int Pairs)
{
    /// <summary>Too few shapes match.</summary>
    public static DisplacementReport Unknown { get; } = new(MapService.None, 0, 0, 0, 0);
}

/// <summary>Map services with displaced coordinates.</summary>
public enum MapService
{
    /// <summary>Not displaced by a map service.</summary>
    None,

    /// <summary>GCJ-02 (AutoNavi, Tencent and others).</summary>
    Gcj02,

    /// <summary>BD-09 (Baidu).</summary>
    Bd09,
}
