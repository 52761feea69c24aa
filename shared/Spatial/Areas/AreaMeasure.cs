using NetTopologySuite.Geometries;

namespace Platform.Spatial.Areas;

/// <summary>How an overlay measures area. A closed set, so that a kernel on flat coordinates can branch on <see cref="Kind"/> and need no
/// geometry.</summary>
public sealed record AreaMeasure
{
    private AreaMeasure(AreaMeasureKind kind, double squareMetresPerSquareUnit)
    {
        Kind = kind;
        SquareMetresPerSquareUnit = squareMetresPerSquareUnit;
    }

    /// <summary>The official measure: coordinates are degrees (x = longitude, y = latitude), see <see cref="EllipsoidalArea"/>.</summary>
    public static AreaMeasure Ellipsoidal { get; } = new(AreaMeasureKind.Ellipsoidal, 1);

    /// <summary>Planar area of coordinates in metres.</summary>
    public static AreaMeasure PlanarMetres { get; } = new(AreaMeasureKind.Planar, 1);

    /// <summary>Which formula.</summary>
    public AreaMeasureKind Kind { get; }

    /// <summary>Factor from square units of the coordinates to m²; 1 for the ellipsoid.</summary>
    public double SquareMetresPerSquareUnit { get; }

    /// <summary>Planar area of projected coordinates.</summary>
    /// <param name="metresPerUnit">Length of the coordinate unit: 1 for metres, 1200/3937 for US survey feet.</param>
    public static AreaMeasure Planar(double metresPerUnit) =>
        metresPerUnit > 0 && double.IsFinite(metresPerUnit)
            ? new(AreaMeasureKind.Planar, metresPerUnit * metresPerUnit)
            : throw new ArgumentOutOfRangeException(nameof(metresPerUnit), metresPerUnit, "A unit has a positive length.");

    /// <summary>Area in m² of the polygons in <paramref name="geometry"/>; lines and points have none.</summary>
    public double Of(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return Kind == AreaMeasureKind.Ellipsoidal ? EllipsoidalArea.Of(geometry) : geometry.Area * SquareMetresPerSquareUnit;
    }
}

/// <summary>The formulas of <see cref="AreaMeasure"/>.</summary>
public enum AreaMeasureKind
{
    /// <summary>Exact on the CGCS2000 ellipsoid, edges straight in (B, L).</summary>
    Ellipsoidal,

    /// <summary>In the plane of a projected CRS.</summary>
    Planar,
}
