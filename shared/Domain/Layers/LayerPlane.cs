using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;

namespace Platform.Domain.Layers;

/// <summary>
/// The coordinates that a layer was drawn in. Whether its features touch, overlap or leave gaps is decided there: a vertex that lies on a neighbour's
/// straight edge of 1 km in a zone lies a centimetre or two beside it in degrees, where straight is something else.
/// </summary>
public sealed class LayerPlane
{
    private readonly CrsTransformation? _fromGeographic;
    private readonly CrsTransformation? _toGeographic;

    private LayerPlane(AreaMeasure measure, CrsTransformation? fromGeographic, CrsTransformation? toGeographic) =>
        (Measure, _fromGeographic, _toGeographic) = (measure, fromGeographic, toGeographic);

    /// <summary>Longitude and latitude themselves (EPSG:4490), for layers that were drawn in them.</summary>
    public static LayerPlane Geographic { get; } = new(AreaMeasure.Ellipsoidal, null, null);

    /// <summary>How areas are measured in these coordinates; m².</summary>
    public AreaMeasure Measure { get; }

    /// <summary>The plane of a delivered CRS; longitude and latitude where it is none.</summary>
    /// <param name="delivered">CRS of the delivery.</param>
    /// <param name="parameters">Parameters that the province registered; null for none.</param>
    public static LayerPlane Of(CrsDefinition delivered, RegisteredParameters? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        var known = parameters ?? RegisteredParameters.None;
        return !delivered.IsGeographic
            && CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, delivered, known, out var there, out _)
            && CrsTransformation.TryCreate(delivered, CrsRegistry.Cgcs2000, known, out var back, out _)
                ? new LayerPlane(delivered.AreaMeasure, there, back)
                : Geographic;
    }

    /// <summary>A geometry in EPSG:4490 as it was drawn.</summary>
    public Geometry Drawn(Geometry geometry) => _fromGeographic?.Transform(geometry) ?? geometry;

    /// <summary>Longitude and latitude of a place in the plane.</summary>
    public (double Longitude, double Latitude) Place(double x, double y) => _toGeographic?.Transform(x, y) ?? (x, y);
}
