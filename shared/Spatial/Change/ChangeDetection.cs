using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Crs;

namespace Platform.Spatial.Change;

/// <summary>
/// Finds what really changed between two editions of a polygon layer, by geometry alone. Both are projected to the nearest 3° zone; the
/// older one is fitted to the newer one; shapes that agree within the positional tolerance, measured from the data, are unchanged; of the
/// rest, the land that went to another shape than the heir is a difference, and what misregistration explains is taken from it. The rule
/// and its measured figures: docs/decisions/0004-change-detection.md.
/// </summary>
/// <remarks>Deterministic whatever the number of threads. Memory is proportional to the epochs. Thread-safe.</remarks>
/// <param name="options">Parameters; the defaults fit most data.</param>
public sealed class ChangeDetection(ChangeDetectionOptions? options = null)
{
    private readonly ChangeDetectionOptions _options = options ?? new ChangeDetectionOptions();

    /// <summary>Compares two epochs in CGCS2000 degrees.</summary>
    /// <param name="old">The older one.</param>
    /// <param name="new">The newer one; patches are in its position.</param>
    /// <param name="result">The changes.</param>
    /// <param name="refusal">Why there is no result: the epochs do not fit each other at all.</param>
    public bool TryDetect(
        ChangeEpoch old,
        ChangeEpoch @new,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ChangeResult? result,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Finding? refusal)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        try
        {
            result = Detect(old, @new);
            refusal = null;
            return true;
        }
        catch (RefusedException e)
        {
            result = null;
            refusal = e.Finding;
            return false;
        }
        catch (TopologyException e)
        {
            result = null;
            refusal = SpatialFindings.ComparisonFailed.At(Location.Whole, e.Coordinate?.ToString() ?? "?");
            return false;
        }
    }

    private ChangeResult Detect(ChangeEpoch old, ChangeEpoch @new)
    {
        var findings = new List<Finding>();
        var threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        var (toPlane, toDegrees) = WorkingPlane(old, @new);
        var oldShapes = EpochShapes.Build(old, toPlane, findings);
        var newShapes = EpochShapes.Build(@new, toPlane, findings);
        var coarse = CoarseShift.Estimate(oldShapes, newShapes, _options.LargestShiftMetres, _options.MinimumPairs);
        oldShapes = coarse.Move(oldShapes);
        (oldShapes, newShapes) = (
            ScopeFilter.Apply(oldShapes, old.Name, newShapes, _options, findings),
            ScopeFilter.Apply(newShapes, @new.Name, oldShapes, _options, findings));

        var registration = Registration.Measure(oldShapes, newShapes, coarse, _options, threads, findings);
        var tolerance = registration.Report.Tolerance;
        var equal = registration.Pairs.Where((_, i) => registration.Displacements[i] <= tolerance).ToList();
        var builder = new PatchBuilder(toDegrees, _options.MinimumAreaM2, new SliverFilter(tolerance));
        var finder = new DifferenceFinder(registration.Old, newShapes, equal);
        var common = finder.Common().ToList();
        var heirs = new Heirs(equal, common);
        builder.AddCommon(common, heirs);
        builder.AddOneSided(finder.OneSided(), heirs);
        builder.AddReclassified(equal.Where(pair => ClassChanged(oldShapes[pair.Old], newShapes[pair.New]))
            .Select(pair => new Difference(oldShapes[pair.Old], newShapes[pair.New], newShapes[pair.New].Geometry)));
        return new ChangeResult(builder.Patches(), registration.Report, builder.Counts(oldShapes.Count, newShapes.Count, equal.Count), findings);
    }

    internal static bool ClassChanged(Shape old, Shape @new) =>
        old.Class is not null && @new.Class is not null && !string.Equals(old.Class, @new.Class, StringComparison.Ordinal);

    private static (CrsTransformation ToPlane, CrsTransformation ToDegrees) WorkingPlane(ChangeEpoch old, ChangeEpoch @new)
    {
        var extent = new Envelope();
        foreach (var row in old.Rows.Concat(@new.Rows))
        {
            // A row with a wild coordinate is refused later; it must not move the zone.
            if (row.Geometry is { IsEmpty: false } geometry && EllipsoidalRange.Contains(geometry.EnvelopeInternal))
                extent.ExpandToInclude(geometry.EnvelopeInternal);
        }

        var zone = ProjectedZone.For(extent.IsNull ? 0 : extent.Centre.X);
        return (Transformation(CrsRegistry.Cgcs2000, zone), Transformation(zone, CrsRegistry.Cgcs2000));
    }

    private static readonly Envelope EllipsoidalRange = new(-180, 180, -90, 90);

    private static CrsTransformation Transformation(CrsDefinition source, CrsDefinition target) =>
        CrsTransformation.TryCreate(source, target, RegisteredParameters.None, out var transformation, out var refusal)
            ? transformation
            : throw new RefusedException(refusal);
}
