using NetTopologySuite.Geometries;

namespace Platform.Spatial.Overlay;

/// <summary>A polygon whose area is asked for.</summary>
/// <param name="Row">The caller's number for it, usually the 0-based row of its layer; comes back in the result.</param>
/// <param name="Geometry">Polygon or multi-polygon.</param>
public readonly record struct OverlaySubject(long Row, Geometry Geometry);

/// <summary>A row of a classed layer.</summary>
/// <param name="Row">The caller's number for it, usually the 0-based row of its layer.</param>
/// <param name="Class">Class code; null is the class "" and is named in the layer's findings.</param>
/// <param name="Geometry">Polygon or multi-polygon; for distances and hits also lines and points.</param>
public readonly record struct LayerRow(long Row, string? Class, Geometry Geometry);
