namespace Platform.Spatial.Validity;

/// <summary>What coordinates and sizes the geometry guard lets through.</summary>
/// <param name="MaxAbsoluteX">Largest |x| in the unit of the coordinates.</param>
/// <param name="MaxAbsoluteY">Largest |y|.</param>
/// <param name="MaxVertices">Largest number of coordinates of one geometry.</param>
/// <param name="MaxDepth">Deepest nesting of collections.</param>
/// <param name="PolygonsOnly">Lines and points are refused.</param>
public sealed record GeometryLimits(
    double MaxAbsoluteX, double MaxAbsoluteY, int MaxVertices = 1_000_000, int MaxDepth = 32, bool PolygonsOnly = true)
{
    /// <summary>Polygons in degrees, x = longitude, y = latitude.</summary>
    public static GeometryLimits Degrees { get; } = new(180, 90);

    /// <summary>Polygons in metres or feet. A zone prefix makes eastings of 45 million; nothing on Earth needs more than a hundred
    /// million.</summary>
    public static GeometryLimits Projected { get; } = new(1e8, 1e8);
}
