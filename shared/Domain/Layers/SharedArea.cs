using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Domain.Layers;

/// <summary>The common part of two polygons in EPSG:4490.</summary>
/// <param name="AreaM2">Official area, m², unrounded; NaN when the shapes are too complex to be compared.</param>
/// <param name="X">Longitude of a place inside it; null without area.</param>
/// <param name="Y">Latitude.</param>
public readonly record struct SharedArea(double AreaM2, double? X, double? Y)
{
    /// <summary>Whether it could be computed within the budget.</summary>
    public bool IsKnown => !double.IsNaN(AreaM2);

    /// <summary>Computes it; a common extent of at most <paramref name="tolerance"/> m² spares the overlay.</summary>
    public static SharedArea Of(Geometry first, Geometry second, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var extent = first.EnvelopeInternal.Intersection(second.EnvelopeInternal);
        if (extent.IsNull || extent.Area == 0 || AreaMeasure.Ellipsoidal.Of(first.Factory.ToGeometry(extent)) <= tolerance)
        {
            return default;
        }

        if (!OverlayBudget.Default.Admits(first, second, out _))
        {
            return new SharedArea(double.NaN, null, null);
        }

        var common = OverlayNGRobust.Overlay(first, second, SpatialFunction.Intersection);
        var area = AreaMeasure.Ellipsoidal.Of(common);
        var inside = area > 0 ? common.InteriorPoint : null;
        return new SharedArea(area, inside?.X, inside?.Y);
    }
}
