using NetTopologySuite.Geometries;

namespace Platform.Spatial.Areas;

/// <summary>
/// The survey's area of a parcel (图斑椭球面积) by ellipsoidal trapezoids, as prescribed by 国土调查办发〔2008〕32号 and TD/T 1055-2019: every edge
/// and a reference meridian L₀ bound a trapezoid of width Δl = mean longitude of the edge − L₀, and
/// S = 2b²Δl [A sin(ΔB/2) cos Bm − B sin(3ΔB/2) cos 3Bm + C sin(5ΔB/2) cos 5Bm − D sin(7ΔB/2) cos 7Bm + E sin(9ΔB/2) cos 9Bm].
/// It stands beside <see cref="EllipsoidalArea"/>, which is the official value.
/// </summary>
/// <remarks>
/// The series stops at e⁸ (2e-12 of the area), and the trapezoid takes the mean longitude instead of the integral along the slanted edge:
/// the relative difference to the exact area grows with the edges' length: 1.5e-5 for a triangle with sides of a kilometre at 38° N, 1e-6
/// for a city parcel. Coordinates are degrees, x = L, y = B; L₀ is the first vertex's longitude. Thread-safe.
/// </remarks>
public static class TrapezoidArea
{
    private const double E2 = Cgcs2000.EccentricitySquared;
    private const double E4 = E2 * E2;
    private const double E6 = E4 * E2;
    private const double E8 = E4 * E4;

    // Coefficients of the sines of odd multiples, as the standard prints them; signs alternate in the sum.
    private static readonly double[] Coefficients =
    [
        1 + (3.0 / 6 * E2) + (30.0 / 80 * E4) + (35.0 / 112 * E6) + (630.0 / 2304 * E8),
        (1.0 / 6 * E2) + (15.0 / 80 * E4) + (21.0 / 112 * E6) + (420.0 / 2304 * E8),
        (3.0 / 80 * E4) + (7.0 / 112 * E6) + (180.0 / 2304 * E8),
        (1.0 / 112 * E6) + (45.0 / 2304 * E8),
        5.0 / 2304 * E8,
    ];

    /// <summary>Area in m² of the polygons in <paramref name="geometry"/> by the survey's formula.</summary>
    public static double Of(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry switch
        {
            Polygon polygon => Math.Abs(OfRing(polygon.ExteriorRing)) - polygon.InteriorRings.Sum(hole => Math.Abs(OfRing(hole))),
            GeometryCollection collection => collection.Geometries.Sum(Of),
            _ => 0,
        };
    }

    /// <summary>The survey's value, the official one and what lies between them.</summary>
    public static AreaComparison Compare(Geometry geometry) => new(EllipsoidalArea.Of(geometry), Of(geometry));

    private static double OfRing(LineString ring)
    {
        var sequence = ring.CoordinateSequence;
        var sum = 0.0;
        for (var i = 1; i < sequence.Count; i++)
        {
            var width = ((sequence.GetX(i - 1) - sequence.GetX(0)) + (sequence.GetX(i) - sequence.GetX(0))) / 2;
            sum += Trapezoid(width, sequence.GetY(i - 1), sequence.GetY(i));
        }

        return sum;
    }

    private static double Trapezoid(double widthDegrees, double fromLatitude, double toLatitude)
    {
        var half = (toLatitude - fromLatitude) / 2 * Cgcs2000.RadiansPerDegree;
        var middle = (fromLatitude + toLatitude) / 2 * Cgcs2000.RadiansPerDegree;
        var sum = 0.0;
        for (var k = Coefficients.Length - 1; k >= 0; k--)
        {
            var multiple = (2 * k) + 1;
            var term = Coefficients[k] * Math.Sin(multiple * half) * Math.Cos(multiple * middle);
            sum += k % 2 == 0 ? term : -term;
        }

        return 2 * Cgcs2000.SemiMinorAxis * Cgcs2000.SemiMinorAxis * widthDegrees * Cgcs2000.RadiansPerDegree * sum;
    }
}

/// <summary>Two areas of one geometry, m², unrounded.</summary>
/// <param name="Exact">By <see cref="EllipsoidalArea"/>: the official one.</param>
/// <param name="Trapezoid">By <see cref="TrapezoidArea"/>: the survey's.</param>
public readonly record struct AreaComparison(double Exact, double Trapezoid)
{
    /// <summary>Survey's value minus the exact one, m².</summary>
    public double Difference => Trapezoid - Exact;
}
