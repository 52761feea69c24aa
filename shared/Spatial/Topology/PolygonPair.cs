using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Overlay;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Topology;

/// <summary>
/// What two polygons have in common, without building it (docs/decisions/0013-area-overlay.md): its area and a place inside. For many rows of a layer
/// take <see cref="LayerOverlaps"/>. Not thread-safe.
/// </summary>
/// <remarks>Both are valid polygons or multi-polygons in the coordinates of the measure; anything else has nothing in common with anything.</remarks>
public sealed class PolygonPair
{
    private readonly BoundaryTable _first = new();
    private readonly BoundaryTable _second = new();

    /// <summary>Measures the common area.</summary>
    /// <param name="first">One polygon.</param>
    /// <param name="second">The other.</param>
    /// <param name="measure">How areas are measured.</param>
    /// <param name="budget">Bound on the work; null for the default.</param>
    public PolygonPair(Geometry first, Geometry second, AreaMeasure measure, OverlayBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(measure);
        if (!first.EnvelopeInternal.Intersects(second.EnvelopeInternal) || !Take(first, measure, _first) || !Take(second, measure, _second))
            return;
        CommonM2 = new CommonArea(measure, (budget ?? OverlayBudget.Default).MaxEdgePairs).Of(_first, 0, _second, 0);
    }

    /// <summary>Common area, m², unrounded; NaN when it would take more work than allowed.</summary>
    public double CommonM2 { get; }

    /// <summary>Whether the area could be computed.</summary>
    public bool IsKnown => !double.IsNaN(CommonM2);

    /// <summary>A place inside the common part, in the polygons' coordinates; null where there is none.</summary>
    public Coordinate? Place() => CommonM2 > 0 ? new CommonPlace().Find(_first, 0, _second, 0) : null;

    private static bool Take(Geometry geometry, AreaMeasure measure, BoundaryTable table)
    {
        var flat = new FlatPolygon();
        if (!flat.TryRead(geometry, PolygonIntake.LimitsFor(measure)))
            return false;
        table.Add(flat);
        return true;
    }
}
