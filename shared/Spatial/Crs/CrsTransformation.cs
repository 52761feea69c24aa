using System.Diagnostics.CodeAnalysis;
using NetTopologySuite.Geometries;
using Platform.Findings;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace Platform.Spatial.Crs;

/// <summary>
/// Transforms coordinates from one CRS to another through longitude and latitude. Never a null shift: a change of datum needs registered
/// parameters, except that WGS 84 is taken as CGCS2000. Accuracy of the projections: 0.1 mm within a zone. Thread-safe.
/// </summary>
public sealed class CrsTransformation
{
    /// <summary>
    /// What taking WGS 84 for CGCS2000 may cost: the frames agree to centimetres at epoch 2000, and the plate has since moved by a few
    /// centimetres a year.
    /// </summary>
    public const double Wgs84ToleranceMetres = 1.0;

    private readonly CoordinateStep[] _steps;

    private CrsTransformation(
        CrsDefinition source, CrsDefinition target, CoordinateStep[] steps, IReadOnlyList<Finding> findings, RegisteredParameterSet? registered)
    {
        Source = source;
        Target = target;
        _steps = steps;
        Findings = findings;
        Registered = registered;
    }

    private delegate (double X, double Y) CoordinateStep(double x, double y);

    /// <summary>From which CRS.</summary>
    public CrsDefinition Source { get; }

    /// <summary>To which CRS.</summary>
    public CrsDefinition Target { get; }

    /// <summary>What a user should know of this transformation, such as WGS 84 taken as CGCS2000.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The registered parameters that it uses; null when it needs none.</summary>
    public RegisteredParameterSet? Registered { get; }

    /// <summary>Makes a transformation, or says in <paramref name="refusal"/> why there is none.</summary>
    /// <param name="source">From.</param>
    /// <param name="target">To.</param>
    /// <param name="parameters">Parameters that the province registered.</param>
    /// <param name="transformation">The transformation.</param>
    /// <param name="refusal">Why there is none.</param>
    public static bool TryCreate(
        CrsDefinition source,
        CrsDefinition target,
        RegisteredParameters parameters,
        [NotNullWhen(true)] out CrsTransformation? transformation,
        [NotNullWhen(false)] out Finding? refusal)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(parameters);
        transformation = null;
        var steps = new List<CoordinateStep>();
        var findings = new List<Finding>();
        refusal = source == target ? null : AddSteps(source, target, parameters, steps, findings);
        if (refusal is not null)
            return false;

        var registered = source == target || IsSameDatum(source.Datum, target.Datum) ? null : parameters.Find(source, target);
        transformation = new CrsTransformation(source, target, [.. steps], findings, registered);
        return true;
    }

    /// <summary>Whether data lie where the registered parameters hold; null when they do, or when none are used.</summary>
    /// <param name="data">Extent in the source's coordinates.</param>
    /// <param name="at">The layer.</param>
    public Finding? CheckAreaOfUse(Envelope data, Location at)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Registered is not { } set || data.IsNull || ToDegrees() is not { } toDegrees)
            return null;

        var place = new Envelope();
        foreach (var (x, y) in new[] { (data.MinX, data.MinY), (data.MaxX, data.MinY), (data.MaxX, data.MaxY), (data.MinX, data.MaxY) })
        {
            var (east, north) = Transform(x, y);
            place.ExpandToInclude(new Coordinate(toDegrees.Transform(east, north).X, toDegrees.Transform(east, north).Y));
        }

        return set.AreaOfUse.Covers(place)
            ? null
            : SpatialFindings.CrsOutsideAreaOfUse.At(at, Source, set.Provenance.Source, Describe(place), Describe(set.AreaOfUse));
    }

    // From the target, for whose datum degrees are near enough to an area of use.
    private CrsTransformation? ToDegrees()
    {
        var degrees = CrsRegistry.All.FirstOrDefault(crs => crs.IsGeographic && crs.Datum == Target.Datum);
        return degrees is not null && TryCreate(Target, degrees, RegisteredParameters.None, out var way, out _) ? way : null;
    }

    private static string Describe(Envelope e) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{e.MinX:0.###}–{e.MaxX:0.###}, {e.MinY:0.###}–{e.MaxY:0.###}");

    /// <summary>Transforms one position; x = east or longitude.</summary>
    public (double X, double Y) Transform(double x, double y)
    {
        foreach (var step in _steps)
            (x, y) = step(x, y);
        return (x, y);
    }

    /// <summary>A transformed copy; z and m are kept as they are. Edges stay straight between the transformed vertices.</summary>
    public Geometry Transform(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (_steps.Length == 0)
            return geometry;

        var copy = geometry.Copy();
        copy.Apply(new VertexEdit(this));
        return copy;
    }

    private static Finding? AddSteps(
        CrsDefinition source, CrsDefinition target, RegisteredParameters parameters, List<CoordinateStep> steps, List<Finding> findings)
    {
        if (IsSameDatum(source.Datum, target.Datum))
        {
            if (source.Datum != target.Datum)
                findings.Add(SpatialFindings.CrsWgs84AsCgcs2000.At(Location.Whole, Wgs84ToleranceMetres));
            return AddProjection(source, inverse: true, steps) ?? AddProjection(target, inverse: false, steps);
        }

        if (parameters.Find(source, target) is not { } registered)
            return Refusal(source, target);

        if (registered.Four is { } four)
        {
            steps.Add(four.Apply);
            return null;
        }

        return AddProjection(source, inverse: true, steps)
            ?? AddShift(registered.Seven!.Value, source, target, steps)
            ?? AddProjection(target, inverse: false, steps);
    }

    private static bool IsSameDatum(CrsDatum a, CrsDatum b) =>
        a != CrsDatum.Other && (a == b || (a is CrsDatum.Cgcs2000 or CrsDatum.Wgs84 && b is CrsDatum.Cgcs2000 or CrsDatum.Wgs84));

    private static Finding Refusal(CrsDefinition source, CrsDefinition target)
    {
        var foreign = source.Datum is CrsDatum.Cgcs2000 or CrsDatum.Wgs84 ? target : source;
        return foreign.Datum == CrsDatum.Other && foreign.Wkt.StartsWith("LOCAL_CS", StringComparison.OrdinalIgnoreCase)
            ? SpatialFindings.CrsLocal.At(Location.Whole, foreign.Name)
            : SpatialFindings.CrsNeedsParameters.At(Location.Whole, foreign, foreign.Datum);
    }

    private static Finding? AddShift(SevenParameters seven, CrsDefinition source, CrsDefinition target, List<CoordinateStep> steps)
    {
        if (Ellipsoid.Of(source) is not { } from || Ellipsoid.Of(target) is not { } to)
            return SpatialFindings.CrsUnsupported.At(Location.Whole, source);

        steps.Add((x, y) => seven.Apply(x, y, from, to));
        return null;
    }

    private static Finding? AddProjection(CrsDefinition crs, bool inverse, List<CoordinateStep> steps)
    {
        if (crs.IsGeographic)
            return null;

        try
        {
            // Both sides come from one GEOGCS, so ProjNET inserts no datum shift of its own.
            var projected = (ProjectedCoordinateSystem)new CoordinateSystemFactory().CreateFromWkt(crs.Wkt);
            var geographic = projected.GeographicCoordinateSystem;
            var factory = new CoordinateTransformationFactory();
            var transform = inverse
                ? factory.CreateFromCoordinateSystems(projected, geographic).MathTransform
                : factory.CreateFromCoordinateSystems(geographic, projected).MathTransform;
            steps.Add((x, y) => transform.Transform(x, y));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException
            or NotSupportedException or NotImplementedException or InvalidOperationException)
        {
            // ProjNET has no way to ask whether it knows a projection.
            return SpatialFindings.CrsUnsupported.At(Location.Whole, crs);
        }
    }

    private sealed class VertexEdit(CrsTransformation transformation) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq)
        {
            for (var i = 0; i < seq.Count; i++)
            {
                var (x, y) = transformation.Transform(seq.GetX(i), seq.GetY(i));
                seq.SetX(i, x);
                seq.SetY(i, y);
            }
        }
    }
}
