using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Overlay;

/// <summary>
/// An affine picture of a small place in metres, for widths and tolerances only: exact to a thousandth over ten kilometres. Areas and
/// distances are never taken from it.
/// </summary>
internal sealed class LocalPlane
{
    private readonly AffineTransformation _toMetres;

    /// <summary>The plane around <paramref name="centre"/>, which is in the coordinates of the measure.</summary>
    public LocalPlane(AreaMeasure measure, Coordinate centre)
    {
        var (x, y) = (Math.Sqrt(measure.SquareMetresPerSquareUnit), Math.Sqrt(measure.SquareMetresPerSquareUnit));
        if (measure.Kind == AreaMeasureKind.Ellipsoidal)
        {
            var (sin, cos) = Math.SinCos(centre.Y * Cgcs2000.RadiansPerDegree);
            var w2 = 1 - (Cgcs2000.EccentricitySquared * sin * sin);
            var n = Cgcs2000.SemiMajorAxis / Math.Sqrt(w2);
            x = n * Math.Max(cos, 1e-6) * Cgcs2000.RadiansPerDegree;
            y = n * (1 - Cgcs2000.EccentricitySquared) / w2 * Cgcs2000.RadiansPerDegree;
        }

        _toMetres = AffineTransformation.TranslationInstance(-centre.X, -centre.Y).Scale(x, y);
        (MetresPerX, MetresPerY) = (x, y);
    }

    /// <summary>Metres per unit of x.</summary>
    public double MetresPerX { get; }

    /// <summary>Metres per unit of y.</summary>
    public double MetresPerY { get; }

    /// <summary>A copy in metres from the centre.</summary>
    public Geometry ToMetres(Geometry geometry) => _toMetres.Transform(geometry);
}
