using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Validity;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>
/// The steps of the overlay kernel one by one, for one polygon or one pair of neighbours that overlap, and OverlayNG beside them: shapes of a parcel (12 points) and of
/// a zone (5,000 points).
/// </summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private readonly FlatPolygon _flat = new();
    private readonly SoundnessProof _proof = new();
    private readonly BoundaryTable _subjects = new();
    private readonly BoundaryTable _rows = new();
    private readonly BoundaryTable _scratch = new();
    private readonly OuterBoundary _boundary = new();
    private readonly CommonArea _planar = new(AreaMeasure.PlanarMetres, OverlayBudget.Default.MaxEdgePairs);
    private readonly CommonArea _ellipsoidal = new(AreaMeasure.Ellipsoidal, OverlayBudget.Default.MaxEdgePairs);
    private readonly SharedBoundary _shared = new();
    private BoxIndex _index = new([]);
    private readonly List<int> _found = [];
    private Polygon _subject = Polygon.Empty;
    private Polygon _row = Polygon.Empty;
    private Polygon _neighbour = Polygon.Empty;

    /// <summary>Points of the row.</summary>
    [Params(12, 5000)]
    public int Points { get; set; }

    /// <summary>Coordinates in degrees, areas on the ellipsoid.</summary>
    [Params(false, true)]
    public bool Degrees { get; set; }

    private CommonArea Kernel => Degrees ? _ellipsoidal : _planar;

    [GlobalSetup]
    public void Make()
    {
        var make = new MadeLayers(20170601, Degrees);
        var zones = make.Zones(2, 1, 600, Points / 4);
        (_row, _neighbour) = (zones[0], zones[1]);
        _subject = new MadeLayers(20170602, Degrees).Patches(1, 1, 1, 60)[0];
        var boundary = _row.ExteriorRing.Coordinates.Intersect(_neighbour.ExteriorRing.Coordinates).ElementAt(Points / 8);
        var centre = _subject.EnvelopeInternal.Centre;
        _subject = (Polygon)NetTopologySuite.Geometries.Utilities.AffineTransformation.TranslationInstance(boundary.X - centre.X, boundary.Y - centre.Y).Transform(_subject);
        Add(_subjects, _subject);
        Add(_rows, _row);
        Add(_rows, _neighbour);
        _boundary.Take(_subjects, 0);
        var boxes = new MadeLayers(20170603, Degrees).Parcels(150, 150, 60).Select(parcel => Box.Of(parcel)).ToArray();
        _index = new BoxIndex(boxes);
    }

    [Benchmark]
    public bool Flatten() => _flat.TryRead(_row, Degrees ? GeometryLimits.Degrees : GeometryLimits.Projected);

    [Benchmark]
    public bool ProofOfSoundness() => Flatten() && _proof.Holds(_flat);

    [Benchmark]
    public int Table()
    {
        _scratch.Clear();
        Flatten();
        return _scratch.Add(_flat);
    }

    [Benchmark]
    public int IndexQuery()
    {
        _index.Query(_subjects.Boxes[0], _found);
        return _found.Count;
    }

    [Benchmark]
    public double CommonAreaOfPair() => Kernel.Of(_boundary, _rows, 0);

    [Benchmark]
    public bool NeighboursShareTheirBoundary()
    {
        _shared.Clear();
        _shared.Add(_rows, 0, _subjects.Boxes[0]);
        _shared.Add(_rows, 1, _subjects.Boxes[0]);
        return _shared.Cancels();
    }

    [Benchmark(Baseline = true)]
    public double OverlayNg() => OverlayNGRobust.Overlay(_subject, _row, SpatialFunction.Intersection).Area;

    private void Add(BoundaryTable table, Polygon polygon)
    {
        if (!_flat.TryRead(polygon, Degrees ? GeometryLimits.Degrees : GeometryLimits.Projected) || !_proof.Holds(_flat))
            throw new InvalidOperationException("The polygons that were made are sound.");
        table.Add(_flat);
    }
}
