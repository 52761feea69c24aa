using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>
/// Takes polygons in as flat coordinates, and only sound ones: what <see cref="SoundnessProof"/> cannot prove, the geometry guard judges. One instance
/// serves one thread.
/// </summary>
internal sealed class PolygonIntake(AreaMeasure measure, bool polygonsOnly)
{
    private readonly SoundnessProof _proof = new();
    private readonly GeometryLimits _limits = LimitsFor(measure) with { PolygonsOnly = polygonsOnly };

    /// <summary>The polygon taken in last.</summary>
    public FlatPolygon Polygon { get; } = new();

    /// <summary>Geometries that only the guard could judge.</summary>
    public long Guarded { get; private set; }

    /// <summary>Guard limits of the coordinates that a measure works on.</summary>
    public static GeometryLimits LimitsFor(AreaMeasure measure) =>
        measure.Kind == AreaMeasureKind.Ellipsoidal ? GeometryLimits.Degrees : GeometryLimits.Projected;

    /// <summary>Takes a geometry in.</summary>
    /// <param name="geometry">Any geometry, null included.</param>
    /// <param name="row">Its row.</param>
    /// <param name="isArea">Whether <see cref="Polygon"/> holds it; false for the lines and points that the limits let through.</param>
    /// <returns>Null for a sound geometry, otherwise its fault.</returns>
    public Finding? Take(Geometry? geometry, long row, out bool isArea)
    {
        isArea = Polygon.TryRead(geometry, _limits);
        if (isArea && _proof.Holds(Polygon))
            return null;

        Guarded++;
        return GeometryGuard.Check(geometry, _limits, new Location(Row: row));
    }
}
